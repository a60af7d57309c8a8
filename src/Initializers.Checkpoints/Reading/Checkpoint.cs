using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A checkpoint of one safetensors file or of several with an index, mapped into memory.</summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } };
/// ResolvedPlan resolved = plan.Resolve([("wte.weight", [100, 16]), ("wpe.weight", [8, 16])]);
/// resolved.Save("gpt", new PhiloxRandom(42), new() { ShardBytes = 1000 });
/// using Checkpoint checkpoint = Checkpoint.Open("gpt");
/// Console.WriteLine(checkpoint); // Checkpoint(2 files, 2 tensors, 6912 bytes)
/// ResolvedPlan again = checkpoint.Resolve(plan);
/// float[] weights = checkpoint.ToFloats("wpe.weight");
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Opening reads headers and the index, and compares them both ways: a tensor that only one of them has, that is in two files, or in
/// another file than the index says, is refused, and so is a wrong <c>total_size</c>.
/// </para>
/// <para>Thread-safe, but for <see cref="Dispose"/>, after which views must not be used.</para>
/// </remarks>
public sealed class Checkpoint : IDisposable
{
    private readonly Dictionary<string, SafetensorsFile> _fileOf = [];

    private Checkpoint(CheckpointFiles files)
    {
        (Path, Files, Bytes) = (files.Path, files.Files, files.Bytes);
        Tensors = Files.SelectMany(file => file.Tensors).ToArray().AsReadOnly();
        foreach (SafetensorsFile file in Files)
        {
            foreach (SafetensorsEntry tensor in file.Tensors) _fileOf.Add(tensor.Name, file);
        }
    }

    /// <summary>The path that was opened.</summary>
    public string Path { get; }

    /// <summary>The files, in the order of their names.</summary>
    public IReadOnlyList<SafetensorsFile> Files { get; }

    /// <summary>The tensors, file by file, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Tensors { get; }

    /// <summary>The bytes of all tensors.</summary>
    public long Bytes { get; }

    /// <summary>Names and shapes, as plans take them.</summary>
    /// <exception cref="NotSupportedException">A tensor has no <see cref="SafetensorsEntry.Shape"/>.</exception>
    public IEnumerable<(string Name, TensorShape Shape)> Shapes => Tensors.Select(tensor => (tensor.Name, tensor.Shape));

    /// <summary>The tensors as parameters: whole numbers and flags are buffers.</summary>
    /// <exception cref="NotSupportedException">A tensor has no <see cref="SafetensorsEntry.Shape"/>.</exception>
    internal IEnumerable<PlanParameter> Parameters => Tensors.Select(tensor => new PlanParameter(tensor.Name, tensor.Shape)
    {
        State = TensorDataTypes.IsFloatingPoint(tensor.Type) ? ParameterState.Trained : ParameterState.Buffer,
    });

    /// <summary>A tensor by its name.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    public SafetensorsEntry this[string name] => FileOf(name)[name];

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">
    /// A file of safetensors; an index, whose name ends in <c>.index.json</c>; or a folder with <c>model.safetensors.index.json</c>, or
    /// with <c>model.safetensors</c>, or with one other file of safetensors.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// A file or the index is none, or they do not fit each other: the message says where, and how many such faults there are.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file, or nothing in the folder that is a checkpoint.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static Checkpoint Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckpointFiles files = CheckpointFiles.Open(path);
        try
        {
            IReadOnlyList<string> faults = files.Faults;
            if (faults.Count > 0)
            {
                string more = faults.Count == 1 ? "" : Invariant($" ({Plural.Of(faults.Count - 1, "more fault")}.)");
                throw new InvalidDataException($"{path}: {faults[0]}{more}");
            }
            return new(files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Looks for every fault of a checkpoint, down to the bytes where a hash tells what they have to be.</summary>
    /// <param name="path">As for <see cref="Open"/>.</param>
    /// <param name="progress">Told what has been read, from any thread.</param>
    /// <param name="cancellation">Stops between two pieces of a file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or nothing in the folder that is a checkpoint.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CheckpointVerification Verify(
        string path, IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using CheckpointFiles files = CheckpointFiles.Open(path);
        return CheckpointVerification.Of(files, progress, cancellation);
    }

    /// <summary>Whether the checkpoint has a tensor.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool Contains(string name) => _fileOf.ContainsKey(Guard.NotNull(name));

    /// <summary>The file that has a tensor.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    public SafetensorsFile FileOf(string name) => _fileOf.TryGetValue(Guard.NotNull(name), out SafetensorsFile? file) ? file
        : throw MissingTensor.Of(name, Path, _fileOf.Keys);

    /// <summary>The numbers of a tensor as floats, rounded once where its type is wider.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    /// <exception cref="NotSupportedException">
    /// The type is complex or has fewer than 8 bits, or the tensor has more elements than an array.
    /// </exception>
    public float[] ToFloats(string name)
    {
        SafetensorsEntry tensor = this[name];
        if (tensor.Elements > Array.MaxLength)
            throw new NotSupportedException(Invariant($"{Excerpt.Of(name)} has {tensor.Elements} elements, more than an array."));
        float[] floats = new float[tensor.Elements];
        ReadFloats(name, 0, floats);
        return floats;
    }

    /// <summary>Some numbers of a tensor as floats, rounded once where its type is wider.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="start">The row-major index of the first.</param>
    /// <param name="floats">Where they go.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null, or no tensor has it; or the numbers are not all in the tensor.
    /// </exception>
    /// <exception cref="NotSupportedException">The type is complex or has fewer than 8 bits.</exception>
    public void ReadFloats(string name, long start, Span<float> floats)
    {
        SafetensorsFile file = FileOf(name);
        SafetensorsEntry tensor = file[name];
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (start > tensor.Elements - floats.Length)
            throw new ArgumentException(
                Invariant($"{nameof(floats)} must lie within {tensor}, but {floats.Length} from {start} on do not."), nameof(floats));
        TensorNumbers.Read(file, tensor, start, floats);
    }

    /// <summary>The hash of all tensors, which reads all files.</summary>
    /// <param name="progress">Told what has been read, from any thread.</param>
    /// <param name="cancellation">Stops between two pieces of a file.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public CheckpointHash ComputeHash(IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        var tally = new CheckpointTally(progress, Bytes);
        CheckpointHash sum = default;
        foreach (SafetensorsFile file in Files) sum += FileHash.Of(file, tally, cancellation);
        return sum;
    }

    /// <summary>The hash of one tensor, which reads it.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    /// <exception cref="IOException">The disk cannot read it.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public CheckpointHash ComputeHash(string name, CancellationToken cancellation = default) =>
        FileHash.Of(FileOf(name), this[name], cancellation);

    /// <summary>
    /// What a plan says of the tensors, as <see cref="InitializationPlan.Resolve(IEnumerable{PlanParameter})"/>, except that rules that
    /// keep, skip or tie may match nothing, since <see cref="CheckpointExtensions.Save"/> writes no such parameters. Whole numbers and
    /// flags are buffers.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="PlanException">The plan and the tensors do not fit together.</exception>
    /// <exception cref="NotSupportedException">A tensor has no <see cref="SafetensorsEntry.Shape"/>.</exception>
    public ResolvedPlan Resolve(InitializationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.ResolveWritten(Parameters, nameof(plan));
    }

    /// <summary>
    /// Compares the weights with what a plan promises, as <see cref="ResolvedPlan.Check"/> does, by the numbers that their types can hold.
    /// </summary>
    /// <param name="plan">The plan of the tensors.</param>
    /// <param name="progress">Told what has been read.</param>
    /// <param name="cancellation">Stops between two tensors.</param>
    /// <example>
    /// <code>
    /// var plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } };
    /// plan.Resolve([("wte.weight", [100, 16])]).Save("checked", new PhiloxRandom(42), new() { Type = TensorDataType.F8E4M3 });
    /// using Checkpoint checkpoint = Checkpoint.Open("checked");
    /// Console.WriteLine(checkpoint.Check(checkpoint.Resolve(plan)).IsAsPlanned); // True
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> is null, or has a parameter that the checkpoint lacks or has in another length.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A tensor's type is complex or has fewer than 8 bits, or it has more elements than an array.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public PlanCheck Check(
        ResolvedPlan plan, IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (PlannedParameter parameter in plan.Parameters.Where(parameter => parameter.Action != RuleAction.Skip))
        {
            if (!Contains(parameter.Name) || this[parameter.Name].Elements != parameter.Elements)
                throw new ArgumentException(
                    $"plan must have the tensors of {Path}, but has {Excerpt.Of(parameter.Name)} {parameter.Shape}, and the checkpoint "
                    + (Contains(parameter.Name) ? $"{this[parameter.Name]}." : "has no such tensor."),
                    nameof(plan));
        }
        return plan.CheckStored(Weights(progress, cancellation), name => TensorDataTypes.CoarseFormatOf(this[name].Type));
    }

    /// <summary>The tensors by name as floats, which counts each of them once.</summary>
    internal Func<string, ReadOnlyMemory<float>> Weights(IProgress<CheckpointProgress>? progress, CancellationToken cancellation)
    {
        var tally = new CheckpointTally(progress, Bytes);
        var counted = new HashSet<string>();
        return name =>
        {
            cancellation.ThrowIfCancellationRequested();
            float[] floats = ToFloats(name);
            lock (counted)
            {
                if (counted.Add(name)) tally.Add(name, this[name].Bytes);
            }
            return floats;
        };
    }

    /// <summary>
    /// Whether all bits are those that a plan draws from the source that the metadata names, from which it draws them again.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told what has been read and then drawn, from any thread.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <returns>
    /// Whether they are; null if the metadata name no source of this library's algorithm, or the tensors have several number types.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> is null, or cannot be written: see <see cref="CheckpointExtensions.Save"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public bool? IsDrawnBy(
        ResolvedPlan plan, IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default) =>
        IsDrawnBy(plan, () => ComputeHash(progress, cancellation), progress, cancellation);

    /// <summary>The same for a checkpoint whose hash may be known.</summary>
    internal bool? IsDrawnBy(
        ResolvedPlan plan, Func<CheckpointHash> hash, IProgress<CheckpointProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Drawing() is not var (random, options) ? null : hash() == plan.ComputeHash(random, options, progress, cancellation);
    }

    /// <summary>The tensors of which not all bits are those that a plan draws, where <see cref="Drawing"/> is not null.</summary>
    internal IReadOnlyList<string> NotDrawnBy(
        ResolvedPlan plan, IProgress<CheckpointProgress>? progress, CancellationToken cancellation)
    {
        (PhiloxRandom random, CheckpointOptions options) = Drawing()!.Value;
        IReadOnlyDictionary<string, CheckpointHash> drawn = plan.ComputeHashes(random, options, progress, cancellation);
        return [.. drawn.Where(one => !Contains(one.Key) || ComputeHash(one.Key, cancellation) != one.Value).Select(one => one.Key)];
    }

    /// <summary>
    /// The source and the number type that the metadata names; null if they name no source of this library's algorithm, or the tensors
    /// have several types.
    /// </summary>
    internal (PhiloxRandom Random, CheckpointOptions Options)? Drawing()
    {
        IReadOnlyDictionary<string, string> metadata = Files[0].Metadata;
        TensorDataType[] types = [.. Tensors.Select(tensor => tensor.Type).Distinct()];
        if (types is not [var type] || !TensorDataTypes.Written.Contains(type)) return null;
        return CheckpointMetadata.SourceOf(metadata) is not { } random ? null
            : (random, new() { Type = type, Saturates = CheckpointMetadata.IsSaturated(metadata) });
    }

    /// <summary>Unmaps the files.</summary>
    public void Dispose()
    {
        foreach (SafetensorsFile file in Files) file.Dispose();
    }

    /// <summary><c>Checkpoint(2 files, 148 tensors, 497759232 bytes)</c>.</summary>
    public override string ToString() =>
        Invariant($"Checkpoint({Plural.Of(Files.Count, "file")}, {Plural.Of(Tensors.Count, "tensor")}, {Bytes} bytes)");
}

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
public sealed partial class Checkpoint : IDisposable
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
        : throw NameComparer.Refused(name, $"a tensor of {Path}", _fileOf.Keys);

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

    /// <summary>Unmaps the files.</summary>
    public void Dispose()
    {
        foreach (SafetensorsFile file in Files) file.Dispose();
    }

    /// <summary><c>Checkpoint(2 files, 148 tensors, 497759232 bytes)</c>.</summary>
    public override string ToString() =>
        Invariant($"Checkpoint({Plural.Of(Files.Count, "file")}, {Plural.Of(Tensors.Count, "tensor")}, {Bytes} bytes)");
}

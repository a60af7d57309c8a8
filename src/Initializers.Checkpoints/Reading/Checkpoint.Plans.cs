namespace Initializers.Checkpoints;

/// <content>What a plan says of a checkpoint: its promises, and every bit.</content>
public sealed partial class Checkpoint
{
    /// <summary>The tensors as parameters: whole numbers and flags are buffers.</summary>
    /// <exception cref="NotSupportedException">A tensor has no <see cref="SafetensorsEntry.Shape"/>.</exception>
    internal IEnumerable<PlanParameter> Parameters => Tensors.Select(tensor => new PlanParameter(tensor.Name, tensor.Shape)
    {
        State = TensorDataTypes.IsFloatingPoint(tensor.Type) ? ParameterState.Trained : ParameterState.Buffer,
    });

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
    /// <param name="plan">
    /// The plan of the tensors, or that of the model: tied and kept parameters, which <see cref="CheckpointExtensions.Save"/> does not
    /// write, may be missing.
    /// </param>
    /// <param name="progress">Told what has been read.</param>
    /// <param name="cancellation">Stops between two tensors.</param>
    /// <remarks>
    /// Weights that were saturated, as <see cref="CheckpointOptions.Saturates"/> says, are what they are: a normal distribution that the
    /// type cuts off has not the deviation that was promised, and is reported.
    /// </remarks>
    /// <example>
    /// <code>
    /// var plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } };
    /// plan.Resolve([("wte.weight", [100, 16])]).Save("checked", new PhiloxRandom(42), new() { Type = TensorDataType.F8E4M3 });
    /// using Checkpoint checkpoint = Checkpoint.Open("checked");
    /// Console.WriteLine(checkpoint.Check(checkpoint.Resolve(plan)).IsAsPlanned); // True
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> is null, or fills a parameter that the checkpoint lacks, or has one in another length.
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
            if (Contains(parameter.Name) ? this[parameter.Name].Elements != parameter.Elements : parameter.Action == RuleAction.Initialize)
                throw new ArgumentException(
                    $"plan must have the tensors of {Path}, but has {Excerpt.Of(parameter.Name)} {parameter.Shape}, and the checkpoint "
                    + (Contains(parameter.Name) ? $"{this[parameter.Name]}." : "has no such tensor."),
                    nameof(plan));
        }
        return new PlanChecker(plan, Weights(progress, cancellation))
        {
            Formats = name => TensorDataTypes.CoarseFormatOf(this[name].Type),
            AreThere = Contains,
        }.Run();
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
}

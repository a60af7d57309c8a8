using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>
/// The files of a checkpoint: what stands where, and which process writes it, before anything is drawn. All but the process is the same
/// whoever writes it.
/// </summary>
internal sealed class CheckpointLayout
{
    private readonly TensorDataType _type;

    /// <param name="plan">The plan, whose filled parameters are in the files. Tied ones are named in the metadata.</param>
    /// <param name="random">The source, which the metadata names.</param>
    /// <param name="options">The number type, the size of files and the number of processes.</param>
    /// <param name="hasFileForEach">Whether each tensor has a file of its own, whatever the size of files.</param>
    /// <exception cref="ArgumentException">
    /// A header would be larger than readers take, a tensor has 2^63 bytes or more, or a name has an unpaired surrogate.
    /// </exception>
    public CheckpointLayout(ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options, bool hasFileForEach = false)
    {
        foreach (PlannedParameter parameter in plan.Parameters.Where(one => one.Action is RuleAction.Initialize or RuleAction.Tie))
            CallerNames.ForElement(nameof(plan), WrittenParameter.Refusal(parameter), () => WrittenParameter.Utf8Of(parameter.Name));
        (_type, Metadata) = (options.Type, CheckpointMetadata.Of(plan, random, options));
        TensorPlace[] filled = [.. plan.Parameters.Where(parameter => parameter.Action == RuleAction.Initialize)
            .Select(parameter => new TensorPlace(parameter, 0, BytesOf(plan, parameter)))];
        IReadOnlyList<IReadOnlyList<TensorPlace>> shards = hasFileForEach ? [.. filled.Select(tensor => (TensorPlace[])[tensor])]
            : ShardSplit.Split(filled, tensor => tensor.Bytes, options.ShardBytes);
        long[] bytes = [.. shards.Select(shard => ResolvedPlan.Sum(shard.Select(tensor => tensor.Bytes)))];
        int[] ranks = ShardOwners.Of(bytes, options.Process.Size);
        Shards = [.. shards.Select((shard, i) => Place(shard, ShardSplit.NameOf(i, shards.Count), ranks[i]))];
        Bytes = ResolvedPlan.Sum(filled.Select(tensor => tensor.Bytes));
        Warnings = [.. WarningsOf(plan, options.Process)];
        if (Shards.FirstOrDefault(shard => shard.HeaderBytes > SafetensorsHeader.Largest) is { } large)
        {
            throw new ArgumentException(
                Invariant($"plan must have names and shapes whose header takes at most {SafetensorsHeader.Largest} bytes a file, but ")
                + Invariant($"that of {large.Name} would take {large.HeaderBytes}: set a smaller {nameof(CheckpointOptions.ShardBytes)}."),
                nameof(plan));
        }
    }

    /// <summary>The files in the order of the model.</summary>
    public IReadOnlyList<ShardPlace> Shards { get; }

    /// <summary>The metadata of each of them, with zeros for the hash.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The bytes of all tensors.</summary>
    public long Bytes { get; }

    /// <summary>What readers may have trouble with, and what is not in the files.</summary>
    public IReadOnlyList<string> Warnings { get; }

    private IEnumerable<string> WarningsOf(ResolvedPlan plan, ProcessRank process)
    {
        foreach (ShardPlace shard in Shards.Where(shard => shard.HeaderBytes > SafetensorsHeader.LargestOfHub))
            yield return Invariant($"The header of {shard.Name} has {shard.HeaderBytes} bytes, and huggingface_hub ")
                + Invariant($"reads at most {SafetensorsHeader.LargestOfHub}.");
        if (process.Rank > 0) yield break; // all processes would say the same
        if (process.Size > Shards.Count)
            yield return Invariant($"{process.Size} processes write {Plural.Of(Shards.Count, "file")}: those beyond have nothing to do. ")
                + "Smaller files are more work to share.";
        string[] kept = [.. plan.Parameters.Where(parameter => parameter.Action == RuleAction.Keep).Select(parameter => parameter.Name)];
        if (kept.Length > 0)
            yield return $"{Plural.Of(kept.Length, "parameter")} to be kept {(kept.Length == 1 ? "is" : "are")} not in the checkpoint, "
                + $"since a new file has nothing to keep: {Excerpt.Join(kept)}.";
    }

    private long BytesOf(ResolvedPlan plan, PlannedParameter parameter) => CallerNames.ForElement(
        nameof(plan), WrittenParameter.Refusal(parameter),
        () => Guard.Product(parameter.Elements, TensorDataTypes.BytesOf(_type)));

    /// <summary>A file, whose tensors have their places behind the header.</summary>
    private ShardPlace Place(IReadOnlyList<TensorPlace> shard, string name, int rank)
    {
        TensorPlace[] tensors = [.. SafetensorsHeaderWriter.InOrder(shard, _ => _type, tensor => tensor.Planned.Name)];
        byte[] header = SafetensorsHeaderWriter.Write(
            tensors.Select(tensor =>
                (tensor.Planned.Name, _type, (IReadOnlyList<long>)tensor.Planned.Shape.ToArray(), tensor.Bytes)),
            Metadata);
        long end = header.Length;
        return new(name, rank, header, [.. tensors.Select(tensor => tensor with { Offset = (end += tensor.Bytes) - tensor.Bytes })]);
    }
}

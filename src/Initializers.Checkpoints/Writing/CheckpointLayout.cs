using System.Text;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A tensor in a file that is to be written.</summary>
/// <param name="Planned">The parameter.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many it has.</param>
internal readonly record struct TensorPlace(PlannedParameter Planned, long Offset, long Bytes);

/// <summary>A file that is to be written.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Header">Its header, with the length in front.</param>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
internal sealed record ShardPlace(string Name, byte[] Header, IReadOnlyList<TensorPlace> Tensors)
{
    /// <summary>The length that the header says it has.</summary>
    public int HeaderBytes => Header.Length - SafetensorsHeader.LengthBytes;

    /// <summary>The length of the file.</summary>
    public long Length => Tensors.Count == 0 ? Header.Length : Tensors[^1].Offset + Tensors[^1].Bytes;
}

/// <summary>The files of a checkpoint: what stands where, before anything is drawn. It does not depend on who writes it.</summary>
internal sealed class CheckpointLayout
{
    private readonly TensorDataType _type;
    private readonly IReadOnlyDictionary<string, string> _metadata;

    /// <param name="plan">The plan, whose filled parameters are in the files. Tied ones are named in the metadata.</param>
    /// <param name="random">The source, which the metadata names.</param>
    /// <param name="options">The number type and the size of files.</param>
    /// <exception cref="ArgumentException">A header would be larger than readers take, or a tensor has 2^63 bytes or more.</exception>
    public CheckpointLayout(ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options)
    {
        (_type, _metadata) = (options.Type, MetadataOf(plan, random));
        TensorPlace[] filled = [.. plan.Parameters.Where(parameter => parameter.Action == RuleAction.Initialize)
            .Select(parameter => new TensorPlace(parameter, 0, BytesOf(plan, parameter)))];
        IReadOnlyList<IReadOnlyList<TensorPlace>> shards = ShardSplit.Split(filled, tensor => tensor.Bytes, options.ShardBytes);
        Shards = [.. shards.Select((shard, i) => Place(shard, ShardSplit.NameOf(i, shards.Count)))];
        Bytes = ResolvedPlan.Sum(filled.Select(tensor => tensor.Bytes));
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

    /// <summary>The bytes of all tensors.</summary>
    public long Bytes { get; }

    private long BytesOf(ResolvedPlan plan, PlannedParameter parameter) => CallerNames.ForElement(
        nameof(plan), $"plan must have parameters that can be written, but {Excerpt.Of(parameter.Name)} cannot",
        () => Guard.Product(parameter.Elements, TensorDataTypes.BytesOf(_type)));

    /// <summary>A file, whose tensors have their places behind the header.</summary>
    private ShardPlace Place(IReadOnlyList<TensorPlace> shard, string name)
    {
        TensorPlace[] tensors = [.. SafetensorsHeaderWriter.InOrder(shard, _ => _type, tensor => tensor.Planned.Name)];
        byte[] header = SafetensorsHeaderWriter.Write(
            tensors.Select(tensor =>
                (tensor.Planned.Name, _type, (IReadOnlyList<long>)tensor.Planned.Shape.ToArray(), tensor.Bytes)),
            _metadata);
        long end = header.Length;
        return new(name, header, [.. tensors.Select(tensor => tensor with { Offset = (end += tensor.Bytes) - tensor.Bytes })]);
    }

    /// <summary>
    /// What made the checkpoint, and the second names of tied tensors: <c>format</c> is what readers of PyTorch ask for, the stream is the
    /// key and the counter of the source, which a fork does not share with its seed, and a tied name is a key with the name that has the
    /// tensor, as huggingface_hub writes it.
    /// </summary>
    private static Dictionary<string, string> MetadataOf(ResolvedPlan plan, PhiloxRandom random)
    {
        byte[] planHash = new byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(Encoding.UTF8.GetBytes(plan.ToJson()), planHash);
        PhiloxState state = random.State;
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["initializers.algorithm"] = random.AlgorithmId,
            ["initializers.plan"] = Convert.ToHexStringLower(planHash),
            ["initializers.seed"] = Invariant($"{state.Seed}"),
            ["initializers.stream"] = Invariant($"{state.Key:x16}-{state.Counter:x16}"),
        };
        foreach (PlannedParameter tied in plan.Parameters.Where(parameter => parameter.Action == RuleAction.Tie))
        {
            if (plan[tied.TiedTo!].Action != RuleAction.Initialize) continue; // which is not in the files
            if (!metadata.TryAdd(tied.Name, tied.TiedTo!))
            {
                throw new ArgumentException(
                    $"plan must have no tied parameter of the name {Excerpt.Of(tied.Name)}, which the metadata has for itself.",
                    nameof(plan));
            }
        }
        return metadata;
    }
}

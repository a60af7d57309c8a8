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
    /// <param name="plan">The plan, whose filled parameters are in the files. Tied ones are named in the metadata.</param>
    /// <param name="random">The source, which the metadata names.</param>
    /// <param name="options">The number type and the size of files.</param>
    /// <exception cref="ArgumentException">A header would be larger than readers take.</exception>
    public CheckpointLayout(ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options)
    {
        PlannedParameter[] filled = [.. plan.Parameters.Where(parameter => parameter.Action == RuleAction.Initialize)];
        IReadOnlyDictionary<string, string> metadata = MetadataOf(plan, random);
        int bits = TensorDataTypes.BitsOf(options.Type);
        var shards = ShardSplit.Split(filled, parameter => parameter.Elements * bits / 8, options.ShardBytes);
        Shards = [.. shards.Select((shard, i) => Place(shard, ShardSplit.NameOf(i, shards.Count), options.Type, metadata))];
        if (Shards.FirstOrDefault(shard => shard.HeaderBytes > SafetensorsHeader.Largest) is { } large)
        {
            throw new ArgumentException(
                Invariant($"plan must have names and shapes whose header takes at most {SafetensorsHeader.Largest} bytes a file, but ")
                + Invariant($"that of {large.Name} would take {large.HeaderBytes}: set a smaller {nameof(CheckpointOptions.ShardBytes)}."),
                nameof(plan));
        }
        Bytes = ResolvedPlan.Sum(filled.Select(parameter => parameter.Elements * bits / 8));
    }

    /// <summary>The files in the order of the model.</summary>
    public IReadOnlyList<ShardPlace> Shards { get; }

    /// <summary>The bytes of all tensors.</summary>
    public long Bytes { get; }

    private static ShardPlace Place(
        IReadOnlyList<PlannedParameter> shard, string name, TensorDataType type, IReadOnlyDictionary<string, string> metadata)
    {
        PlannedParameter[] ordered = [.. SafetensorsHeaderWriter.InOrder(shard, _ => type, parameter => parameter.Name)];
        int bits = TensorDataTypes.BitsOf(type);
        byte[] header = SafetensorsHeaderWriter.Write(
            ordered.Select(parameter =>
                (parameter.Name, type, (IReadOnlyList<long>)parameter.Shape.ToArray(), parameter.Elements * bits / 8)),
            metadata);
        long offset = header.Length;
        return new(name, header, [.. ordered.Select(parameter =>
        {
            long bytes = parameter.Elements * bits / 8;
            return new TensorPlace(parameter, (offset += bytes) - bytes, bytes);
        })]);
    }

    /// <summary>
    /// What made the checkpoint, and the second names of tied tensors: <c>format</c> is what readers of PyTorch ask for, and a tied name is
    /// a key with the name that has the tensor, as huggingface_hub writes it.
    /// </summary>
    private static Dictionary<string, string> MetadataOf(ResolvedPlan plan, PhiloxRandom random)
    {
        byte[] planHash = new byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(Encoding.UTF8.GetBytes(plan.ToJson()), planHash);
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["initializers.algorithm"] = random.AlgorithmId,
            ["initializers.plan"] = Convert.ToHexStringLower(planHash),
            ["initializers.seed"] = Invariant($"{random.Seed}"),
        };
        foreach (PlannedParameter tied in plan.Parameters.Where(parameter => parameter.Action == RuleAction.Tie))
            metadata.TryAdd(tied.Name, tied.TiedTo!);
        return metadata;
    }
}

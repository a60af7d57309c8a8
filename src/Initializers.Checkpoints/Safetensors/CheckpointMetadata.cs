using System.Globalization;
using System.Reflection;
using System.Text;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>The metadata of a checkpoint's files: what made them, and the second names of tied tensors.</summary>
/// <remarks>
/// <c>format</c> is what readers of PyTorch ask for. The stream is the key and the counter of the source: those of a fork do not follow
/// from the seed. A tied name is a key with the name that has the tensor, as huggingface_hub writes it.
/// </remarks>
internal static class CheckpointMetadata
{
    private const string Prefix = "initializers.";

    /// <summary>The key of the hash of the file's tensors.</summary>
    public const string HashKey = Prefix + "hash";

    /// <summary>The key of the seed.</summary>
    public const string SeedKey = Prefix + "seed";

    private const string
        AlgorithmKey = Prefix + "algorithm", OverflowKey = Prefix + "overflow", PlanKey = Prefix + "plan",
        StreamKey = Prefix + "stream", VersionKey = Prefix + "version", Saturates = "saturates";

    private static readonly string Version =
        typeof(CheckpointMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The metadata of a file, with zeros for the hash.</summary>
    /// <exception cref="ArgumentException">A tied parameter has the name of another entry.</exception>
    public static Dictionary<string, string> Of(ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options)
    {
        byte[] planHash = new byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(Encoding.UTF8.GetBytes(plan.ToJson()), planHash);
        PhiloxState state = random.State;
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            [AlgorithmKey] = random.AlgorithmId,
            [HashKey] = default(CheckpointHash).ToString(),
            [PlanKey] = Convert.ToHexStringLower(planHash),
            [SeedKey] = Invariant($"{state.Seed}"),
            [StreamKey] = Invariant($"{state.Key:x16}-{state.Counter:x16}"),
            [VersionKey] = Version,
        };
        if (OverflowOf(options) is { } overflow) metadata[OverflowKey] = overflow;
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

    /// <summary>The source that a file was drawn from; null if the metadata name none of this library's algorithm.</summary>
    public static PhiloxRandom? SourceOf(IReadOnlyDictionary<string, string> found)
    {
        string[] stream = found.GetValueOrDefault(StreamKey, "").Split('-');
        bool isNamed = found.GetValueOrDefault(AlgorithmKey) == new PhiloxRandom(0).AlgorithmId && stream.Length == 2;
        return isNamed && ulong.TryParse(found.GetValueOrDefault(SeedKey), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            && TryParse(stream[0], out ulong key) && TryParse(stream[1], out ulong counter)
            ? new(new PhiloxState(seed, key, counter, 0)) : null;
    }

    /// <summary>Whether numbers that were too large for 8 bits became the largest one.</summary>
    public static bool IsSaturated(IReadOnlyDictionary<string, string> found) => found.GetValueOrDefault(OverflowKey) == Saturates;

    /// <summary>What two files of the same names and shapes differ in; null for nothing that made them.</summary>
    public static string? Difference(IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, string> expected)
    {
        foreach ((string key, string value) in expected.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (key == HashKey) continue;
            if (!found.TryGetValue(key, out string? other)) return $"it has no {Excerpt.Of(key)}";
            if (other != value) return $"its {Excerpt.Of(key)} is {Excerpt.Of(other)}, not {Excerpt.Of(value)}";
        }
        return null;
    }

    /// <summary>The entries that this library makes: of a plan and a source, and the hash.</summary>
    public static IReadOnlyDictionary<string, string> Own(IReadOnlyDictionary<string, string> found) =>
        found.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary();

    private static bool TryParse(string digits, out ulong number) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    /// <summary>What became of numbers that are too large for 8 bits; null for wider types.</summary>
    private static string? OverflowOf(CheckpointOptions options) => options.Type switch
    {
        TensorDataType.F8E4M3 => options.Saturates ? Saturates : "nan",
        TensorDataType.F8E5M2 => options.Saturates ? Saturates : "infinity",
        _ => null,
    };
}

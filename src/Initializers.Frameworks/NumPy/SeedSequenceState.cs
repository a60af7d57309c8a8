using System.Numerics;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The state of a <see cref="SeedSequence"/>, to be saved, as JSON or otherwise, and resumed by the constructor that takes it.
/// </summary>
/// <remarks>
/// <para>
/// Its JSON is NumPy's own dictionary, with numbers in lists: <c>SeedSequence(**json.loads(text))</c> takes it, and the output of
/// <c>json.dumps(sequence.state)</c> is read.
/// </para>
/// <para>Thread-safe: an immutable value. Two states are equal if all of their numbers are.</para>
/// </remarks>
public sealed record SeedSequenceState
{
    /// <summary>A state.</summary>
    /// <param name="entropy">The numbers of the seed, each at least 0.</param>
    /// <param name="spawnKey">The position in the tree of spawned sequences.</param>
    /// <param name="childrenSpawned">The number of spawned children.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entropy"/> or <paramref name="spawnKey"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    [JsonConstructor]
    public SeedSequenceState(IReadOnlyList<BigInteger> entropy, IReadOnlyList<BigInteger> spawnKey, long childrenSpawned)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        ArgumentNullException.ThrowIfNull(spawnKey);
        foreach (BigInteger number in entropy) Guard.NotNegative(number, nameof(entropy));
        foreach (BigInteger number in spawnKey) Guard.NotNegative(number, nameof(spawnKey));
        Guard.NotNegative(childrenSpawned);
        (Entropy, SpawnKey, ChildrenSpawned) = ((BigInteger[])[.. entropy], (BigInteger[])[.. spawnKey], childrenSpawned);
    }

    /// <summary>The numbers of the seed.</summary>
    [JsonPropertyName("entropy")]
    [JsonConverter(typeof(BigIntegerListConverter))]
    public IReadOnlyList<BigInteger> Entropy { get; }

    /// <summary>The position in the tree of spawned sequences: the number of the child at each level; empty for the root.</summary>
    [JsonPropertyName("spawn_key")]
    [JsonConverter(typeof(BigIntegerListConverter))]
    public IReadOnlyList<BigInteger> SpawnKey { get; }

    /// <summary>The number of words of the pool: 4, NumPy's default, is the only one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    [JsonPropertyName("pool_size")]
    public int PoolSize
    {
        get;
        init => field = value == SeedPool.Size
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value,
                Invariant($"PoolSize must be {SeedPool.Size}, but was {value}."));
    } = SeedPool.Size;

    /// <summary>The number of spawned children.</summary>
    [JsonPropertyName("n_children_spawned")]
    public long ChildrenSpawned { get; }

    /// <summary>Two states are equal if all of their numbers are.</summary>
    /// <param name="other">The other state.</param>
    public bool Equals(SeedSequenceState? other) =>
        other is not null && ChildrenSpawned == other.ChildrenSpawned && Entropy.SequenceEqual(other.Entropy)
            && SpawnKey.SequenceEqual(other.SpawnKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (BigInteger number in Entropy) hash.Add(number);
        foreach (BigInteger number in SpawnKey) hash.Add(number);
        hash.Add(ChildrenSpawned);
        return hash.ToHashCode();
    }

    /// <summary>The numbers, in the invariant culture.</summary>
    public override string ToString() =>
        Invariant($"SeedSequenceState {{ Entropy = {Listed(Entropy)}, SpawnKey = {Listed(SpawnKey)}, Children = {ChildrenSpawned} }}");

    private static string Listed(IReadOnlyList<BigInteger> numbers) =>
        $"[{string.Join(", ", numbers.Select(number => Invariant($"{number}")))}]";
}

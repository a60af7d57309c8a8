using System.Numerics;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Where a <see cref="SeedSequence"/> stands: save it, in JSON or by hand, and resume with the constructor that takes it.
/// </summary>
/// <remarks>
/// <para>
/// In JSON it is NumPy's own dictionary, with numbers in lists: <c>SeedSequence(**json.loads(text))</c> takes it, and
/// <c>json.dumps(sequence.state)</c> is read here.
/// </para>
/// <para>Thread-safe: an immutable value. Equal if all numbers are.</para>
/// </remarks>
public sealed record SeedSequenceState
{
    /// <summary>A state.</summary>
    /// <param name="entropy">The numbers that the sequence is made of, each at least 0.</param>
    /// <param name="spawnKey">The place in the tree of spawned sequences.</param>
    /// <param name="childrenSpawned">How many children have been spawned.</param>
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

    /// <summary>The numbers that the sequence is made of.</summary>
    [JsonPropertyName("entropy")]
    [JsonConverter(typeof(WholeNumbersConverter))]
    public IReadOnlyList<BigInteger> Entropy { get; }

    /// <summary>The place in the tree of spawned sequences: which child, of which child, ...; empty for a root.</summary>
    [JsonPropertyName("spawn_key")]
    [JsonConverter(typeof(WholeNumbersConverter))]
    public IReadOnlyList<BigInteger> SpawnKey { get; }

    /// <summary>The words of the pool: 4, NumPy's default, and no other number.</summary>
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

    /// <summary>How many children have been spawned.</summary>
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

    /// <summary>The numbers, whatever the culture.</summary>
    public override string ToString() =>
        Invariant($"SeedSequenceState {{ Entropy = {Listed(Entropy)}, SpawnKey = {Listed(SpawnKey)}, Children = {ChildrenSpawned} }}");

    private static string Listed(IReadOnlyList<BigInteger> numbers) =>
        $"[{string.Join(", ", numbers.Select(number => Invariant($"{number}")))}]";
}

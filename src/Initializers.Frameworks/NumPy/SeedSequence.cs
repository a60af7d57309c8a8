using System.Numerics;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy's SeedSequence: expands a seed, one or more whole numbers of any size, to as many words as a generator needs, and spawns
/// independent children.
/// </summary>
/// <example>
/// <code>
/// // [numpy.random.default_rng(s) for s in numpy.random.SeedSequence(0).spawn(4)]
/// NumPyRandom[] workers = [.. new SeedSequence(0).Spawn(4).Select(seed =&gt; new NumPyRandom(seed))];
/// </code>
/// </example>
/// <remarks>
/// NumPy 2.4 (unchanged since 1.17), after O'Neill's seed_seq_fe,
/// <see href="https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html"/>. Thread-safe, except for <see cref="Spawn"/>,
/// which counts the children.
/// </remarks>
public sealed class SeedSequence
{
    /// <summary>The most children that one call spawns.</summary>
    private const int MostChildren = 1 << 24;

    private readonly BigInteger[] _entropy;
    private readonly BigInteger[] _spawnKey;
    private readonly SeedPool _pool;
    private long _children;

    /// <summary>The sequence of a whole number.</summary>
    /// <param name="entropy">The number: at least 0, of any size.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="entropy"/> is negative, which NumPy refuses too.</exception>
    public SeedSequence(BigInteger entropy) : this([entropy], [])
    {
    }

    /// <summary>The sequence of several whole numbers, at a position in a tree of spawned sequences.</summary>
    /// <param name="entropy">The numbers, each at least 0 and of any size; NumPy too accepts an empty list.</param>
    /// <param name="spawnKey">The position: the number of the child at each level below the root, each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public SeedSequence(ReadOnlySpan<BigInteger> entropy, ReadOnlySpan<BigInteger> spawnKey = default)
    {
        (_entropy, _spawnKey) = (entropy.ToArray(), spawnKey.ToArray());
        // Fewer than four words are padded before the key follows, so that no key reads as part of a longer seed.
        SeedPool pool = SeedPool.Of([.. _entropy.SelectMany(value => Words(value, nameof(entropy)))]);
        _pool = pool.With([.. _spawnKey.SelectMany(value => Words(value, nameof(spawnKey)))]);
    }

    /// <summary>Resumes from a state, with the count of its children.</summary>
    /// <param name="state">The state, from <see cref="State"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public SeedSequence(SeedSequenceState state)
        : this(state?.Entropy.ToArray() ?? throw new ArgumentNullException(nameof(state)), state.SpawnKey.ToArray()) =>
        _children = state.ChildrenSpawned;

    /// <summary>A child: the parent's pool with the child's number mixed in.</summary>
    private SeedSequence(SeedSequence parent, long number)
    {
        Span<uint> words = [(uint)number, (uint)(number >> 32)];
        (_entropy, _spawnKey) = (parent._entropy, [.. parent._spawnKey, number]);
        _pool = parent._pool.With(number > uint.MaxValue ? words : words[..1]);
    }

    /// <summary>The position in the tree of spawned sequences: the number of the child at each level; empty for the root.</summary>
    public IReadOnlyList<BigInteger> SpawnKey => _spawnKey;

    /// <summary><c>SeedSequence.state</c>, with the number of spawned children, to be saved and resumed, here or in NumPy.</summary>
    public SeedSequenceState State => new(_entropy, _spawnKey, _children);

    /// <summary>Spawns the next children; each call continues the count.</summary>
    /// <param name="count">The number of children, from 0 to 16,777,216.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is outside what it accepts, or more than 2^63 - 1 children would have been spawned.
    /// </exception>
    public SeedSequence[] Spawn(int count)
    {
        if (Guard.NotNegative(count) > Math.Min(MostChildren, long.MaxValue - _children))
            throw new ArgumentOutOfRangeException(nameof(count), count,
                Invariant($"count must be at most {Math.Min(MostChildren, long.MaxValue - _children)} at once, but was {count}."));
        var children = new SeedSequence[count];
        for (int i = 0; i < count; i++) children[i] = new(this, _children++);
        return children;
    }

    /// <summary>The given number of 32-bit words, the same at every call.</summary>
    /// <param name="count">The number of words, from 0 to 2,147,483,591, the length of the largest array.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public uint[] GenerateState(int count)
    {
        if (Guard.NotNegative(count) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(count), count,
                Invariant($"count must be at most {Array.MaxLength}, since an array holds the words, but was {count}."));
        var words = new uint[count];
        uint hash = 0x8B51F9DD;
        for (int i = 0; i < count; i++)
        {
            uint word = _pool[i % SeedPool.Size] ^ hash;
            hash *= 0x58F38DED;
            word *= hash;
            words[i] = word ^ (word >> 16);
        }
        return words;
    }

    /// <summary>The given number of 64-bit words: two 32-bit words each, the low one first.</summary>
    /// <param name="count">The number of words, from 0 to 1,073,741,795, half the length of the largest array.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public ulong[] GenerateState64(int count)
    {
        uint[] halves = GenerateState(2 * Guard.PairCount(count));
        return [.. Enumerable.Range(0, count).Select(i => halves[2 * i] | ((ulong)halves[2 * i + 1] << 32))];
    }

    /// <summary>The words of a number, the lowest first; 0 has one word.</summary>
    private static IEnumerable<uint> Words(BigInteger value, string name)
    {
        Guard.NotNegative(value, name);
        do
        {
            yield return (uint)(value & uint.MaxValue);
            value >>= 32;
        }
        while (!value.IsZero);
    }
}

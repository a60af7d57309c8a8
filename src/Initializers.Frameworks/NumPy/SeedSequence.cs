using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>NumPy's SeedSequence: spreads what a user calls a seed, whole numbers of any size, over as many words as a generator needs, and spawns children that share none.</summary>
/// <remarks>
/// NumPy 2.4 (unchanged since 1.17), after O'Neill's seed_seq_fe, <see href="https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html"/>. Thread-safe, but for <see cref="Spawn"/>, which counts its children.
/// </remarks>
public sealed class SeedSequence
{
    private const int PoolSize = 4;

    private readonly BigInteger[] _entropy;
    private readonly BigInteger[] _spawnKey;
    private readonly uint[] _pool;
    private long _children;

    /// <summary>The sequence of a whole number.</summary>
    /// <param name="entropy">The number, at least 0, of any size.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="entropy"/> is negative, which NumPy refuses too.</exception>
    public SeedSequence(BigInteger entropy) : this([entropy], [])
    {
    }

    /// <summary>The sequence of several whole numbers, and of a place in a tree of spawned sequences.</summary>
    /// <param name="entropy">The numbers, each at least 0 and of any size; none is as NumPy's empty list.</param>
    /// <param name="spawnKey">The place: which child, of which child, ...; each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public SeedSequence(ReadOnlySpan<BigInteger> entropy, ReadOnlySpan<BigInteger> spawnKey = default)
    {
        (_entropy, _spawnKey) = (entropy.ToArray(), spawnKey.ToArray());
        List<uint> words = [.. _entropy.SelectMany(value => Words(value, nameof(entropy)))];
        if (_spawnKey.Length > 0)
        {
            // Padded first, so that a child's key cannot pass for a longer seed.
            while (words.Count < PoolSize) words.Add(0);
            words.AddRange(_spawnKey.SelectMany(value => Words(value, nameof(spawnKey))));
        }
        _pool = Pool(words);
    }

    /// <summary>The place in the tree of spawned sequences: which child, of which child, ...; empty for a root.</summary>
    public IReadOnlyList<BigInteger> SpawnKey => _spawnKey;

    /// <summary>The next children; further calls count on.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public SeedSequence[] Spawn(int count)
    {
        Guard.NotNegative(count);
        return [.. Enumerable.Range(0, count).Select(_ => new SeedSequence(_entropy, [.. _spawnKey, _children++]))];
    }

    /// <summary>So many words of 32 bits, always the same ones.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public uint[] GenerateState(int count)
    {
        Guard.NotNegative(count);
        var words = new uint[count];
        uint hash = 0x8B51F9DD;
        for (int i = 0; i < count; i++)
        {
            uint word = _pool[i % PoolSize] ^ hash;
            hash *= 0x58F38DED;
            word *= hash;
            words[i] = word ^ (word >> 16);
        }
        return words;
    }

    /// <summary>So many words of 64 bits: two of 32 each, the low one first.</summary>
    /// <param name="count">How many, from 0 to 1,073,741,795: an array holds their halves.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public ulong[] GenerateState64(int count)
    {
        uint[] halves = GenerateState(2 * Guard.Pairs(count));
        return [.. Enumerable.Range(0, count).Select(i => halves[2 * i] | ((ulong)halves[2 * i + 1] << 32))];
    }

    private static uint[] Pool(List<uint> words)
    {
        uint hash = 0x43B0D7E5;
        uint[] pool = [.. Enumerable.Range(0, PoolSize).Select(i => Hashed(i < words.Count ? words[i] : 0, ref hash))];
        for (int from = 0; from < PoolSize; from++)
        {
            for (int to = 0; to < PoolSize; to++)
            {
                if (from != to) pool[to] = Mixed(pool[to], Hashed(pool[from], ref hash));
            }
        }
        foreach (uint word in words.Skip(PoolSize))
        {
            for (int to = 0; to < PoolSize; to++) pool[to] = Mixed(pool[to], Hashed(word, ref hash));
        }
        return pool;
    }

    private static uint Hashed(uint word, ref uint hash)
    {
        word ^= hash;
        hash *= 0x931E8875;
        word *= hash;
        return word ^ (word >> 16);
    }

    private static uint Mixed(uint one, uint other)
    {
        uint mixed = 0xCA01F9DD * one - 0x4973F715 * other;
        return mixed ^ (mixed >> 16);
    }

    /// <summary>The words of a number, the lowest first; 0 has one.</summary>
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

namespace Initializers.Frameworks;

/// <summary>
/// The pool of four words of a SeedSequence, into which seeds are mixed word by word, and the hash that changes with each word.
/// </summary>
internal readonly struct SeedPool
{
    /// <summary>The number of words of a pool.</summary>
    public const int Size = 4;

    private const uint First = 0x43B0D7E5, HashFactor = 0x931E8875;

    private readonly uint _a, _b, _c, _d, _hash;

    private SeedPool(ReadOnlySpan<uint> pool, uint hash) => (_a, _b, _c, _d, _hash) = (pool[0], pool[1], pool[2], pool[3], hash);

    /// <summary>A word of the pool.</summary>
    public uint this[int index] => index switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };

    /// <summary>The pool of the given words; fewer than four are padded with zeros.</summary>
    public static SeedPool Of(ReadOnlySpan<uint> words)
    {
        uint hash = First;
        Span<uint> pool = stackalloc uint[Size];
        for (int i = 0; i < Size; i++) pool[i] = Hashed(i < words.Length ? words[i] : 0, ref hash);
        for (int from = 0; from < Size; from++)
        {
            for (int to = 0; to < Size; to++)
            {
                if (from != to) pool[to] = Mixed(pool[to], Hashed(pool[from], ref hash));
            }
        }
        return new SeedPool(pool, hash).With(words.Length > Size ? words[Size..] : []);
    }

    /// <summary>The pool with more words mixed in.</summary>
    public SeedPool With(ReadOnlySpan<uint> words)
    {
        uint hash = _hash;
        Span<uint> pool = [_a, _b, _c, _d];
        foreach (uint word in words)
        {
            for (int to = 0; to < Size; to++) pool[to] = Mixed(pool[to], Hashed(word, ref hash));
        }
        return new(pool, hash);
    }

    private static uint Hashed(uint word, ref uint hash)
    {
        word ^= hash;
        hash *= HashFactor;
        word *= hash;
        return word ^ (word >> 16);
    }

    private static uint Mixed(uint one, uint other)
    {
        uint mixed = 0xCA01F9DD * one - 0x4973F715 * other;
        return mixed ^ (mixed >> 16);
    }
}

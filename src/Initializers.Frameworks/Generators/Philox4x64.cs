namespace Initializers.Frameworks;

/// <summary>Philox4x64-10: ten rounds over a 256-bit counter, which NumPy increments before each block.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3",
/// <see href="https://doi.org/10.1145/2063384.2063405"/>.
/// </remarks>
internal struct Philox4x64 : IWordGenerator
{
    private const int Rounds = 10, BlockSize = 4;

    private readonly ulong _key0, _key1;
    private UInt128 _low, _high;
    private (ulong, ulong, ulong, ulong) _block;
    private int _left;

    public Philox4x64(SeedSequence seed)
    {
        ulong[] key = seed.GenerateState64(2);
        (_key0, _key1) = (key[0], key[1]);
    }

    /// <summary>
    /// Resumes from the words of a state: four of the counter, the lowest first, two of the key, and four of the current block. The
    /// position is the number of used words of the block.
    /// </summary>
    public Philox4x64(ReadOnlySpan<ulong> words, int position)
    {
        (_low, _high, _key0, _key1) = (new(words[1], words[0]), new(words[3], words[2]), words[4], words[5]);
        (_block, _left) = ((words[6], words[7], words[8], words[9]), BlockSize - position);
    }

    public readonly ulong[] Words =>
    [
        (ulong)_low, (ulong)(_low >> 64), (ulong)_high, (ulong)(_high >> 64), _key0, _key1,
        _block.Item1, _block.Item2, _block.Item3, _block.Item4,
    ];

    public readonly int Position => BlockSize - _left;

    /// <summary>The four words of a counter under a key.</summary>
    public static (ulong, ulong, ulong, ulong) Block(ulong c0, ulong c1, ulong c2, ulong c3, ulong key0, ulong key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong high0 = Math.BigMul(0xD2E7470EE14C6C93, c0, out ulong low0), high2 = Math.BigMul(0xCA5A826395121157, c2, out ulong low2);
            (c0, c1, c2, c3) = (high2 ^ c1 ^ key0, low2, high0 ^ c3 ^ key1, low0);
            (key0, key1) = (key0 + 0x9E3779B97F4A7C15, key1 + 0xBB67AE8584CAA73B);
        }
        return (c0, c1, c2, c3);
    }

    public ulong Next()
    {
        if (_left == 0)
        {
            Add(1);
            _block = Block((ulong)_low, (ulong)(_low >> 64), (ulong)_high, (ulong)(_high >> 64), _key0, _key1);
            _left = BlockSize;
        }
        return _left-- switch { 4 => _block.Item1, 3 => _block.Item2, 2 => _block.Item3, _ => _block.Item4 };
    }

    /// <summary>Skips the rest of the block, whole blocks, and words of one more.</summary>
    public void Skip(ulong count)
    {
        ulong left = Math.Min(count, (ulong)_left);
        _left -= (int)left;
        count -= left;
        Add(count / BlockSize);
        for (count %= BlockSize; count > 0; count--) Next();
    }

    private void Add(ulong blocks)
    {
        _low += blocks;
        if (_low < blocks) _high++;
    }
}

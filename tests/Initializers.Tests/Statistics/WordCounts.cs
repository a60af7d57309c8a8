using System.Numerics;

namespace Initializers.Tests.Statistics;

/// <summary>Counts of byte values and of leading and trailing zeros in a long run of words.</summary>
internal sealed class WordCounts
{
    private const int Piece = 1 << 16, Bytes = 4, Values = 256;

    private readonly long[] _bytes = new long[Bytes * Values];
    private readonly long[] _leading = new long[33], _trailing = new long[33];

    private WordCounts()
    {
    }

    public long Count { get; private set; }

    /// <summary>Counts words on all cores; each piece is drawn independently.</summary>
    public static WordCounts Of(long count, Action<uint[], long> fillFrom)
    {
        var all = new WordCounts();
        Parallel.For(0L, count / Piece, () => (Buffer: new uint[Piece], Counts: new WordCounts()), (piece, _, local) =>
        {
            fillFrom(local.Buffer, piece * Piece);
            local.Counts.Add(local.Buffer);
            return local;
        }, local => all.Add(local.Counts));
        return all;
    }

    /// <summary>Counts words that are drawn in order.</summary>
    public static WordCounts Of(ReadOnlySpan<uint> words)
    {
        var counts = new WordCounts();
        counts.Add(words);
        return counts;
    }

    /// <summary>How often each value of a byte occurred; byte 0 is the lowest.</summary>
    public ReadOnlySpan<long> Byte(int index) => _bytes.AsSpan(index * Values, Values);

    /// <summary>How often a bit was set.</summary>
    public long Bit(int index)
    {
        long set = 0;
        for (int value = 0; value < Values; value++)
        {
            if ((value >> (index % 8) & 1) != 0) set += _bytes[index / 8 * Values + value];
        }
        return set;
    }

    /// <summary>The number of words with at least the given number of leading zeros.</summary>
    public long WithLeadingZeros(int atLeast) => _leading.Skip(atLeast).Sum();

    /// <summary>The number of words with at least the given number of trailing zeros.</summary>
    public long WithTrailingZeros(int atLeast) => _trailing.Skip(atLeast).Sum();

    private void Add(ReadOnlySpan<uint> words)
    {
        Count += words.Length;
        foreach (uint word in words)
        {
            _bytes[word & 0xFF]++;
            _bytes[Values + (word >> 8 & 0xFF)]++;
            _bytes[2 * Values + (word >> 16 & 0xFF)]++;
            _bytes[3 * Values + (word >> 24)]++;
            _leading[BitOperations.LeadingZeroCount(word)]++;
            _trailing[BitOperations.TrailingZeroCount(word)]++;
        }
    }

    private void Add(WordCounts other)
    {
        lock (_bytes)
        {
            Count += other.Count;
            for (int i = 0; i < _bytes.Length; i++) _bytes[i] += other._bytes[i];
            for (int i = 0; i < _leading.Length; i++)
                (_leading[i], _trailing[i]) = (_leading[i] + other._leading[i], _trailing[i] + other._trailing[i]);
        }
    }
}

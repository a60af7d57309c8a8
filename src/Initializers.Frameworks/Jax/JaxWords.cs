using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.Threefry2x32;

namespace Initializers.Frameworks;

/// <summary>
/// The random bits of an array under a key. The bits of an element follow from its position, so any part can be drawn on its own.
/// </summary>
internal readonly struct JaxWords
{
    private readonly JaxKey _key;
    private readonly int _width;

    /// <summary>In the legacy layout, the number of words of the array and the index of the first one in the second half.</summary>
    private readonly uint _count, _half;

    /// <summary>The words of an array.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">The number of elements of the array.</param>
    /// <param name="width">The bits per element: 8, 16, 32 or 64.</param>
    public JaxWords(JaxKey key, int count, int width)
    {
        (_key, _width) = (key, width);
        _count = (uint)(((long)count * width + 31) / 32);
        _half = _count / 2 + _count % 2;
    }

    private bool IsPartitionable => _key.Layout == JaxLayout.Partitionable;

    /// <summary>Fills with elements of at most 32 bits, starting at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<uint> destination, long start)
    {
        for (; !destination.IsEmpty; start += 2 * Vector256<uint>.Count)
        {
            (Eight a, Eight b) = Blocks(start);
            Elements(a, start).StoreTo(ref destination);
            Elements(b, start + Vector256<uint>.Count).StoreTo(ref destination);
        }
    }

    /// <summary>Fills with elements of 64 bits, starting at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<ulong> destination, long start)
    {
        for (; !destination.IsEmpty; start += 2 * Vector256<uint>.Count)
        {
            (Eight a, Eight b) = Blocks(start);
            Joined(Vector256.WidenLower(a.First), Vector256.WidenLower(a.Second)).StoreTo(ref destination);
            Joined(Vector256.WidenUpper(a.First), Vector256.WidenUpper(a.Second)).StoreTo(ref destination);
            Joined(Vector256.WidenLower(b.First), Vector256.WidenLower(b.Second)).StoreTo(ref destination);
            Joined(Vector256.WidenUpper(b.First), Vector256.WidenUpper(b.Second)).StoreTo(ref destination);
        }
    }

    /// <summary>The blocks of sixteen elements starting at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Eight, Eight) Blocks(long start)
    {
        Eight a = Counters(start), b = Counters(start + Vector256<uint>.Count);
        Threefry2x32.Blocks(_key.First, _key.Second, ref a, ref b);
        return (a, b);
    }

    /// <summary>
    /// The counter of an element: its position, in 64 bits. In the legacy layout, the index of its word in the first half and that of the
    /// corresponding word in the second half, which is padded with a 0 if the count is odd.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Eight Counters(long start)
    {
        Vector256<uint> positions = Positions(start);
        if (IsPartitionable)
            return new(Vector256.Create((uint)(start >> 32))
                + (Vector256.LessThan(positions, Vector256.Create((uint)start)) & Vector256<uint>.One), positions);
        Vector256<uint> indices = WordIndices(positions), half = Vector256.Create(_half);
        indices -= Vector256.GreaterThanOrEqual(indices, half) & half;
        return new(indices, (indices + half) & Vector256.LessThan(indices + half, Vector256.Create(_count)));
    }

    /// <summary>
    /// The low bits of the exclusive or of both words. In the legacy layout, the element's part of the first word or, in the second half,
    /// of the second word, counted from the low end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> Elements(Eight blocks, long start)
    {
        Vector256<uint> words = IsPartitionable ? blocks.First ^ blocks.Second : Parts(blocks, Positions(start));
        return words & Vector256.Create(uint.MaxValue >>> (32 - _width));
    }

    private Vector256<uint> Parts(Eight blocks, Vector256<uint> positions)
    {
        Vector256<uint> isFirst = Vector256.LessThan(WordIndices(positions), Vector256.Create(_half));
        Vector256<uint> words = Vector256.ConditionalSelect(isFirst, blocks.First, blocks.Second);
        for (int shift = _width; shift < 32; shift *= 2, positions >>>= 1)
            words = Vector256.ConditionalSelect(Vector256.Equals(positions & Vector256<uint>.One, Vector256<uint>.One), words >>> shift,
                words);
        return words;
    }

    /// <summary>In the legacy layout, the indices of the words that hold the elements.</summary>
    private Vector256<uint> WordIndices(Vector256<uint> positions) => positions >>> Math.Max(0, 5 - int.Log2(_width));

    private static Vector256<uint> Positions(long start) => Vector256.Create((uint)start) + Vector256<uint>.Indices;

    private static Vector256<ulong> Joined(Vector256<ulong> high, Vector256<ulong> low) => (high << 32) | low;
}

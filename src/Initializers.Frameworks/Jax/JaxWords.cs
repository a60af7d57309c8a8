using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.Threefry2x32;

namespace Initializers.Frameworks;

/// <summary>
/// The random bits of an array under a key. Those of an element follow from its place, so that any part can be drawn by itself.
/// </summary>
internal readonly struct JaxWords
{
    private readonly JaxKey _key;
    private readonly int _width;

    /// <summary>The words of an array in the legacy layout, and the number of the first one in their second half.</summary>
    private readonly uint _count, _half;

    /// <summary>The words of an array.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">The elements of the array.</param>
    /// <param name="width">The bits of an element: 8, 16, 32 or 64.</param>
    public JaxWords(JaxKey key, int count, int width)
    {
        (_key, _width) = (key, width);
        _count = (uint)(((long)count * width + 31) / 32);
        _half = _count / 2 + _count % 2;
    }

    private bool IsPartitionable => _key.Layout == JaxLayout.Partitionable;

    /// <summary>Elements of at most 32 bits, from a place on.</summary>
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

    /// <summary>Elements of 64 bits, from a place on.</summary>
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

    /// <summary>The blocks that sixteen elements from a place on take their bits from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Eight, Eight) Blocks(long start)
    {
        Eight a = Counters(start), b = Counters(start + Vector256<uint>.Count);
        Threefry2x32.Blocks(_key.First, _key.Second, ref a, ref b);
        return (a, b);
    }

    /// <summary>
    /// An element's place, of 64 bits. In the legacy layout, its word's number in the first half and the one that is as far in the second;
    /// an odd count has a 0 behind.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Eight Counters(long start)
    {
        Vector256<uint> places = Places(start);
        if (IsPartitionable)
            return new(Vector256.Create((uint)(start >> 32))
                + (Vector256.LessThan(places, Vector256.Create((uint)start)) & Vector256<uint>.One), places);
        Vector256<uint> numbers = Numbers(places), half = Vector256.Create(_half);
        numbers -= Vector256.GreaterThanOrEqual(numbers, half) & half;
        return new(numbers, (numbers + half) & Vector256.LessThan(numbers + half, Vector256.Create(_count)));
    }

    /// <summary>
    /// The low bits of both words by exclusive or. In the legacy layout, of the first word or, from the half on, the second, the part that
    /// is the element's: from the low end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> Elements(Eight blocks, long start)
    {
        Vector256<uint> words = IsPartitionable ? blocks.First ^ blocks.Second : Parts(blocks, Places(start));
        return words & Vector256.Create(uint.MaxValue >>> (32 - _width));
    }

    private Vector256<uint> Parts(Eight blocks, Vector256<uint> places)
    {
        Vector256<uint> words = Vector256.ConditionalSelect(Vector256.LessThan(Numbers(places), Vector256.Create(_half)), blocks.First,
            blocks.Second);
        for (int shift = _width; shift < 32; shift *= 2, places >>>= 1)
            words = Vector256.ConditionalSelect(Vector256.Equals(places & Vector256<uint>.One, Vector256<uint>.One), words >>> shift,
                words);
        return words;
    }

    /// <summary>The words, counted in the legacy layout, that elements are in.</summary>
    private Vector256<uint> Numbers(Vector256<uint> places) => places >>> Math.Max(0, 5 - int.Log2(_width));

    private static Vector256<uint> Places(long start) => Vector256.Create((uint)start) + Vector256<uint>.Indices;

    private static Vector256<ulong> Joined(Vector256<ulong> high, Vector256<ulong> low) => (high << 32) | low;
}

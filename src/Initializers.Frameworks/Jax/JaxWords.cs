using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>The random bits of an array under a key. Those of an element follow from its place, so that any part can be drawn by itself.</summary>
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
    public void Fill(Span<uint> destination, long start)
    {
        for (int i = 0; i < destination.Length; i += Vector256<uint>.Count)
            (IsPartitionable ? Joined(start + i) : Numbered(start + i)).StoreTo(destination[i..]);
    }

    /// <summary>Elements of 64 bits, from a place on: the first word of a block is their upper half.</summary>
    public void Fill(Span<ulong> destination, long start)
    {
        for (int i = 0; i < destination.Length; i += Vector256<uint>.Count)
        {
            (Vector256<uint> first, Vector256<uint> second) = IsPartitionable ? Counted(start + i) : Paired(Places(start + i));
            Span<ulong> lower = destination[i..], upper = lower[Math.Min(Vector256<ulong>.Count, lower.Length)..];
            ((Vector256.WidenLower(first) << 32) | Vector256.WidenLower(second)).StoreTo(lower);
            ((Vector256.WidenUpper(first) << 32) | Vector256.WidenUpper(second)).StoreTo(upper);
        }
    }

    /// <summary>Eight elements by a block each: the low bits of its two words by exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> Joined(long start)
    {
        (Vector256<uint> first, Vector256<uint> second) = Counted(start);
        return (first ^ second) & Vector256.Create(uint.MaxValue >>> (32 - _width));
    }

    /// <summary>Eight elements of the legacy layout: words of which the first half are first words of blocks and the others second ones, with as many elements as fit, from the low end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> Numbered(long start)
    {
        Vector256<uint> place = Places(start), number = place >>> (5 - int.Log2(_width)), isSecond = Vector256.GreaterThanOrEqual(number, Vector256.Create(_half));
        (Vector256<uint> first, Vector256<uint> second) = Paired(number - (isSecond & Vector256.Create(_half)));
        Vector256<uint> words = Vector256.ConditionalSelect(isSecond, second, first);
        for (int shift = _width; shift < 32; shift *= 2, place >>>= 1)
            words = Vector256.ConditionalSelect(Vector256.Equals(place & Vector256<uint>.One, Vector256<uint>.One), words >>> shift, words);
        return words & Vector256.Create(uint.MaxValue >>> (32 - _width));
    }

    /// <summary>The blocks of eight counters from one on, of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<uint> First, Vector256<uint> Second) Counted(long start)
    {
        Vector256<uint> low = Places(start), carries = Vector256.LessThan(low, Vector256.Create((uint)start)) & Vector256<uint>.One;
        return Threefry2x32.Block(_key.First, _key.Second, Vector256.Create((uint)(start >> 32)) + carries, low);
    }

    /// <summary>The blocks that numbers of the first half make with those of the second; an odd count has a 0 behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<uint> First, Vector256<uint> Second) Paired(Vector256<uint> numbers)
    {
        Vector256<uint> partners = numbers + Vector256.Create(_half);
        return Threefry2x32.Block(_key.First, _key.Second, numbers, partners & Vector256.LessThan(partners, Vector256.Create(_count)));
    }

    private static Vector256<uint> Places(long start) => Vector256.Create((uint)start) + Vector256<uint>.Indices;
}

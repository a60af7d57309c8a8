using static System.FormattableString;

namespace Initializers;

/// <summary>Some indices along an axis: <c>Start</c>, <c>Start + Stride</c>, and so on.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Length">How many indices there are.</param>
/// <param name="Stride">From one index to the next. Defaults to 1.</param>
/// <remarks>Thread-safe: an immutable value. <see cref="TensorShard.Take"/> checks it.</remarks>
public readonly record struct ShardRange(long Start, long Length, long Stride = 1)
{
    /// <summary>Whether the indices are consecutive.</summary>
    internal bool IsDense => Stride == 1 || Length <= 1;

    /// <summary>The index at a position.</summary>
    internal long this[long position] => Start + position * Stride;

    /// <summary>Whether all indices lie within an axis.</summary>
    internal bool IsWithin(long extent) =>
        Start >= 0 && Length >= 0 && Stride >= 1 && Start <= extent
        && (Length == 0 || Start + (Int128)(Length - 1) * Stride < extent);

    /// <summary>The indices at some positions: those at which this range goes on if <paramref name="positions"/> begin behind it.</summary>
    /// <param name="positions">Positions, counted from the first index of this range; some may lie before or behind it.</param>
    internal ShardRange At(in ShardRange positions)
    {
        // first and end count the positions of the list that lie before this range, and before its end
        long first = CountBelow(positions, 0), end = CountBelow(positions, Length);
        return end == first ? default : new(this[positions[first]], end - first, end - first == 1 ? 1 : Stride * positions.Stride);
    }

    /// <summary><c>1024..2048</c>, or <c>1..4096 by 4</c>.</summary>
    public override string ToString() =>
        IsDense ? Invariant($"{Start}..{(Int128)Start + Length}")
        : Invariant($"{Start}..{Start + (Int128)(Length - 1) * Stride + 1} by {Stride}");

    /// <summary>How many indices of a range lie below a limit.</summary>
    private static long CountBelow(in ShardRange range, long limit) =>
        limit <= range.Start ? 0 : Math.Min(range.Length, (limit - range.Start - 1) / range.Stride + 1);
}

using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>The runs of consecutive elements that a rectangle of a tensor is made of.</summary>
internal readonly struct ShardRuns
{
    private readonly TensorShape _shape;
    private readonly Indices _starts, _lengths;

    /// <summary>A rectangle within a tensor.</summary>
    /// <exception cref="ArgumentException">A range does not lie within its axis, or the length is not the product of theirs.</exception>
    public ShardRuns(in TensorShape shape, ReadOnlySpan<(long Start, long Length)> ranges, int length, string shard)
    {
        _shape = shape;
        if (ranges.Length != shape.Rank)
            throw new ArgumentException(
                Invariant($"ranges must have one for each of the {shape.Rank} axes of {shape}, but had {ranges.Length}."), nameof(ranges));
        Int128 count = 1;
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            (long start, long extent) = ranges[axis];
            if (!(start >= 0 && extent >= 0 && start <= shape[axis] - extent))
                throw new ArgumentException(
                    Invariant($"ranges must lie within the axes of {shape}, ")
                    + Invariant($"but ({start}, {extent}) does not on axis {axis}, which has {shape[axis]}."),
                    nameof(ranges));
            (_starts[axis], _lengths[axis]) = (start, extent);
            count *= extent;
        }
        if (count != length)
            throw new ArgumentException(Invariant($"{shard} must have {count} elements, as many as the ranges, but had {length}."), shard);
        Count = count == 0 ? 0 : 1;
        Run = 1;
        // From the last axis on, whole axes and the first one that is not whole make up a run.
        int outer = shape.Rank - 1;
        for (; outer >= 0; outer--)
        {
            Run *= _lengths[outer];
            if (_lengths[outer] < shape[outer]) break;
        }
        Axes = Math.Max(outer, 0);
        for (int axis = 0; axis < Axes; axis++) Count *= _lengths[axis];
    }

    /// <summary>How many runs there are.</summary>
    public long Count { get; }

    /// <summary>The elements of a run.</summary>
    public long Run { get; }

    /// <summary>The axes whose indices are fixed in a run.</summary>
    private int Axes { get; }

    /// <summary>The index in the tensor of the first element of a run.</summary>
    public long StartOf(long run)
    {
        long start = 0;
        for (int axis = _shape.Rank - 1; axis >= 0; axis--)
        {
            long index = 0;
            if (axis < Axes) (run, index) = Math.DivRem(run, _lengths[axis]);
            start += (_starts[axis] + index) * _shape.StrideOf(axis);
        }
        return start;
    }

    [InlineArray(TensorShape.MaxRank)]
    private struct Indices
    {
        private long _first;
    }
}

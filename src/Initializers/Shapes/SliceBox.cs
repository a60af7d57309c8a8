using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// A part of a tensor that is a range along each axis, and holds a slice, or one of the two ends that make it up: a box of at most three
/// times as many elements. So what a slice touches is found without looking at the rest.
/// </summary>
/// <remarks>All axes but one are held at a index, before it, or full, behind it: the indices of a role are a range too.</remarks>
internal readonly struct SliceBox
{
    private readonly Indices _first, _last;

    private SliceBox(in Indices first, in Indices last) => (_first, _last) = (first, last);

    /// <summary>The boxes of a slice that is not empty: one, or two where it leaves one index of an axis for the next.</summary>
    /// <returns>How many they are.</returns>
    public static int Of(in TensorShape shape, long start, long length, Span<SliceBox> boxes)
    {
        Indices first = At(shape, start), last = At(shape, start + length - 1);
        int axis = 0;
        while (axis < shape.Rank && first[axis] == last[axis]) axis++;
        if (axis >= shape.Rank - 1 || last[axis] - first[axis] > 1)
        {
            boxes[0] = Full(shape, axis + 1, first, last);
            return 1;
        }
        boxes[0] = End(shape, axis + 1, first, isFirst: true);
        boxes[1] = End(shape, axis + 1, last, isFirst: false);
        return 2;
    }

    /// <summary>The indices along the axes of a role.</summary>
    public IndexRange Of(AxisRole role, in TensorShape shape)
    {
        long first = 0, last = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            first = first * shape[axis] + _first[axis];
            last = last * shape[axis] + _last[axis];
        }
        return new(first, last + 1);
    }

    /// <summary>From a index to the end of the axes from some axis on, or from their beginning to a index.</summary>
    private static SliceBox End(in TensorShape shape, int axis, Indices index, bool isFirst)
    {
        while (axis < shape.Rank && index[axis] == (isFirst ? shape[axis] - 1 : 0)) axis++;
        Indices other = index;
        if (axis < shape.Rank) other[axis] = isFirst ? shape[axis] - 1 : 0;
        return isFirst ? Full(shape, axis + 1, index, other) : Full(shape, axis + 1, other, index);
    }

    private static SliceBox Full(in TensorShape shape, int axis, Indices first, Indices last)
    {
        for (; axis < shape.Rank; axis++) (first[axis], last[axis]) = (0, shape[axis] - 1);
        return new(first, last);
    }

    private static Indices At(in TensorShape shape, long element)
    {
        Indices indices = default;
        for (int axis = shape.Rank - 1; axis >= 0; axis--) (element, indices[axis]) = Math.DivRem(element, shape[axis]);
        return indices;
    }

    [InlineArray(TensorShape.MaxRank)]
    private struct Indices
    {
        private long _first;
    }
}

/// <summary>Indices from a first one up to an end, which does not belong to them.</summary>
internal readonly record struct IndexRange(long First, long End)
{
    /// <summary>Those that lie in a part of some size, counted from its own first one.</summary>
    public IndexRange Within(long start, long size) => new(Math.Clamp(First - start, 0, size), Math.Clamp(End - start, 0, size));

    /// <summary>Those that lie in another range too.</summary>
    public IndexRange Common(IndexRange other) => new(Math.Max(First, other.First), Math.Min(End, other.End));

    /// <summary>The parts of some size that they lie in.</summary>
    public IndexRange DividedBy(long size) => new(First / size, (End - 1) / size + 1);
}

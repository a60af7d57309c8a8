namespace Initializers;

/// <summary>
/// A box of a tensor: a range along each axis. It covers a slice, or one end of it, and at most three times as many elements. So the
/// connections of a slice are found without scanning the rest of the tensor.
/// </summary>
/// <remarks>
/// At most one axis is covered in part: axes before it have one index, axes after it are whole. So the indices of a role are a range too.
/// </remarks>
internal readonly struct SliceBox
{
    private readonly AxisNumbers _first, _last;

    private SliceBox(in AxisNumbers first, in AxisNumbers last) => (_first, _last) = (first, last);

    /// <summary>Writes the boxes of a slice that is not empty: one, or two if it crosses from one index of an axis to the next.</summary>
    /// <returns>The number of boxes.</returns>
    public static int Of(in TensorShape shape, long start, long length, Span<SliceBox> boxes)
    {
        AxisNumbers first = IndicesAt(shape, start), last = IndicesAt(shape, start + length - 1);
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

    /// <summary>Returns the range of indices along the axes of a role.</summary>
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

    /// <summary>The box from an index to the end of the axes from the given one on, or from their beginning to an index.</summary>
    private static SliceBox End(in TensorShape shape, int axis, AxisNumbers index, bool isFirst)
    {
        while (axis < shape.Rank && index[axis] == (isFirst ? shape[axis] - 1 : 0)) axis++;
        AxisNumbers other = index;
        if (axis < shape.Rank) other[axis] = isFirst ? shape[axis] - 1 : 0;
        return isFirst ? Full(shape, axis + 1, index, other) : Full(shape, axis + 1, other, index);
    }

    /// <summary>The box between two indices, with the full extents of the axes from the given one on.</summary>
    private static SliceBox Full(in TensorShape shape, int axis, AxisNumbers first, AxisNumbers last)
    {
        for (; axis < shape.Rank; axis++) (first[axis], last[axis]) = (0, shape[axis] - 1);
        return new(first, last);
    }

    private static AxisNumbers IndicesAt(in TensorShape shape, long element)
    {
        AxisNumbers indices = default;
        for (int axis = shape.Rank - 1; axis >= 0; axis--) (element, indices[axis]) = Math.DivRem(element, shape[axis]);
        return indices;
    }
}

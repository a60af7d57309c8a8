using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// A part of a tensor that is a range along each axis, and holds a slice, or one of the two ends that make it up: a box of at most three
/// times as many elements. So what a slice touches is found without looking at the rest.
/// </summary>
/// <remarks>All axes but one are held at a place, before it, or full, behind it: the places of a role are a range too.</remarks>
internal readonly struct SliceBox
{
    private readonly Places _first, _last;

    private SliceBox(in Places first, in Places last) => (_first, _last) = (first, last);

    /// <summary>The boxes of a slice that is not empty: one, or two where it leaves one place of an axis for the next.</summary>
    /// <returns>How many they are.</returns>
    public static int Of(in TensorShape shape, long start, long length, Span<SliceBox> boxes)
    {
        Places first = At(shape, start), last = At(shape, start + length - 1);
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

    /// <summary>The places along the axes of a role.</summary>
    public PlaceRange Of(AxisRole role, in TensorShape shape)
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

    /// <summary>From a place to the end of the axes from some axis on, or from their beginning to a place.</summary>
    private static SliceBox End(in TensorShape shape, int axis, Places place, bool isFirst)
    {
        while (axis < shape.Rank && place[axis] == (isFirst ? shape[axis] - 1 : 0)) axis++;
        Places other = place;
        if (axis < shape.Rank) other[axis] = isFirst ? shape[axis] - 1 : 0;
        return isFirst ? Full(shape, axis + 1, place, other) : Full(shape, axis + 1, other, place);
    }

    private static SliceBox Full(in TensorShape shape, int axis, Places first, Places last)
    {
        for (; axis < shape.Rank; axis++) (first[axis], last[axis]) = (0, shape[axis] - 1);
        return new(first, last);
    }

    private static Places At(in TensorShape shape, long element)
    {
        Places places = default;
        for (int axis = shape.Rank - 1; axis >= 0; axis--) (element, places[axis]) = Math.DivRem(element, shape[axis]);
        return places;
    }

    [InlineArray(TensorShape.MaxRank)]
    private struct Places
    {
        private long _first;
    }
}

namespace Initializers;

/// <summary>
/// Outputs that are repeated a number of times: the formula shared by <see cref="RepeatedInitializer"/> and <see cref="IcnrInitializer"/>.
/// </summary>
internal readonly record struct Repetition(long Times, RepeatOrder Order)
{
    /// <summary>The shape of the distinct outputs.</summary>
    /// <exception cref="ArgumentException">The number of repeats does not suit the outputs, groups or blocks.</exception>
    public TensorShape InnerShape(in TensorShape shape)
    {
        int axis = shape.Layout.OutputAxisOf(shape);
        if (shape[axis] % Times != 0)
            throw new ArgumentException(
                $"shape must have a multiple of {Times} outputs, the number of repeats, but was {shape}, with {shape[axis]} outputs.",
                nameof(shape));
        TensorShape small = shape.WithChannelsDividedBy(Times, axis);
        // Each block has all distinct outputs.
        if (Order == RepeatOrder.Whole && shape.Blocks > 1 && shape.HasEqualBlocks && Times % shape.Blocks == 0)
            small = small.WithBlocks(1);
        else if (shape.Blocks > 1 && (Order == RepeatOrder.Whole || !shape.BlocksDivideBy(Times, axis)))
            throw new ArgumentException(
                $"shape must have blocks that each consist of whole repeats, but was {shape}, repeated {Times} times ({Order}).",
                nameof(shape));
        if (Order == RepeatOrder.Whole && shape.Groups > 1)
            throw new ArgumentException(
                $"shape must have one group for {nameof(RepeatOrder)}.{Order}, since groups have different inputs, but was {shape}.",
                nameof(shape));
        return small;
    }

    /// <summary>The arrangement, in which the elements of one output stay contiguous.</summary>
    public static Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape)
    {
        int axis = shape.Layout.OutputAxisOf(shape);
        return new(shape, innerShape, axis, shape.StrideOf(axis));
    }

    /// <summary>The position of the distinct output of an element.</summary>
    public long Origin(long element, in Rearrangement arrangement)
    {
        long distinct = arrangement.InnerShape[arrangement.Axis];
        (long before, long output) = Math.DivRem(element / arrangement.Run, arrangement.Shape[arrangement.Axis]);
        return (before * distinct + (Order == RepeatOrder.Each ? output / Times : output % distinct)) * arrangement.Run;
    }
}

namespace Initializers;

/// <summary>Fills a tensor with fewer outputs, and repeats them.</summary>
internal static class RepeatedFill
{
    /// <summary>Fills all of a tensor; the source moves on by one word an element.</summary>
    public static void Run(IWeightInitializer inner, Span<float> weights, in TensorShape shape, long times, RepeatOrder order, IRandomSource random)
    {
        if (!Guard.Fill(weights, shape, random)) return;
        int axis = shape.Layout.OutputAxisOf(shape), outputs = (int)shape[axis];
        if (outputs % times != 0)
            throw new ArgumentException($"shape is {shape}, with {outputs} outputs; accepted are multiples of {times}, as often as each is repeated.", nameof(shape));
        TensorShape small = shape.WithChannelsDividedBy(times, axis);
        if (order == RepeatOrder.Whole && shape.Blocks > 1 && times % shape.Blocks == 0) small = small.WithBlocks(1); // each block has all distinct outputs
        else if (shape.Blocks > 1 && (order == RepeatOrder.Whole || small[axis] % shape.Blocks != 0))
            throw new ArgumentException($"shape is {shape}, repeated {times} times ({order}); accepted are blocks of which each has whole repeats.", nameof(shape));
        if (order == RepeatOrder.Whole && shape.Groups > 1)
            throw new ArgumentException($"shape is {shape}, repeated {order}; accepted is one group, or {RepeatOrder.Each}, since the outputs of another group have other inputs.", nameof(shape));
        int distinct = (int)small[axis], run = (int)shape.StrideOf(axis);

        int length = weights.Length / (int)times;
        using var filled = new Rented<float>(length);
        inner.Initialize(filled.Span, small, random);
        for (int row = 0; row * run < weights.Length; row++)
        {
            (int before, int output) = Math.DivRem(row, outputs);
            int from = before * distinct + (order == RepeatOrder.Each ? output / (int)times : output % distinct);
            filled.Span.Slice(from * run, run).CopyTo(weights[(row * run)..]);
        }
        random.Pass(weights.Length - length);
    }
}

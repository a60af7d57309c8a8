namespace Initializers;

/// <summary>
/// Fills layers that pass their input through: the weight from input d + shift to output d is a given value at the centre of the kernel, in
/// every entry of the batch, group and block; all others are 0. Input indices wrap around.
/// </summary>
internal static class DiagonalFill
{
    /// <summary>Refuses a shape without exactly one axis of inputs and one of outputs.</summary>
    /// <exception cref="ArgumentException">The shape has other axes, or groups or blocks do not divide the channels.</exception>
    public static void Check(in TensorShape shape) => shape.Layout.ChannelsOf(shape);

    /// <summary>Fills a slice; only elements that are not 0 are visited.</summary>
    public static void Run(Span<float> slice, long start, in TensorShape shape, float value, KernelCentre centre, long shift)
    {
        slice.Clear();
        var offsets = new LayerOffsets(shape);
        long first = centre.OffsetIn(shape) - start, inputs = offsets.Counts.Inputs;
        offsets.Visit(shape, start, slice.Length, new Diagonal(slice, offsets, first, value, (shift % inputs + inputs) % inputs));
    }

    /// <summary>Returns the prediction for a shape that has elements.</summary>
    public static WeightPrediction Predict(in TensorShape shape, double value)
    {
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
            sum.Add(counts.Occurrences * Math.Min(counts.Inputs, counts.RowsOf(block)), value);
        return sum.ToPrediction(shape.Count);
    }

    private readonly ref struct Diagonal(Span<float> slice, LayerOffsets offsets, long first, float value, long shift) : ISliceVisitor
    {
        private readonly Span<float> _slice = slice;

        public void Visit(long entry, long group, IndexRange outputs, IndexRange inputs)
        {
            LayerCounts counts = offsets.Counts;
            long corner = first + offsets.EntryOffset(entry);
            for (long output = outputs.First; output < outputs.End;)
            {
                long block = counts.BlockOf(output), top = counts.FirstRowOf(block);
                long end = Math.Min(outputs.End, top + counts.RowsOf(block));
                for (; output < end && output - top < counts.Inputs; output++)
                {
                    long input = (output - top + shift) % counts.Inputs;
                    long offset = corner + offsets.OutputOffset(group, output) + offsets.InputOffset(group, input);
                    if (input >= inputs.First && input < inputs.End && offset >= 0 && offset < _slice.Length) _slice[(int)offset] = value;
                }
                output = end;
            }
        }
    }
}

namespace Initializers;

/// <summary>Layers that hand their inputs on: a number from input d to output d at the centre of the kernel, in every entry of a batch, group and block, and 0 elsewhere.</summary>
internal static class DiagonalFill
{
    /// <summary>Fills a slice, going straight to its elements that are not 0.</summary>
    public static void Run(Span<float> slice, long start, in TensorShape shape, float value, KernelCentre centre)
    {
        (ChannelAxis input, ChannelAxis output) = shape.Layout.ChannelsOf(shape);
        Span<long> strides = stackalloc long[shape.Rank];
        long stride = 1, entries = 1, atCentre = 0;
        for (int axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
            switch (shape.Layout.RoleAt(axis, shape.Rank))
            {
                case AxisRole.Kernel: atCentre += centre.Of(shape[axis]) * strides[axis]; break;
                case AxisRole.Batch: entries *= shape[axis]; break;
            }
        }

        slice.Clear();
        long rows = output.PerGroup / shape.Blocks, step = strides[input.Axis] + strides[output.Axis], channels = Math.Min(input.PerGroup, rows);
        for (long entry = 0; entry < entries; entry++)
        {
            long first = OffsetOf(entry, shape, strides) + atCentre - start;
            for (long part = 0; part < shape.Groups * shape.Blocks; part++)
            {
                (long group, long block) = Math.DivRem(part, shape.Blocks);
                long corner = first + input.StartOf(group) * strides[input.Axis] + (output.StartOf(group) + block * rows) * strides[output.Axis];
                for (long channel = Math.Max(0, (step - 1 - corner) / step); channel < channels && corner + channel * step < slice.Length; channel++)
                    slice[(int)(corner + channel * step)] = value;
            }
        }
    }

    /// <summary>Where an entry of the batch begins.</summary>
    private static long OffsetOf(long entry, in TensorShape shape, ReadOnlySpan<long> strides)
    {
        long offset = 0;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Batch) continue;
            (entry, long place) = Math.DivRem(entry, shape[axis]);
            offset += place * strides[axis];
        }
        return offset;
    }
}

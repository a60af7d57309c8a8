namespace Initializers.Kernels;

/// <summary>Layers that hand their inputs on: a number from input d to output d at the centre of the kernel, in every entry of a batch, group and block, and 0 elsewhere.</summary>
internal static class DiagonalFill
{
    /// <summary>Fills a slice, going straight to its elements that are not 0.</summary>
    public static void Run(Span<float> slice, long start, in TensorShape shape, float value, KernelCentre centre)
    {
        (ChannelAxis input, ChannelAxis output) = shape.Layout.ChannelsOf(shape);
        (long inputStride, long outputStride) = (shape.StrideOf(input.Axis), shape.StrideOf(output.Axis));
        long groups = input.OfOneGroup && output.OfOneGroup ? 1 : shape.Groups;
        long rows = output.PerGroup / shape.Blocks, step = inputStride + outputStride, channels = Math.Min(input.PerGroup, rows);
        long atCentre = centre.OffsetIn(shape);
        (long entry, long end) = EntriesOf(shape, start, slice.Length);
        slice.Clear();
        for (; entry < end; entry++)
        {
            long first = OffsetOf(entry, shape) + atCentre - start;
            for (long part = 0; part < groups * shape.Blocks; part++)
            {
                (long group, long block) = Math.DivRem(part, shape.Blocks);
                long corner = first + input.StartOf(group) * inputStride + (output.StartOf(group) + block * rows) * outputStride;
                for (long channel = Math.Max(0, (step - 1 - corner) / step); channel < channels && corner + channel * step < slice.Length; channel++)
                    slice[(int)(corner + channel * step)] = value;
            }
        }
    }

    /// <summary>The entries of the batch that a slice can touch: where the batch comes first in memory, those that it lies in.</summary>
    private static (long First, long End) EntriesOf(in TensorShape shape, long start, int length)
    {
        long entries = 1;
        bool comesFirst = true;
        for (int axis = 0, others = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Batch) others++;
            else
            {
                entries *= shape[axis];
                comesFirst &= others == 0;
            }
        }
        long size = shape.Count / entries;
        return comesFirst ? (start / size, (start + length - 1) / size + 1) : (0, entries);
    }

    /// <summary>Where an entry of the batch begins.</summary>
    private static long OffsetOf(long entry, in TensorShape shape)
    {
        long offset = 0;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Batch) continue;
            (entry, long place) = Math.DivRem(entry, shape[axis]);
            offset += place * shape.StrideOf(axis);
        }
        return offset;
    }
}

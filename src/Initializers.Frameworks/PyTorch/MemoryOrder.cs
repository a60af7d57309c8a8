using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>The order of a tensor's elements in memory, in which PyTorch fills them.</summary>
internal sealed class MemoryOrder
{
    private readonly int[] _rowMajor;

    /// <summary>The order of a shape with strides in elements, one for each axis.</summary>
    /// <exception cref="ArgumentException">Two elements have the same address.</exception>
    public MemoryOrder(in TensorShape shape, ReadOnlySpan<long> strides)
    {
        var addresses = new long[shape.Count];
        long step = shape.Count;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            step = shape[axis] == 0 ? 0 : step / shape[axis];
            for (long i = 0; i < addresses.Length; i++) addresses[i] += i / step % shape[axis] * strides[axis];
        }
        _rowMajor = [.. Enumerable.Range(0, addresses.Length)];
        Array.Sort(addresses, _rowMajor);
        for (int i = 1; i < addresses.Length; i++)
        {
            if (addresses[i] == addresses[i - 1]) throw Refused(shape, strides, "elements share an address");
        }
        bool isDense = addresses.Select((address, i) => address == i).All(same => same),
            isRowMajor = _rowMajor.Select((element, i) => element == i).All(same => same);
        IsContiguous = isDense && isRowMajor;
        // Values that are drawn again go to a new tensor of the same order without gaps.
        IsCopyContiguous = isRowMajor;
    }

    /// <summary>Whether the elements are in row-major order without gaps; strides of axes of length 1 do not matter.</summary>
    public bool IsContiguous { get; }

    /// <summary>Whether a new tensor like this one is contiguous.</summary>
    public bool IsCopyContiguous { get; }

    /// <summary>Refuses strides that PyTorch refuses, and returns whether a new tensor like this one is contiguous.</summary>
    /// <exception cref="ArgumentException">
    /// The number of strides is not the number of axes, an address is 2^63 or more, or two elements share an address.
    /// </exception>
    public static bool Check(in TensorShape shape, ReadOnlySpan<long> strides)
    {
        if (strides.Length != shape.Rank)
            throw new ArgumentException(
                Invariant($"strides must have {shape.Rank} elements, one for each axis of {shape}, but had {strides.Length}."),
                nameof(shape));
        List<(long Stride, int Axis)> axes = [];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] > 1) axes.Add((strides[axis], axis));
        }
        axes.Sort();
        (Int128 last, int axisBefore, bool isNested, bool isRowMajor) = (0, shape.Rank, true, true);
        foreach ((long stride, int axis) in axes)
        {
            isNested &= stride > last; // beyond the reach of the axes with smaller strides
            isRowMajor &= axis < axisBefore;
            (last, axisBefore) = (last + (Int128)(shape[axis] - 1) * stride, axis);
        }
        if (last > long.MaxValue) throw Refused(shape, strides, "the last address is 2^63 or more");
        return isNested ? isRowMajor : new MemoryOrder(shape, strides).IsCopyContiguous;
    }

    /// <summary>Copies from memory order to row-major order.</summary>
    public void ToRowMajor<T>(ReadOnlySpan<T> memory, Span<T> weights)
    {
        for (int i = 0; i < memory.Length; i++) weights[_rowMajor[i]] = memory[i];
    }

    private static ArgumentException Refused(in TensorShape shape, ReadOnlySpan<long> strides, string reason) =>
        new($"strides must be those of separate elements, but were [{string.Join(", ", strides.ToArray())}] for {shape}: {reason}.",
            nameof(shape));
}

using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The order in which PyTorch fills the elements of a tensor: loops over the axes, nested by descending stride. It is that of the addresses
/// unless the strides interleave, as those of some views do.
/// </summary>
/// <remarks>aten/src/ATen/TensorIterator.cpp, <c>reorder_dimensions</c>; axes of length 1 do not matter.</remarks>
internal sealed class MemoryOrder
{
    private readonly long[] _rowMajor;

    /// <summary>The order of a shape with strides in elements, one for each axis, which have passed <see cref="Check"/>.</summary>
    public MemoryOrder(in TensorShape shape, ReadOnlySpan<long> strides)
    {
        Axis[] axes = Ascending(shape, strides);
        _rowMajor = Offsets(shape.Count, axes, axis => axis.Step);
        IsCopyContiguous = IsRowMajor(axes);
        IsContiguous = shape.Count == 0 || (IsCopyContiguous && axes.Sum(axis => (axis.Length - 1) * axis.Stride) == shape.Count - 1);
    }

    /// <summary>Whether the elements are in row-major order without gaps.</summary>
    public bool IsContiguous { get; }

    /// <summary>Whether a new tensor like this one, which has the same order without gaps, is contiguous.</summary>
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
        Axis[] axes = Ascending(shape, strides);
        (Int128 last, bool isNested) = (0, true);
        foreach (Axis axis in axes)
        {
            isNested &= axis.Stride > last; // beyond the reach of the axes with smaller strides
            last += (Int128)(axis.Length - 1) * axis.Stride;
        }
        if (last > long.MaxValue) throw Refused(shape, strides, "the last address is 2^63 or more");
        bool isRepeated = shape.Count > 0 && Array.Exists(axes, axis => axis.Stride == 0);
        if (isRepeated || (!isNested && HasShared(Offsets(shape.Count, axes, axis => axis.Stride))))
            throw Refused(shape, strides, "elements share an address");
        return IsRowMajor(axes);
    }

    /// <summary>Copies from memory order to row-major order.</summary>
    public void ToRowMajor<T>(ReadOnlySpan<T> memory, Span<T> weights)
    {
        for (int i = 0; i < memory.Length; i++) weights[(int)_rowMajor[i]] = memory[i];
    }

    /// <summary>The axes that are longer than 1, from the innermost loop outwards.</summary>
    private static Axis[] Ascending(in TensorShape shape, ReadOnlySpan<long> strides)
    {
        List<Axis> axes = [];
        long step = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] > 1) axes.Add(new(axis, shape[axis], strides[axis], step));
            step *= shape[axis];
        }
        return [.. axes.OrderBy(axis => axis.Stride)];
    }

    private static bool IsRowMajor(Axis[] ascending)
    {
        for (int i = 1; i < ascending.Length; i++)
        {
            if (ascending[i].Number > ascending[i - 1].Number) return false;
        }
        return true;
    }

    /// <summary>The offsets of all elements in the order of the loops.</summary>
    private static long[] Offsets(long count, Axis[] ascending, Func<Axis, long> distance)
    {
        var offsets = new long[count];
        if (count == 0) return offsets;
        long inner = 1;
        foreach (Axis axis in ascending)
        {
            for (long i = inner; i < inner * axis.Length; i++) offsets[i] = offsets[i % inner] + i / inner * distance(axis);
            inner *= axis.Length;
        }
        return offsets;
    }

    private static bool HasShared(long[] addresses)
    {
        Array.Sort(addresses);
        for (int i = 1; i < addresses.Length; i++)
        {
            if (addresses[i] == addresses[i - 1]) return true;
        }
        return false;
    }

    private static ArgumentException Refused(in TensorShape shape, ReadOnlySpan<long> strides, string reason) =>
        new($"strides must be those of separate elements, but were [{string.Join(", ", strides.ToArray())}] for {shape}: {reason}.",
            nameof(shape));

    /// <summary>An axis with the distances of its elements in memory and in row-major order.</summary>
    private readonly record struct Axis(int Number, long Length, long Stride, long Step);
}

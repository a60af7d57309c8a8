namespace Initializers.Frameworks;

/// <summary>Where the elements of a tensor lie in memory, which is the order in which PyTorch fills them.</summary>
internal sealed class MemoryOrder
{
    private readonly int[] _rowMajor;

    /// <summary>The order of a shape with strides, in elements.</summary>
    /// <exception cref="ArgumentException">There are not as many strides as axes.</exception>
    public MemoryOrder(in TensorShape shape, ReadOnlySpan<long> strides)
    {
        if (strides.Length != shape.Rank) throw new ArgumentException($"strides are {strides.Length}, for {shape}; accepted is one for each of its {shape.Rank} axes.", nameof(strides));
        var addresses = new long[shape.Count];
        long step = shape.Count;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            step = shape[axis] == 0 ? 0 : step / shape[axis];
            for (long i = 0; i < addresses.Length; i++) addresses[i] += i / step % shape[axis] * strides[axis];
        }
        _rowMajor = [.. Enumerable.Range(0, addresses.Length)];
        Array.Sort(addresses, _rowMajor);
        bool isDense = addresses.Select((address, i) => address == i).All(same => same), isRowMajor = _rowMajor.Select((element, i) => element == i).All(same => same);
        IsContiguous = isDense && isRowMajor;
        // Where values are drawn again, they go to a new tensor of the same order without gaps.
        IsCopyContiguous = isRowMajor;
    }

    /// <summary>Whether the elements are in row-major order without gaps; axes of one element do not count.</summary>
    public bool IsContiguous { get; }

    /// <summary>Whether a new tensor like this one is contiguous.</summary>
    public bool IsCopyContiguous { get; }

    /// <summary>From the order of the memory to row-major order.</summary>
    public void ToRowMajor<T>(ReadOnlySpan<T> memory, Span<T> weights)
    {
        for (int i = 0; i < memory.Length; i++) weights[_rowMajor[i]] = memory[i];
    }
}

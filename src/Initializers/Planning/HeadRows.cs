using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Rows of packed blocks that are interleaved by head: for each head the rows of the first block, then those of the second, and so on. The
/// packed query, key and value of GPT-NeoX and Falcon are stored in this order.
/// </summary>
internal readonly struct HeadRows
{
    private readonly long _heads, _outputs, _run;
    private readonly long[] _sizes;

    /// <summary>The order of a shape that has been checked.</summary>
    public HeadRows(in TensorShape shape, long heads)
    {
        int axis = shape.Layout.OutputAxisOf(shape);
        (_heads, _outputs, _run) = (heads, shape[axis], shape.StrideOf(axis));
        _sizes = new long[shape.Blocks];
        for (int block = 0; block < _sizes.Length; block++) _sizes[block] = shape.BlockShape(block)[axis];
    }

    /// <summary>Refuses a shape whose blocks cannot be interleaved.</summary>
    /// <exception cref="ArgumentException">It has one block, groups, or a block that the heads do not divide.</exception>
    public static void Check(in TensorShape shape, long heads)
    {
        int axis = shape.Layout.OutputAxisOf(shape);
        bool divides = shape.Blocks > 1 && shape.Groups == 1;
        for (long block = 0; divides && block < shape.Blocks; block++) divides = shape.BlockShape(block)[axis] % heads == 0;
        if (!divides)
            throw new ArgumentException(Invariant($"the shape must have blocks that divide into {heads} heads, but was {shape}."));
    }

    /// <summary>Consecutive elements that stay together.</summary>
    public long Run => _run;

    /// <summary>The index that a stored element has in the parameter that is filled block by block.</summary>
    public long Origin(long element)
    {
        (long row, long within) = Math.DivRem(element, _run);
        (long before, long output) = Math.DivRem(row, _outputs);
        (long head, long at) = Math.DivRem(output, _outputs / _heads);
        long start = 0;
        foreach (long size in _sizes)
        {
            if (at < size / _heads) return ((before * _outputs + start + head * (size / _heads) + at) * _run) + within;
            at -= size / _heads;
            start += size;
        }
        throw new InvalidOperationException("The blocks do not make up the outputs.");
    }

    /// <summary>Interleaves a parameter that was filled block by block, from an element on that begins a row.</summary>
    public void Interleave<T>(ReadOnlySpan<T> filled, Span<T> weights, int start)
    {
        for (int element = start; element < weights.Length; element += (int)_run)
            filled.Slice((int)Origin(element), (int)_run).CopyTo(weights[element..]);
    }
}

namespace Initializers;

/// <summary>
/// The runs of the whole tensor that a part is made of: elements that follow each other, or every k-th one. From the last axis on, whole
/// axes make up a run, and so do the indices of a range of the axis before them, if they are consecutive or have one element each.
/// </summary>
internal readonly struct ShardRuns
{
    private readonly TensorShard _shard;
    private readonly int _outer;
    private readonly ShardRange[] _inner;
    private readonly long _innerLength;

    /// <summary>The runs of a part that is not empty.</summary>
    public ShardRuns(TensorShard shard)
    {
        _shard = shard;
        TensorShape shape = shard.Shape;
        int axis = shape.Rank - 1;
        long whole = 1;
        for (; axis >= 0 && IsWhole(shard.Ranges(axis), shape[axis]); axis--) whole *= shape[axis];
        bool isInner = axis >= 0;
        if (isInner)
            foreach (ShardRange range in shard.Ranges(axis)) isInner &= range.IsDense || whole == 1;
        _outer = isInner ? axis : axis + 1;
        ReadOnlySpan<ShardRange> split = isInner ? shard.Ranges(axis) : [new(0, 1)];
        _inner = new ShardRange[split.Length];
        for (int i = 0; i < _inner.Length; i++)
        {
            _inner[i] = new(split[i].Start * whole, split[i].Length * whole, split[i].Stride);
            _innerLength += _inner[i].Length;
        }
    }

    /// <summary>The run from an element of the part on: its elements in the whole tensor.</summary>
    /// <param name="element">The index in the part.</param>
    /// <param name="most">The most elements of the run that are asked for.</param>
    public ShardRange At(long element, long most)
    {
        (element, long within) = Math.DivRem(element, _innerLength);
        long start = 0;
        for (int axis = _outer - 1; axis >= 0; axis--)
        {
            (element, long position) = Math.DivRem(element, _shard.Dimensions[axis]);
            ShardRange range = Find(_shard.Ranges(axis), ref position);
            start += range[position] * _shard.Shape.StrideOf(axis);
        }
        ShardRange run = Find(_inner, ref within);
        return new(start + run[within], Math.Min(run.Length - within, most), run.Stride);
    }

    private static bool IsWhole(ReadOnlySpan<ShardRange> ranges, long extent) =>
        ranges is [{ Start: 0, IsDense: true } all] && all.Length == extent;

    /// <summary>The range that a position lies in; on return, the position is counted from its start.</summary>
    private static ShardRange Find(ReadOnlySpan<ShardRange> ranges, ref long position)
    {
        int i = 0;
        for (; position >= ranges[i].Length; i++) position -= ranges[i].Length;
        return ranges[i];
    }
}

namespace Initializers;

/// <summary>
/// The runs of consecutive elements of the whole tensor that a part is made of. From the last axis on, whole axes make up a run, and so do
/// consecutive indices of the axis before them.
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
        bool isSplit = axis >= 0;
        if (isSplit)
            foreach (ShardRange range in shard.Ranges(axis)) isSplit &= range.IsDense;
        _outer = isSplit ? axis : axis + 1;
        ReadOnlySpan<ShardRange> split = isSplit ? shard.Ranges(axis) : [new(0, 1)];
        _inner = new ShardRange[split.Length];
        for (int i = 0; i < _inner.Length; i++)
        {
            _inner[i] = new(split[i].Start * whole, split[i].Length * whole);
            _innerLength += _inner[i].Length;
        }
    }

    /// <summary>
    /// Where an element of the part is in the whole tensor, and how many from it on follow each other in both.
    /// </summary>
    public (long Start, long Length) At(long element)
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
        return (start + run.Start + within, run.Length - within);
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

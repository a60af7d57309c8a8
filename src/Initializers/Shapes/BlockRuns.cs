namespace Initializers;

/// <summary>A cursor over the runs of a slice that each belong to one packed block, in order; it begins before the first run.</summary>
/// <remarks>Not thread-safe.</remarks>
internal ref struct BlockRuns
{
    private readonly LayerCounts _counts;
    private readonly RoleAxes _outputs;
    private readonly long _start;
    private readonly int _length;
    private int _end;

    /// <summary>The runs of a slice of a shape that has elements and whose rank fits its layout.</summary>
    public BlockRuns(in TensorShape shape, long start, int length)
    {
        (_counts, _outputs) = (new(shape), new(shape, AxisRole.Out));
        (_start, _length) = (start, length);
    }

    /// <summary>The index in the slice of the run's first element.</summary>
    public int Start { get; private set; }

    /// <summary>The number of elements in the run.</summary>
    public readonly int Length => _end - Start;

    /// <summary>The block that the run belongs to; 0 if all blocks have the same size.</summary>
    public long Block { get; private set; }

    /// <summary>Moves to the next run, and returns whether there is one.</summary>
    public bool MoveNext()
    {
        if (_end == _length) return false;
        Start = _end;
        _end = _counts.HasEqualBlocks ? _length : (int)Math.Min(_length, Start + RunFrom(_start + Start));
        return true;
    }

    /// <summary>Sets <see cref="Block"/> to that of an element, and returns for how many elements it is sure to stay the same.</summary>
    private long RunFrom(long element)
    {
        long index = _outputs.IndexOf(element), output = index % _counts.Outputs, within = element % _outputs.Stride;
        Block = _counts.BlockOf(output);
        long outputs = _outputs.HasOneStride ? _counts.FirstRowOf(Block) + _counts.RowsOf(Block) - output : 1;
        return outputs * _outputs.Stride - within;
    }
}

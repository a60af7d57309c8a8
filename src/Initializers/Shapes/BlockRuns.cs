namespace Initializers;

/// <summary>The runs of a slice that belong to one packed block each, in their order.</summary>
/// <remarks>Not thread-safe: it is a cursor, which stands before the first run.</remarks>
internal ref struct BlockRuns
{
    private readonly LayerCounts _counts;
    private readonly RoleAxes _outputs;
    private readonly long _start;
    private readonly int _length;
    private int _end;

    /// <summary>The runs of a slice of a shape that has elements and matrices of inputs and outputs.</summary>
    public BlockRuns(in TensorShape shape, long start, int length)
    {
        (_counts, _outputs) = (new(shape), new(shape, AxisRole.Out));
        (_start, _length) = (start, length);
    }

    /// <summary>Where the run begins in the slice.</summary>
    public int First { get; private set; }

    /// <summary>How long it is.</summary>
    public readonly int Length => _end - First;

    /// <summary>Whose it is: a block, and where all are alike the first one.</summary>
    public long Block { get; private set; }

    /// <summary>Goes to the next run, if there is one.</summary>
    public bool MoveNext()
    {
        if (_end == _length) return false;
        First = _end;
        _end = _counts.HasEqualBlocks ? _length : (int)Math.Min(_length, First + Reach(_start + First));
        return true;
    }

    /// <summary>How many elements from this one on are surely of the same block, which it sets.</summary>
    private long Reach(long element)
    {
        long index = _outputs.IndexOf(element), output = index % _counts.Outputs, within = element % _outputs.Stride;
        Block = _counts.BlockOf(output);
        long alike = _outputs.IsOne ? _counts.FirstRowOf(Block) + _counts.RowsOf(Block) - output : 1;
        return alike * _outputs.Stride - within;
    }
}

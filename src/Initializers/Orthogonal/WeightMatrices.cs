namespace Initializers;

/// <summary>
/// The matrices that a weight tensor holds, by the roles of its axes and not by their order: each maps the inputs of a layer, at every tap
/// of its kernel, to its outputs. Rows are outputs; columns are inputs, and within an input the taps. Groups and entries of a batch share
/// no connections and have matrices of their own, and so do packed blocks where that is asked.
/// </summary>
/// <remarks>
/// Holds rented memory, to be disposed of once; thread-safe until then. How many there are of what, <see cref="LayerCounts"/> says without.
/// </remarks>
internal readonly struct WeightMatrices : IDisposable
{
    private readonly LayerCounts _counts;
    private readonly Rented<long> _rows, _columns, _batches;
    private readonly int _blocks, _groups;

    /// <summary>The matrices of a shape whose elements fit a span, of which there are some.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="perBlock">Whether packed blocks are matrices of their own.</param>
    /// <param name="centre">If said, the tap at the centre of the kernel alone counts; else all do.</param>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    public WeightMatrices(in TensorShape shape, bool perBlock, KernelCentre? centre = null)
    {
        _counts = new(shape);
        if (!perBlock) _counts = new(shape.WithBlocks(1));
        long taps = centre is null ? _counts.Taps : 1;
        (_groups, _blocks) = ((int)_counts.Groups, (int)_counts.Blocks);
        Columns = (int)(_counts.Inputs * taps);
        Count = (int)_counts.Entries * _groups * _blocks;
        Elements = _counts.Entries * _counts.Groups * _counts.Outputs * Columns;

        _rows = Offsets(shape, AxisRole.Out, null);
        _columns = centre is null ? Offsets(shape, AxisRole.In, AxisRole.Kernel) : Offsets(shape, AxisRole.In, null);
        _batches = Offsets(shape, AxisRole.Batch, null);
        if (centre is { } tap) Shift(_batches.Span, tap.OffsetIn(shape));
    }

    /// <summary>Inputs of each matrix, times the taps that count.</summary>
    public int Columns { get; }

    /// <summary>How many there are: entries of the batch, and within an entry groups, and within a group blocks.</summary>
    public int Count { get; }

    /// <summary>The elements of all matrices.</summary>
    public long Elements { get; }

    /// <summary>The elements of the largest matrix.</summary>
    public int LargestSize
    {
        get
        {
            long rows = 0;
            for (long block = 0; block < _counts.DistinctBlocks; block++) rows = Math.Max(rows, _counts.RowsOf(block));
            return (int)rows * Columns;
        }
    }

    /// <summary>Where a matrix is in the tensor: element (row, column) at start + rows[row] + columns[column].</summary>
    public (long Start, ReadOnlyMemory<long> Rows, ReadOnlyMemory<long> Columns) this[int matrix]
    {
        get
        {
            (int entry, int part) = Math.DivRem(matrix, _groups * _blocks);
            (int group, int block) = Math.DivRem(part, _blocks);
            long first = (_counts.OutputsOfOneGroup ? 0 : group * _counts.Outputs) + _counts.FirstRowOf(block);
            return (_batches.Span[entry],
                _rows.Array.AsMemory((int)first, RowsOf(matrix)),
                _columns.Array.AsMemory((_counts.InputsOfOneGroup ? 0 : group) * Columns, Columns));
        }
    }

    /// <summary>Outputs of a matrix; packed blocks may differ.</summary>
    public int RowsOf(int matrix) => (int)_counts.RowsOf(matrix % _blocks);

    public void Dispose()
    {
        _rows.Dispose();
        _columns.Dispose();
        _batches.Dispose();
    }

    /// <summary>Where the elements of a role's axes are, and within each those of another role's: the last axis moves fastest.</summary>
    private static Rented<long> Offsets(in TensorShape shape, AxisRole outer, AxisRole? inner)
    {
        WeightLayout layout = shape.Layout;
        var offsets = new Rented<long>((int)(layout.ProductOf(outer, shape) * (inner is { } role ? layout.ProductOf(role, shape) : 1)));
        offsets.Span[0] = 0;
        int count = Expand(offsets.Span, 1, shape, outer);
        if (inner is { } fastest) Expand(offsets.Span, count, shape, fastest);
        return offsets;
    }

    private static int Expand(Span<long> offsets, int count, in TensorShape shape, AxisRole role)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            (int extent, long stride) = ((int)shape[axis], shape.StrideOf(axis));
            for (int i = count - 1; i >= 0; i--) // from the back, so that none is overwritten before it is read
            {
                long offset = offsets[i];
                for (int j = 0; j < extent; j++) offsets[i * extent + j] = offset + j * stride;
            }
            count *= extent;
        }
        return count;
    }

    private static void Shift(Span<long> offsets, long by)
    {
        foreach (ref long offset in offsets) offset += by;
    }
}

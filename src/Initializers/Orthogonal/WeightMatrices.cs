namespace Initializers;

/// <summary>
/// The matrices of a weight tensor, each of which maps the inputs of a layer, at every tap of its kernel, to its outputs, whatever the
/// order of the axes. Rows are outputs; columns are inputs, and within an input the taps. Groups and entries of the batch share no
/// connections and have matrices of their own, and so do packed blocks on request.
/// </summary>
/// <remarks>
/// Holds rented memory, to be disposed of once; thread-safe until then. For the counts alone there is <see cref="LayerCounts"/>.
/// </remarks>
internal readonly struct WeightMatrices : IDisposable
{
    private readonly LayerCounts _counts;
    private readonly Rented<long> _rows, _columns, _batches;
    private readonly int _blocks, _groups;

    /// <summary>The matrices of a shape that has elements, which fit a span.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="perBlock">Whether packed blocks have matrices of their own.</param>
    /// <param name="centre">The centre of the kernel, if its tap alone has a matrix; null for all taps.</param>
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

    /// <summary>The number of columns of each matrix: inputs times taps.</summary>
    public int Columns { get; }

    /// <summary>The number of matrices: entries of the batch times groups times blocks.</summary>
    public int Count { get; }

    /// <summary>The number of elements of all matrices.</summary>
    public long Elements { get; }

    /// <summary>The number of elements of the largest matrix.</summary>
    public int LargestSize
    {
        get
        {
            long rows = 0;
            for (long block = 0; block < _counts.DistinctBlocks; block++) rows = Math.Max(rows, _counts.RowsOf(block));
            return (int)rows * Columns;
        }
    }

    /// <summary>The offsets of a matrix in the tensor: element (row, column) is at start + rows[row] + columns[column].</summary>
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

    /// <summary>Returns the number of rows of a matrix; packed blocks may differ.</summary>
    public int RowsOf(int matrix) => (int)_counts.RowsOf(matrix % _blocks);

    public void Dispose()
    {
        _rows.Dispose();
        _columns.Dispose();
        _batches.Dispose();
    }

    /// <summary>Returns the offsets along the axes of a role, and within each those of another role; the last axis moves fastest.</summary>
    private static Rented<long> Offsets(in TensorShape shape, AxisRole outer, AxisRole? inner)
    {
        WeightLayout layout = shape.Layout;
        var offsets = new Rented<long>((int)(layout.ProductOf(outer, shape) * (inner is { } role ? layout.ProductOf(role, shape) : 1)));
        offsets.Span[0] = 0;
        int count = Expand(offsets.Span, 1, shape, outer);
        if (inner is { } fastest) Expand(offsets.Span, count, shape, fastest);
        return offsets;
    }

    /// <summary>Replaces each of the first offsets by those along the axes of a role, and returns their number.</summary>
    private static int Expand(Span<long> offsets, int count, in TensorShape shape, AxisRole role)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            (int extent, long stride) = ((int)shape[axis], shape.StrideOf(axis));
            for (int i = count - 1; i >= 0; i--) // backwards, so that no offset is overwritten before it is read
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

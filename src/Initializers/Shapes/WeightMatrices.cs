namespace Initializers;

/// <summary>
/// The matrices that a weight tensor holds, by the roles of its axes and not by their order: each maps the inputs of a layer, at every tap of its
/// kernel, to its outputs. Rows are outputs; columns are inputs, and within an input the taps. Groups and entries of a batch share no
/// connections and have matrices of their own, and so do packed blocks where that is asked.
/// </summary>
/// <remarks>Holds rented memory, to be disposed of once; thread-safe until then.</remarks>
internal readonly struct WeightMatrices : IDisposable
{
    private readonly Rented<long> _rows, _columns, _batches;
    private readonly int _blocks, _groups;
    private readonly bool _rowsOfOneGroup, _columnsOfOneGroup;

    /// <summary>The matrices of a shape that has elements.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="perBlock">Whether packed blocks are matrices of their own.</param>
    /// <param name="centre">If said, the tap at the centre of the kernel alone counts; else all do.</param>
    /// <exception cref="ArgumentException">The rank does not fit the layout, groups or blocks do not divide the channels, or there are more than 2^31 - 1 of something.</exception>
    public WeightMatrices(in TensorShape shape, bool perBlock, KernelCentre? centre = null)
    {
        WeightLayout layout = shape.Layout;
        layout.CheckMatrices(shape);
        (_rowsOfOneGroup, _columnsOfOneGroup) = (layout.OutputsPerGroup, layout.InputsPerGroup);
        _groups = _rowsOfOneGroup && _columnsOfOneGroup ? 1 : (int)shape.Groups; // which divide what is counted below
        _blocks = perBlock ? (int)shape.Blocks : 1;

        Taps = centre is null ? Counted(Product(shape, AxisRole.Kernel), shape) : 1;
        int rows = Counted(Product(shape, AxisRole.Out), shape), columns = Counted(Product(shape, AxisRole.In) * Taps, shape), entries = Counted(Product(shape, AxisRole.Batch), shape);
        Rows = rows / ((_rowsOfOneGroup ? 1 : _groups) * _blocks);
        Columns = columns / (_columnsOfOneGroup ? 1 : _groups);
        Count = Counted((long)entries * _groups * _blocks, shape);

        _rows = Offsets(shape, AxisRole.Out, null);
        _columns = centre is null ? Offsets(shape, AxisRole.In, AxisRole.Kernel) : Offsets(shape, AxisRole.In, null);
        _batches = Offsets(shape, AxisRole.Batch, null);
        if (centre is { } tap) Shift(_batches.Span, tap.OffsetIn(shape));
    }

    /// <summary>Outputs of one matrix.</summary>
    public int Rows { get; }

    /// <summary>Inputs of one matrix, times the taps that count.</summary>
    public int Columns { get; }

    /// <summary>The elements of one matrix.</summary>
    public long Size => (long)Rows * Columns;

    /// <summary>The taps that count.</summary>
    public int Taps { get; }

    /// <summary>How many there are: entries of the batch, and within an entry groups, and within a group blocks.</summary>
    public int Count { get; }

    /// <summary>Where a matrix is in the tensor: element (row, column) at start + rows[row] + columns[column].</summary>
    public (long Start, ReadOnlyMemory<long> Rows, ReadOnlyMemory<long> Columns) this[int matrix]
    {
        get
        {
            (int entry, int part) = Math.DivRem(matrix, _groups * _blocks);
            (int group, int block) = Math.DivRem(part, _blocks);
            return (_batches.Span[entry],
                _rows.Array.AsMemory(((_rowsOfOneGroup ? 0 : group * _blocks) + block) * Rows, Rows),
                _columns.Array.AsMemory((_columnsOfOneGroup ? 0 : group) * Columns, Columns));
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _columns.Dispose();
        _batches.Dispose();
    }

    private static long Product(in TensorShape shape, AxisRole role)
    {
        long product = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == role) product *= shape[axis];
        }
        return product;
    }

    private static int Counted(long number, in TensorShape shape) => number <= int.MaxValue ? (int)number
        : throw new ArgumentException($"shape is {shape}; accepted are at most {int.MaxValue} outputs, inputs at all taps together, and matrices.", nameof(shape));

    /// <summary>Where the elements of a role's axes are, and within each those of another role's: the last axis moves fastest.</summary>
    private static Rented<long> Offsets(in TensorShape shape, AxisRole outer, AxisRole? inner)
    {
        var offsets = new Rented<long>((int)(Product(shape, outer) * (inner is { } role ? Product(shape, role) : 1)));
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

using System.Buffers;

namespace Initializers;

/// <summary>
/// The matrices that a weight tensor holds, by the roles of its axes and not by their order: each maps the inputs of a layer, at every tap of its
/// kernel, to its outputs. Rows are outputs; columns are inputs, and within an input the taps. Groups and entries of a batch share no
/// connections and have matrices of their own, and so do packed blocks where that is asked.
/// </summary>
/// <remarks>For tensors that fit a span. Holds rented memory, to be disposed of once; thread-safe until then.</remarks>
internal readonly struct WeightMatrices : IDisposable
{
    private readonly int[] _rows, _columns, _batches;
    private readonly int _blocks, _groups;
    private readonly bool _rowsOfOneGroup, _columnsOfOneGroup;

    /// <summary>The matrices of a shape that has elements.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="perBlock">Whether packed blocks are matrices of their own.</param>
    /// <param name="centre">If said, the tap at the centre of the kernel alone counts; else all do.</param>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    public WeightMatrices(in TensorShape shape, bool perBlock, KernelCentre? centre = null)
    {
        WeightLayout layout = shape.Layout;
        layout.CheckMatrices(shape);
        (_rowsOfOneGroup, _columnsOfOneGroup) = (layout.OutputsPerGroup, layout.InputsPerGroup);
        _groups = _rowsOfOneGroup && _columnsOfOneGroup ? 1 : (int)shape.Groups;
        _blocks = perBlock ? (int)shape.Blocks : 1;

        _rows = Offsets(shape, AxisRole.Out, null);
        _columns = centre is null ? Offsets(shape, AxisRole.In, AxisRole.Kernel) : Offsets(shape, AxisRole.In, null);
        _batches = Offsets(shape, AxisRole.Batch, null);
        int rows = Product(shape, AxisRole.Out), columns = Product(shape, AxisRole.In) * (centre is null ? Product(shape, AxisRole.Kernel) : 1);
        if (centre is { } tap) Shift(_batches, Product(shape, AxisRole.Batch), CentreOffset(shape, tap));
        Rows = rows / ((_rowsOfOneGroup ? 1 : _groups) * _blocks);
        Columns = columns / (_columnsOfOneGroup ? 1 : _groups);
        Count = Product(shape, AxisRole.Batch) * _groups * _blocks;
    }

    /// <summary>Outputs of one matrix.</summary>
    public int Rows { get; }

    /// <summary>Inputs of one matrix, times the taps that count.</summary>
    public int Columns { get; }

    /// <summary>How many there are: entries of the batch, and within an entry groups, and within a group blocks.</summary>
    public int Count { get; }

    /// <summary>Where a matrix is in the tensor: element (row, column) at start + rows[row] + columns[column].</summary>
    public (int Start, ReadOnlyMemory<int> Rows, ReadOnlyMemory<int> Columns) this[int matrix]
    {
        get
        {
            (int entry, int part) = Math.DivRem(matrix, _groups * _blocks);
            (int group, int block) = Math.DivRem(part, _blocks);
            return (_batches[entry],
                _rows.AsMemory(((_rowsOfOneGroup ? 0 : group * _blocks) + block) * Rows, Rows),
                _columns.AsMemory((_columnsOfOneGroup ? 0 : group) * Columns, Columns));
        }
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<int>.Shared.Return(_batches);
    }

    private static int Product(in TensorShape shape, AxisRole role)
    {
        long product = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == role) product *= shape[axis];
        }
        return (int)product;
    }

    /// <summary>Where the elements of a role's axes are, and within each those of another role's: the last axis moves fastest.</summary>
    private static int[] Offsets(in TensorShape shape, AxisRole outer, AxisRole? inner)
    {
        int[] offsets = ArrayPool<int>.Shared.Rent(Product(shape, outer) * (inner is { } role ? Product(shape, role) : 1));
        offsets[0] = 0;
        int count = Expand(offsets, 1, shape, outer);
        if (inner is { } fastest) Expand(offsets, count, shape, fastest);
        return offsets;
    }

    private static int Expand(int[] offsets, int count, in TensorShape shape, AxisRole role)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            int extent = (int)shape[axis], stride = Stride(shape, axis);
            for (int i = count - 1; i >= 0; i--) // from the back, so that none is overwritten before it is read
            {
                int offset = offsets[i];
                for (int j = 0; j < extent; j++) offsets[i * extent + j] = offset + j * stride;
            }
            count *= extent;
        }
        return count;
    }

    private static int Stride(in TensorShape shape, int axis)
    {
        long stride = 1;
        while (++axis < shape.Rank) stride *= shape[axis];
        return (int)stride;
    }

    private static int CentreOffset(in TensorShape shape, KernelCentre centre)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) offset += centre.Of(shape[axis]) * Stride(shape, axis);
        }
        return (int)offset;
    }

    private static void Shift(int[] offsets, int count, int by)
    {
        for (int i = 0; i < count; i++) offsets[i] += by;
    }
}

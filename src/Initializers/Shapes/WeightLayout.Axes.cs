namespace Initializers;

/// <content>The inputs and outputs of a shape: their axes and their number.</content>
public sealed partial class WeightLayout
{
    /// <summary>Whether the input axes hold the inputs of one group only.</summary>
    internal bool InputsPerGroup { get; }

    /// <summary>Whether the output axes hold the outputs of one group only.</summary>
    internal bool OutputsPerGroup { get; }

    /// <summary>
    /// Returns the fans of a shape: the connections within one group, one block and one entry of the batch, with the strides as
    /// <see cref="Fans.Positions"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    internal Fans FansOf(in TensorShape shape, long block)
    {
        if (!Fits(shape.Rank)) throw RankRefused(shape);
        var counts = new LayerCounts(shape);
        return new Fans(counts.Inputs * counts.Taps, counts.RowsOf(block) * counts.Taps) { Positions = shape.Strides };
    }

    /// <summary>Returns the number of outputs in a group, if groups divide them.</summary>
    internal long OutputsOfOneGroup(in TensorShape shape) => ProductOf(AxisRole.Out, shape) / (OutputsPerGroup ? 1 : shape.Groups);

    /// <summary>Returns the product of the extents along the axes of a role.</summary>
    internal long ProductOf(AxisRole role, in TensorShape shape)
    {
        long product = 1;
        ReadOnlySpan<long> dimensions = shape.Dimensions;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            if (RoleAt(axis, dimensions.Length) == role) product *= dimensions[axis];
        }
        return product;
    }

    /// <summary>Returns the input axis and the output axis of a shape that has one of each.</summary>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, inputs or outputs do not have one axis each, or groups or blocks do not divide the channels.
    /// </exception>
    internal (int Input, int Output) ChannelsOf(in TensorShape shape)
    {
        LayerCounts.Check(shape);
        if (AxesOf(AxisRole.In, shape.Rank) != 1 || AxesOf(AxisRole.Out, shape.Rank) != 1)
            throw new ArgumentException(
                $"shape must have a layout with one axis of inputs and one of outputs, but was {shape}.", nameof(shape));
        return (AxisOf(AxisRole.In, shape.Rank), AxisOf(AxisRole.Out, shape.Rank));
    }

    /// <summary>Refuses a shape whose rank does not fit the layout.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout.</exception>
    internal void CheckRank(in TensorShape shape)
    {
        if (!Fits(shape.Rank)) throw new ArgumentException(AxesRequired(shape), nameof(shape));
    }

    /// <summary>Returns whether the axes of a tensor of the given rank have the same roles in both layouts.</summary>
    internal bool MeansTheSame(WeightLayout other, int rank)
    {
        if (!Fits(rank) || !other.Fits(rank)) return false;
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) != other.RoleAt(axis, rank)) return false;
        }
        return true;
    }

    /// <summary>Returns whether a tensor of the given rank can have this layout.</summary>
    internal bool Fits(int rank) => _anyKernel < 0 ? rank == _axes.Length : rank >= _axes.Length - 1;

    /// <summary>Returns whether a tensor of the given rank, which must fit, has kernel axes.</summary>
    internal bool HasKernel(int rank) => AxesOf(AxisRole.Kernel, rank) > 0;

    /// <summary>Refuses a shape that has no kernel axes.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or the shape has no kernel axes.</exception>
    internal void CheckKernel(in TensorShape shape)
    {
        if (!Fits(shape.Rank) || !HasKernel(shape.Rank))
            throw new ArgumentException($"shape must be a convolution with at least one kernel axis, but was {shape}.", nameof(shape));
    }

    /// <summary>Returns the first axis of a role in a tensor of the given rank, which must fit; -1 if there is none.</summary>
    private int AxisOf(AxisRole role, int rank)
    {
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) == role) return axis;
        }
        return -1;
    }

    /// <summary>Returns the number of axes of a role in a tensor of the given rank, which must fit.</summary>
    private int AxesOf(AxisRole role, int rank)
    {
        int count = 0;
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) == role) count++;
        }
        return count;
    }

    /// <summary>Returns the output axis, the slowest if there are several; for a vector, its only axis.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or it has no outputs.</exception>
    internal int OutputAxisOf(in TensorShape shape)
    {
        if (shape.Rank == 1) return 0;
        int axis = Fits(shape.Rank) ? AxisOf(AxisRole.Out, shape.Rank) : -1;
        return axis >= 0 ? axis : throw new ArgumentException(
            $"shape must be a vector or have an axis of outputs, but was {shape}.", nameof(shape));
    }

    /// <summary>Returns the names of the axes as messages show them, without <c>/groups</c> if there is one group.</summary>
    internal string Describe(int rank, long groups) => string.Join(", ", _axes
        .Where(axis => axis != AnyKernel || rank >= _axes.Length)
        .Select(axis => groups == 1 ? axis.Replace("/groups", "", StringComparison.Ordinal) : axis));

    /// <summary>Returns the role of an axis; <c>*kernel</c> stands for as many axes as the rank leaves for it.</summary>
    internal AxisRole RoleAt(int axis, int rank)
    {
        int extent = rank - _roles.Length + 1;
        return _anyKernel < 0 || axis < _anyKernel ? _roles[axis]
            : axis < _anyKernel + extent ? AxisRole.Kernel
            : _roles[axis - extent + 1];
    }

    private ArgumentException RankRefused(in TensorShape shape) => new(shape.Rank < 2
        ? $"shape must have fans, but was {shape}, of rank {shape.Rank}. Norms and biases mostly begin as Ones() and Zeros(); "
            + "for others, set the fans of the layer with WithFans(fanIn, fanOut)."
        : AxesRequired(shape), nameof(shape));

    /// <summary>The message about a rank that does not fit the layout.</summary>
    private string AxesRequired(in TensorShape shape)
    {
        int least = _anyKernel < 0 ? _axes.Length : _axes.Length - 1;
        return $"shape must have {(_anyKernel < 0 ? "" : "at least ")}{least} {(least == 1 ? "axis" : "axes")} for its layout, "
            + $"\"{this}\", but was {shape}.";
    }
}

/// <summary>The role of an axis of a weight tensor: what its indices count.</summary>
internal enum AxisRole
{
    In,
    Out,
    Kernel,
    Batch,
}

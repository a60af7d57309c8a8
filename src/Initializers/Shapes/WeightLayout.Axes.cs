namespace Initializers;

/// <content>Where the inputs and outputs of a shape are, and how many.</content>
public sealed partial class WeightLayout
{
    /// <summary>Whether the axes of inputs hold those of one group only.</summary>
    internal bool InputsPerGroup { get; }

    /// <summary>Whether the axes of outputs hold those of one group only.</summary>
    internal bool OutputsPerGroup { get; }

    /// <summary>
    /// The fans of dimensions in this layout: connections within one group, one block and one batch entry, all of which are there at each
    /// position.
    /// </summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    internal Fans FansOf(in TensorShape shape, long block)
    {
        if (!Fits(shape.Rank)) throw RankRefused(shape);
        var counts = new LayerCounts(shape);
        return new Fans(counts.Inputs * counts.Taps, counts.RowsOf(block) * counts.Taps) { Positions = shape.Strides };
    }

    /// <summary>The outputs of one group, if groups divide them.</summary>
    internal long OutputsOfOneGroup(in TensorShape shape) => ProductOf(AxisRole.Out, shape) / (OutputsPerGroup ? 1 : shape.Groups);

    /// <summary>How many elements the axes of a role have together.</summary>
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

    /// <summary>The axis of the inputs and that of the outputs of a shape, which has one of each.</summary>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, inputs or outputs have no axis or several, or groups or blocks do not divide the channels.
    /// </exception>
    internal (int Input, int Output) ChannelsOf(in TensorShape shape)
    {
        LayerCounts.Check(shape);
        if (AxesOf(AxisRole.In, shape.Rank) != 1 || AxesOf(AxisRole.Out, shape.Rank) != 1)
            throw new ArgumentException(
                $"shape must have a layout with one axis of inputs and one of outputs, but was {shape}.", nameof(shape));
        return (AxisOf(AxisRole.In, shape.Rank), AxisOf(AxisRole.Out, shape.Rank));
    }

    /// <summary>Checks that a shape can hold matrices of inputs and outputs.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    internal void CheckRank(in TensorShape shape)
    {
        if (!Fits(shape.Rank))
            throw new ArgumentException(
                $"shape must have a rank that fits its layout, \"{this}\", but was {shape}, of rank {shape.Rank}.", nameof(shape));
    }

    /// <summary>Whether a tensor of so many axes can have this layout.</summary>
    internal bool Fits(int rank) => _anyKernel < 0 ? rank == _axes.Length : rank >= _axes.Length - 1;

    /// <summary>Whether a tensor of so many axes, which fits, has axes of a kernel.</summary>
    internal bool HasKernel(int rank) => AxesOf(AxisRole.Kernel, rank) > 0;

    /// <summary>Checks that a shape is a convolution.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal void CheckKernel(in TensorShape shape)
    {
        if (!Fits(shape.Rank) || !HasKernel(shape.Rank)) throw new ArgumentException(
            $"shape must be a convolution, with a kernel, but was {shape}.", nameof(shape));
    }

    /// <summary>The first axis of a role; -1 where a tensor, which fits, has none.</summary>
    private int AxisOf(AxisRole role, int rank)
    {
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) == role) return axis;
        }
        return -1;
    }

    /// <summary>How many axes a tensor, which fits, has of a role.</summary>
    private int AxesOf(AxisRole role, int rank)
    {
        int count = 0;
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) == role) count++;
        }
        return count;
    }

    /// <summary>The axis of the outputs, the slowest where there are several; that of a vector is its only one.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or it has no outputs.</exception>
    internal int OutputAxisOf(in TensorShape shape)
    {
        if (shape.Rank == 1) return 0;
        int axis = Fits(shape.Rank) ? AxisOf(AxisRole.Out, shape.Rank) : -1;
        return axis >= 0 ? axis : throw new ArgumentException(
            $"shape must be a vector, or have a rank that fits a layout with outputs, but was {shape}.", nameof(shape));
    }

    /// <summary>What a reader calls the axes of a tensor that fits: <c>out, in, *kernel</c>.</summary>
    internal string Describe(int rank, long groups) => string.Join(", ", _axes
        .Where(axis => axis != AnyKernel || rank >= _axes.Length)
        .Select(axis => groups == 1 ? axis.Replace("/groups", "", StringComparison.Ordinal) : axis));

    /// <summary>The role of an axis of a tensor, where <c>*kernel</c> stands for as many axes as the rank leaves.</summary>
    internal AxisRole RoleAt(int axis, int rank)
    {
        int extent = rank - _roles.Length + 1;
        return _anyKernel < 0 || axis < _anyKernel ? _roles[axis]
            : axis < _anyKernel + extent ? AxisRole.Kernel
            : _roles[axis - extent + 1];
    }

    private ArgumentException RankRefused(in TensorShape shape) => new(shape.Rank < 2
        ? $"shape must have fans, but was {shape}, and a tensor of rank {shape.Rank} has no fans of its own: "
            + "name those of its layer with WithFans(fanIn, fanOut)."
        : $"shape must have a rank that fits its layout, \"{this}\", but was {shape}, of rank {shape.Rank}.", nameof(shape));
}

/// <summary>What an axis of a weight tensor counts.</summary>
internal enum AxisRole
{
    In,
    Out,
    Kernel,
    Batch,
}

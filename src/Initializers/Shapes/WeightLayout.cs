namespace Initializers;

/// <summary>
/// What the axes of a weight tensor mean, written as one writes them down: <c>"out, in/groups, *kernel"</c>.
/// </summary>
/// <remarks>
/// <para>The names of axes, from the slowest to the fastest in memory:</para>
/// <list type="table">
/// <item><term><c>in</c>, <c>out</c></term><description>inputs and outputs; several axes of one name multiply, as the heads and the width of a head</description></item>
/// <item><term><c>in/groups</c>, <c>out/groups</c></term><description>the same, where the axis holds the channels of one group only</description></item>
/// <item><term><c>kernel</c></term><description>one axis of the receptive field: it multiplies both fans</description></item>
/// <item><term><c>*kernel</c></term><description>any number of such axes, none included; at most once</description></item>
/// <item><term><c>batch</c></term><description>separate weights side by side, such as experts or the channels of a depthwise kernel: it counts for neither fan</description></item>
/// </list>
/// <para>Thread-safe: immutable. Two layouts are equal when they name the same axes in the same order.</para>
/// </remarks>
public sealed class WeightLayout : IEquatable<WeightLayout>
{
    private const string AnyKernel = "*kernel";

    private readonly string[] _axes;
    private readonly AxisRole[] _roles;
    private readonly int _anyKernel;

    /// <summary>A layout from the names of its axes.</summary>
    /// <param name="axes">Names separated by commas, such as <c>"batch, in, out"</c>; see the type's remarks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="axes"/> is null.</exception>
    /// <exception cref="ArgumentException">An axis has another name, <c>*kernel</c> comes twice, or neither <c>in</c> nor <c>out</c> is named.</exception>
    public WeightLayout(string axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        _axes = axes.Split(',', StringSplitOptions.TrimEntries);
        foreach (string axis in _axes)
        {
            if (axis is not ("in" or "out" or "in/groups" or "out/groups" or "kernel" or AnyKernel or "batch"))
                throw new ArgumentException($"axes is \"{axes}\", and \"{axis}\" is no name of an axis; accepted are in, out, in/groups, out/groups, kernel, *kernel and batch.", nameof(axes));
        }
        if (_axes.Count(axis => axis == AnyKernel) > 1)
            throw new ArgumentException($"axes is \"{axes}\"; accepted is one *kernel at most.", nameof(axes));
        _roles = Array.ConvertAll(_axes, RoleOf);
        if (!_roles.Any(role => role is AxisRole.In or AxisRole.Out))
            throw new ArgumentException($"axes is \"{axes}\"; accepted is a layout with an axis in or out.", nameof(axes));
        _anyKernel = Array.IndexOf(_axes, AnyKernel);
        InputsPerGroup = _axes.Contains("in/groups");
        OutputsPerGroup = _axes.Contains("out/groups");
    }

    /// <summary><c>[out, in/groups, *kernel]</c>: PyTorch's linear and convolution weights, and what a bare <c>[256, 784]</c> means.</summary>
    public static WeightLayout OutIn { get; } = new("out, in/groups, *kernel");

    /// <summary><c>[*kernel, in/groups, out]</c>: Keras', TensorFlow's and JAX' dense and convolution kernels.</summary>
    public static WeightLayout InOut { get; } = new("*kernel, in/groups, out");

    /// <summary><c>[*kernel, channels, multiplier]</c>: Keras' depthwise kernels, where each channel has a receptive field of its own and <c>multiplier</c> outputs.</summary>
    public static WeightLayout Depthwise { get; } = new("*kernel, batch, out");

    /// <summary>
    /// The same axes with inputs and outputs exchanged, as transposed convolutions store them: PyTorch's
    /// <c>[in, out/groups, *kernel]</c> is <c>WeightLayout.OutIn.Transposed</c>, Keras' <c>[*kernel, out, in]</c> is <c>WeightLayout.InOut.Transposed</c>.
    /// </summary>
    public WeightLayout Transposed => new(string.Join(", ", _axes.Select(axis => RoleOf(axis) switch
    {
        AxisRole.In => axis.Replace("in", "out", StringComparison.Ordinal),
        AxisRole.Out => axis.Replace("out", "in", StringComparison.Ordinal),
        _ => axis,
    })));

    /// <summary>Whether the axes of inputs hold those of one group only.</summary>
    internal bool InputsPerGroup { get; }

    /// <summary>Whether the axes of outputs hold those of one group only.</summary>
    internal bool OutputsPerGroup { get; }

    /// <summary>The fans of dimensions in this layout: connections within one group, one block and one batch entry.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    internal Fans FansOf(in TensorShape shape)
    {
        if (!Fits(shape.Rank)) throw RankRefused(shape);
        long inputs = 1, outputs = 1, field = 1;
        ReadOnlySpan<long> dimensions = shape.Dimensions;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            switch (RoleAt(axis, dimensions.Length))
            {
                case AxisRole.In: inputs *= dimensions[axis]; break;
                case AxisRole.Out: outputs *= dimensions[axis]; break;
                case AxisRole.Kernel: field *= dimensions[axis]; break;
            }
        }
        return new Fans(
            Share(inputs, InputsPerGroup ? 1 : shape.Groups, shape) * field,
            Share(Share(outputs, OutputsPerGroup ? 1 : shape.Groups, shape), shape.Blocks, shape) * field);
    }

    /// <summary>Where the inputs and the outputs of a shape are, which has one axis of each.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, inputs or outputs have no axis or several, or groups or blocks do not divide the channels.</exception>
    internal (ChannelAxis Input, ChannelAxis Output) ChannelsOf(in TensorShape shape)
    {
        CheckMatrices(shape);
        int input = -1, output = -1;
        bool single = true;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            switch (RoleAt(axis, shape.Rank))
            {
                case AxisRole.In: (single, input) = (single && input < 0, axis); break;
                case AxisRole.Out: (single, output) = (single && output < 0, axis); break;
            }
        }
        if (!single || input < 0 || output < 0)
            throw new ArgumentException($"shape is {shape}; accepted is a layout with one axis of inputs and one of outputs.", nameof(shape));
        return (new(input, Share(shape[input], InputsPerGroup ? 1 : shape.Groups, shape), InputsPerGroup),
            new(output, Share(shape[output], OutputsPerGroup ? 1 : shape.Groups, shape), OutputsPerGroup));
    }

    /// <summary>Checks that a shape holds matrices of inputs and outputs, whose groups and blocks divide them.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    internal void CheckMatrices(in TensorShape shape)
    {
        if (!Fits(shape.Rank)) throw new ArgumentException($"shape is {shape}, of rank {shape.Rank}; accepted are ranks that fit its layout, \"{this}\".", nameof(shape));
        FansOf(shape);
    }

    /// <summary>The dimensions of a layer in this layout.</summary>
    internal TensorShape Arrange(long inputs, long outputs, in TensorShape kernel, long groups)
    {
        Span<long> dimensions = stackalloc long[kernel.Rank + 2];
        for (int axis = 0, next = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = RoleAt(axis, dimensions.Length) switch
            {
                AxisRole.In => InputsPerGroup ? inputs / groups : inputs,
                AxisRole.Out => OutputsPerGroup ? outputs / groups : outputs,
                _ => kernel[next++],
            };
        }
        return TensorShape.Create(dimensions).WithLayout(this).WithGroups(groups);
    }

    /// <summary>Whether a tensor of so many axes can have this layout.</summary>
    internal bool Fits(int rank) => _anyKernel < 0 ? rank == _axes.Length : rank >= _axes.Length - 1;

    /// <summary>Whether a tensor of so many axes, which fits, has axes of a kernel.</summary>
    internal bool HasKernel(int rank)
    {
        for (int axis = 0; axis < rank; axis++)
        {
            if (RoleAt(axis, rank) == AxisRole.Kernel) return true;
        }
        return false;
    }

    /// <summary>Checks that a shape is a convolution.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal void CheckKernel(in TensorShape shape)
    {
        if (!Fits(shape.Rank) || !HasKernel(shape.Rank)) throw new ArgumentException($"shape is {shape}; accepted is a convolution, with a kernel.", nameof(shape));
    }

    /// <summary>The axis of the outputs, the slowest where there are several; that of a vector is its only one.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or it has no outputs.</exception>
    internal int OutputAxisOf(in TensorShape shape)
    {
        if (shape.Rank == 1) return 0;
        for (int axis = 0; axis < shape.Rank && Fits(shape.Rank); axis++)
        {
            if (RoleAt(axis, shape.Rank) == AxisRole.Out) return axis;
        }
        throw new ArgumentException($"shape is {shape}; accepted are vectors, and ranks that fit a layout with outputs.", nameof(shape));
    }

    /// <summary>What a reader calls the axes of a tensor that fits: <c>out, in, *kernel</c>.</summary>
    internal string Describe(int rank, long groups) => string.Join(", ", _axes
        .Where(axis => axis != AnyKernel || rank >= _axes.Length)
        .Select(axis => groups == 1 ? axis.Replace("/groups", "", StringComparison.Ordinal) : axis));

    /// <inheritdoc/>
    public bool Equals(WeightLayout? other) => other is not null && _axes.AsSpan().SequenceEqual(other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeightLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The names of the axes, as the constructor takes them.</summary>
    public override string ToString() => string.Join(", ", _axes);

    private static AxisRole RoleOf(string axis) => axis[0] switch
    {
        'i' => AxisRole.In,
        'o' => AxisRole.Out,
        'b' => AxisRole.Batch,
        _ => AxisRole.Kernel,
    };

    /// <summary>The role of an axis of a tensor, where <c>*kernel</c> stands for as many axes as the rank leaves.</summary>
    internal AxisRole RoleAt(int axis, int rank)
    {
        int extent = rank - _roles.Length + 1;
        return _anyKernel < 0 || axis < _anyKernel ? _roles[axis]
            : axis < _anyKernel + extent ? AxisRole.Kernel
            : _roles[axis - extent + 1];
    }

    private static long Share(long channels, long parts, in TensorShape shape) =>
        parts == 1 ? channels
        : channels % parts == 0 ? channels / parts
        : throw ShareRefused(channels, parts, shape);

    private static ArgumentException ShareRefused(long channels, long parts, in TensorShape shape) =>
        new($"shape is {shape}: {channels} channels do not divide into {parts} equal groups or blocks.", nameof(shape));

    private ArgumentException RankRefused(in TensorShape shape) => new(shape.Rank < 2
        ? $"shape is {shape}, and a tensor of rank {shape.Rank} has no fans of its own: name those of its layer with WithFans(fanIn, fanOut)."
        : $"shape is {shape}, whose rank {shape.Rank} does not fit the layout \"{this}\".", nameof(shape));
}

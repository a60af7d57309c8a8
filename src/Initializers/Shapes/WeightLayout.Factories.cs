namespace Initializers;

/// <content>The shapes of layers in a layout, for the factories of <see cref="TensorShape"/>.</content>
public sealed partial class WeightLayout
{
    private WeightLayout? _sideBySide;

    /// <summary>
    /// Returns the shape of a layer: one axis of inputs, one of outputs, and those of the kernel. A layout with a batch and either inputs
    /// or outputs is that of a depthwise convolution: the batch is the groups, each with one of the channels that the layout leaves out.
    /// </summary>
    /// <param name="layout">The order of the axes; defaults to <see cref="OutIn"/>.</param>
    /// <param name="inputs">The number of inputs of all groups.</param>
    /// <param name="outputs">The number of outputs of all groups.</param>
    /// <param name="kernel">The extents of the kernel.</param>
    /// <param name="groups">The number of groups, a divisor of inputs and outputs.</param>
    /// <param name="name">The parameter to name if the product is too large.</param>
    /// <param name="isTransposed">Whether inputs and outputs are exchanged.</param>
    /// <exception cref="ArgumentException">The layout has other axes, or the product is too large.</exception>
    internal static TensorShape Arrange(
        WeightLayout? layout, long inputs, long outputs, in TensorShape kernel, long groups, string name, bool isTransposed = false)
    {
        WeightLayout axes = isTransposed ? (layout ?? OutIn).Transposed : layout ?? OutIn;
        bool isDepthwise = axes.Names(AxisRole.Batch) == 1 && axes.Names(AxisRole.In) + axes.Names(AxisRole.Out) == 1;
        int rank = kernel.Rank + 2;
        bool isLayer = axes.Names(AxisRole.Batch) == 0 && axes.Names(AxisRole.In) == 1 && axes.Names(AxisRole.Out) == 1;
        if (!axes.Fits(rank) || !(isDepthwise || isLayer))
            throw new ArgumentException(
                $"layout must have one axis of inputs, one of outputs and {kernel.Rank} of the kernel, but was \"{layout}\".",
                nameof(layout));
        if (groups > 1 && axes.InputsPerGroup && axes.OutputsPerGroup)
            throw new ArgumentException($"layout must have an axis with the channels of all groups, but was \"{layout}\".", nameof(layout));
        if (isDepthwise && groups != (axes.Names(AxisRole.In) == 0 ? inputs : outputs))
            throw new ArgumentException(
                $"layout must name inputs and outputs unless each channel is a group, but was \"{layout}\" for {groups} groups.",
                nameof(layout));

        Span<long> dimensions = stackalloc long[rank];
        for (int axis = 0, next = 0; axis < rank; axis++)
        {
            dimensions[axis] = axes.RoleAt(axis, rank) switch
            {
                AxisRole.In => isDepthwise || axes.InputsPerGroup ? inputs / groups : inputs,
                AxisRole.Out => isDepthwise || axes.OutputsPerGroup ? outputs / groups : outputs,
                AxisRole.Batch => groups,
                _ => kernel[next++],
            };
        }
        return TensorShape.Of(dimensions, name).WithLayout(axes).WithGroups(isDepthwise ? 1 : groups);
    }

    /// <summary>Returns the shape of layers side by side.</summary>
    /// <exception cref="ArgumentException">The layout has other axes, or the product is too large.</exception>
    internal static TensorShape ArrangeSideBySide(WeightLayout? layout, long count, long inputs, long outputs)
    {
        WeightLayout axes = SideBySide(layout ?? OutIn);
        Span<long> dimensions = stackalloc long[3];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = axes.RoleAt(axis, dimensions.Length) switch
            {
                AxisRole.In => inputs,
                AxisRole.Out => outputs,
                _ => count,
            };
        }
        return TensorShape.Of(dimensions, nameof(outputs)).WithLayout(axes);
    }

    /// <summary>Returns the layout itself if it has a batch; otherwise the layout with a batch as its first axis.</summary>
    private static WeightLayout SideBySide(WeightLayout layout)
    {
        bool isLayer = layout.Names(AxisRole.In) == 1 && layout.Names(AxisRole.Out) == 1;
        if (isLayer && layout.Names(AxisRole.Batch) == 1 && layout.Fits(3)) return layout;
        if (!isLayer || layout.Names(AxisRole.Batch) != 0 || !layout.Fits(2))
            throw new ArgumentException(
                $"layout must have one axis of inputs, one of outputs and at most one of the batch, but was \"{layout}\".", nameof(layout));
        return layout._sideBySide ??= new($"batch, {layout.Describe(rank: 2, groups: 1)}");
    }

    /// <summary>Returns the number of names that have a role.</summary>
    private int Names(AxisRole role) => _roles.AsSpan().Count(role);
}

using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Axes of a shape by index, where negative ones count from the end: JAX's <c>in_axis</c>, <c>out_axis</c> and <c>batch_axis</c>.
/// </summary>
/// <example>
/// <code>
/// // variance_scaling(1, "fan_in", "normal", in_axis=(0, 1), out_axis=2)
/// JaxInitializer initializer = JaxInit.VarianceScaling(
///     1, FanMode.In, JaxDistribution.Normal, inAxis: new JaxAxes(0, 1), outAxis: new JaxAxes(2));
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value. An int converts implicitly.</remarks>
public sealed class JaxAxes
{
    private readonly int[] _axes;

    /// <summary>Several axes.</summary>
    /// <param name="axes">Their indices.</param>
    public JaxAxes(params ReadOnlySpan<int> axes) => _axes = axes.ToArray();

    /// <summary>No axis.</summary>
    public static JaxAxes None { get; } = new();

    /// <summary>One axis.</summary>
    /// <param name="axis">Its index.</param>
    public static implicit operator JaxAxes(int axis) => new([axis]);

    /// <summary>The indices.</summary>
    public override string ToString()
    {
        string[] numbers = [.. _axes.Select(axis => Invariant($"{axis}"))];
        return numbers.Length == 1 ? numbers[0] : $"({string.Join(", ", numbers)})";
    }

    /// <summary>Refuses a shape that lacks one of the axes, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    internal void Check(in TensorShape shape, string name)
    {
        foreach (int axis in _axes) Check(axis, shape, name);
    }

    /// <summary>Refuses a shape that lacks an axis, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    internal static void Check(int axis, in TensorShape shape, string name)
    {
        if (axis < -shape.Rank || axis >= shape.Rank)
            throw new ArgumentException(Invariant($"{name} must have an axis {axis}, but was {shape}."), name);
    }

    /// <summary>The product of the extents of the axes.</summary>
    internal double Size(in TensorShape shape)
    {
        double size = 1;
        foreach (int axis in _axes) size *= shape[FromFront(axis, shape)];
        return size;
    }

    /// <summary>The index of an axis, counted from the front.</summary>
    internal static int FromFront(int axis, in TensorShape shape) => axis < 0 ? axis + shape.Rank : axis;
}

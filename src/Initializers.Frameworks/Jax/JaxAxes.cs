using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Axes of a shape by their numbers, negative ones counted from the end: <c>in_axis</c>, <c>out_axis</c> and <c>batch_axis</c> of JAX.
/// </summary>
/// <remarks>Thread-safe: an immutable value. A number converts by itself.</remarks>
public sealed class JaxAxes
{
    private readonly int[] _axes;

    /// <summary>Several axes.</summary>
    /// <param name="axes">Their numbers.</param>
    public JaxAxes(params ReadOnlySpan<int> axes) => _axes = axes.ToArray();

    /// <summary>No axis.</summary>
    public static JaxAxes None { get; } = new();

    /// <summary>One axis.</summary>
    /// <param name="axis">Its number.</param>
    public static implicit operator JaxAxes(int axis) => new([axis]);

    /// <summary>The numbers.</summary>
    public override string ToString()
    {
        string[] numbers = [.. _axes.Select(axis => Invariant($"{axis}"))];
        return numbers.Length == 1 ? numbers[0] : $"({string.Join(", ", numbers)})";
    }

    /// <summary>Refuses a shape that has not all of the axes, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    internal void Check(in TensorShape shape, string name)
    {
        foreach (int axis in _axes) Check(axis, shape, name);
    }

    /// <summary>Refuses a shape that has no such axis.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    internal static void Check(int axis, in TensorShape shape, string name)
    {
        if (axis < -shape.Rank || axis >= shape.Rank)
            throw new ArgumentException(Invariant($"{name} must have an axis {axis}, but was {shape}."), name);
    }

    /// <summary>The product of the axes' extents.</summary>
    internal double Size(in TensorShape shape)
    {
        double size = 1;
        foreach (int axis in _axes) size *= shape[Place(axis, shape)];
        return size;
    }

    /// <summary>The number of an axis from the front.</summary>
    internal static int Place(int axis, in TensorShape shape) => axis < 0 ? axis + shape.Rank : axis;
}

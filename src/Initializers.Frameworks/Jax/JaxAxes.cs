using System.Globalization;

namespace Initializers.Frameworks;

/// <summary>Axes of a shape by their numbers, negative ones counted from the end: <c>in_axis</c>, <c>out_axis</c> and <c>batch_axis</c> of JAX.</summary>
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
    public override string ToString() => _axes.Length == 1 ? Text(_axes[0]) : $"({string.Join(", ", _axes.Select(Text))})";

    /// <summary>The product of the axes' extents.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    internal double Size(in TensorShape shape)
    {
        double size = 1;
        foreach (int axis in _axes) size *= shape[Place(axis, shape)];
        return size;
    }

    /// <summary>The number of an axis from the front.</summary>
    internal static int Place(int axis, in TensorShape shape)
    {
        int place = axis < 0 ? axis + shape.Rank : axis;
        return place >= 0 && place < shape.Rank ? place
            : throw new ArgumentException($"shape is {shape}; accepted is one with an axis {Text(axis)}.", nameof(shape));
    }

    private static string Text(int axis) => axis.ToString(CultureInfo.InvariantCulture);
}

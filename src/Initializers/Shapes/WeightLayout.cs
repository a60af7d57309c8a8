namespace Initializers;

/// <summary>
/// The meaning of the axes of a weight tensor, written as a list of names such as <c>"out, in/groups, *kernel"</c>.
/// </summary>
/// <example>
/// <code>
/// var recurrent = new WeightLayout("in, out");
/// float[] weights = Init.Orthogonal().Initialize(new TensorShape(64, 32).WithLayout(recurrent), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>The axes are named from the slowest to the fastest in memory:</para>
/// <list type="table">
/// <item><term><c>in</c>, <c>out</c></term>
/// <description>inputs and outputs; several axes of the same name multiply, such as heads and their width</description></item>
/// <item><term><c>in/groups</c>, <c>out/groups</c></term>
/// <description>the inputs or outputs of one group only</description></item>
/// <item><term><c>kernel</c></term><description>one axis of the kernel, which multiplies both fans</description></item>
/// <item><term><c>*kernel</c></term><description>any number of kernel axes, including none; at most once</description></item>
/// <item><term><c>batch</c></term>
/// <description>separate layers side by side, such as experts or the channels of a depthwise kernel, which count for neither
/// fan</description></item>
/// </list>
/// <para>Thread-safe: immutable. Two layouts are equal if they name the same axes in the same order.</para>
/// </remarks>
public sealed partial class WeightLayout : IEquatable<WeightLayout>
{
    private const string AnyKernel = "*kernel";

    private readonly string[] _axes;
    private readonly AxisRole[] _roles;
    private readonly int _anyKernel;

    /// <summary>A layout from the names of its axes.</summary>
    /// <param name="axes">The names, separated by commas, such as <c>"batch, in, out"</c>; see the type's remarks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="axes"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An axis has another name, <c>*kernel</c> occurs twice, or neither <c>in</c> nor <c>out</c> is named.
    /// </exception>
    public WeightLayout(string axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        _axes = axes.Split(',', StringSplitOptions.TrimEntries);
        foreach (string axis in _axes)
        {
            if (axis is not ("in" or "out" or "in/groups" or "out/groups" or "kernel" or AnyKernel or "batch"))
                throw new ArgumentException(
                    "axes must be named in, out, in/groups, out/groups, kernel, *kernel or batch, "
                    + $"but \"{Excerpt.Of(axes)}\" has \"{Excerpt.Of(axis)}\".",
                    nameof(axes));
        }
        if (_axes.Count(axis => axis == AnyKernel) > 1)
            throw new ArgumentException($"axes must have at most one *kernel, but was \"{Excerpt.Of(axes)}\".", nameof(axes));
        _roles = Array.ConvertAll(_axes, RoleOf);
        if (!_roles.Any(role => role is AxisRole.In or AxisRole.Out))
            throw new ArgumentException(
                $"axes must have in or out, but was \"{Excerpt.Of(axes)}\".", nameof(axes));
        _anyKernel = Array.IndexOf(_axes, AnyKernel);
        InputsPerGroup = _axes.Contains("in/groups");
        OutputsPerGroup = _axes.Contains("out/groups");
    }

    /// <summary>
    /// <c>[out, in/groups, *kernel]</c>: PyTorch's linear and convolution weights, and the layout of a bare <c>[256, 784]</c>.
    /// </summary>
    public static WeightLayout OutIn { get; } = new("out, in/groups, *kernel");

    /// <summary><c>[*kernel, in/groups, out]</c>: Keras's, TensorFlow's and JAX's dense and convolution kernels.</summary>
    public static WeightLayout InOut { get; } = new("*kernel, in/groups, out");

    /// <summary>
    /// <c>[*kernel, channels, multiplier]</c>: Keras's depthwise kernels, where each channel has a kernel of its own and
    /// <c>multiplier</c> outputs.
    /// </summary>
    public static WeightLayout Depthwise { get; } = new("*kernel, batch, out");

    /// <summary>
    /// The same axes with inputs and outputs exchanged, as transposed convolutions store them: PyTorch's
    /// <c>[in, out/groups, *kernel]</c> is <c>WeightLayout.OutIn.Transposed</c>, Keras's <c>[*kernel, out, in]</c>
    /// is <c>WeightLayout.InOut.Transposed</c>.
    /// </summary>
    public WeightLayout Transposed => new(string.Join(", ", _axes.Select(axis => RoleOf(axis) switch
    {
        AxisRole.In => axis.Replace("in", "out", StringComparison.Ordinal),
        AxisRole.Out => axis.Replace("out", "in", StringComparison.Ordinal),
        _ => axis,
    })));

    /// <inheritdoc/>
    public bool Equals(WeightLayout? other) => other is not null && _axes.AsSpan().SequenceEqual(other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeightLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the names of the axes, as the constructor takes them.</summary>
    public override string ToString() => string.Join(", ", _axes);

    private static AxisRole RoleOf(string axis) => axis[0] switch
    {
        'i' => AxisRole.In,
        'o' => AxisRole.Out,
        'b' => AxisRole.Batch,
        _ => AxisRole.Kernel,
    };
}

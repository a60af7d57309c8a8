namespace Initializers;

/// <summary>Nguyen and Widrow's biases: U[-b, b) with b = 0.7 H^(1/I), for H units, the fan-out, with I inputs each, the fan-in.</summary>
/// <remarks>
/// The shape of the biases says the fans of their layer: <c>TensorShape.Vector(units).WithFans(inputs, units)</c>. Source as of <see cref="NguyenWidrowInitializer"/>. Thread-safe: an immutable value.
/// </remarks>
public sealed record NguyenWidrowBiasInitializer : ElementwiseInitializer
{
    /// <summary><c>NguyenWidrowBias()</c>.</summary>
    public override string ToString() => "NguyenWidrowBias()";

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        Fans fans = shape.Fans;
        if (fans.In == 0 || fans.Out == 0) throw new ArgumentException($"shape is {shape}, whose fans are ({fans.In}, {fans.Out}); accepted are fans above 0.", nameof(shape));
        double bound = NguyenWidrowInitializer.Length(fans.Out, fans.In);
        random.NextUniform(slice, -bound, bound);
    }
}

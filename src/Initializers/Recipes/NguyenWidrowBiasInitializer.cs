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
        double bound = NguyenWidrowInitializer.Length(units: Fans.Above0(shape, FanMode.Out), inputs: Fans.Above0(shape, FanMode.In));
        random.NextUniform(slice, -bound, bound);
    }
}

using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>Nguyen and Widrow's biases: U[-b, b) with b = 0.7 H^(1/I), for H units (fan-out) with I inputs each (fan-in).</summary>
/// <example>
/// <code>
/// float[] biases = SigmoidInit.NguyenWidrowBias().Initialize(TensorShape.Vector(10).WithFans(2, 10), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// The shape needs the fans of the layer: <c>TensorShape.Vector(units).WithFans(inputs, units)</c>. For the source see
/// <see cref="NguyenWidrowInitializer"/>. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<NguyenWidrowBiasInitializer>))]
public sealed record NguyenWidrowBiasInitializer : ElementwiseInitializer
{
    /// <summary><c>NguyenWidrowBias()</c>.</summary>
    public override string ToString() => "NguyenWidrowBias()";

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => Bound(shape);

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        double bound = Bound(shape);
        random.NextUniform(slice, -bound, bound);
    }

    /// <inheritdoc/>
    private protected override bool HasBounds => true;

    /// <inheritdoc/>
    private protected override FloatRange RangeOf(in TensorShape shape, long start, ref int length) =>
        FloatRange.Between(-Bound(shape), Bound(shape));

    private static double Bound(in TensorShape shape)
    {
        double bound = NguyenWidrowInitializer.Length(
            units: Fans.PositiveFan(shape, FanMode.Out), inputs: Fans.PositiveFan(shape, FanMode.In));
        return float.IsFinite((float)(2 * bound)) && bound > 0 ? bound
            : throw new ArgumentException(
                Invariant($"shape must lead to a bound above 0 that is finite as a float when doubled, but was {shape}, ")
                + Invariant($"which leads to {bound}."),
                nameof(shape));
    }
}

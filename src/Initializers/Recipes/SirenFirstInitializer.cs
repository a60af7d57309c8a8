using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>The first layer of a SIREN, whose inputs are coordinates in [-1, 1]: U[-1/in, 1/in), where in is the fan-in.</summary>
/// <example>
/// <code>
/// float[] first = FieldInit.SirenFirst().Initialize([256, 2], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// Sitzmann, Martel, Bergman, Lindell and Wetzstein (2020), "Implicit Neural Representations with Periodic Activation Functions",
/// <see href="https://arxiv.org/abs/2006.09661"/>; the authors' <c>first_layer_sine_init</c>. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<SirenFirstInitializer>))]
public sealed record SirenFirstInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => UniformInitializer.PredictionFor(-Bound(shape), Bound(shape));

    /// <summary><c>SirenFirst()</c>.</summary>
    public override string ToString() => "SirenFirst()";

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
        double bound = 1 / Fans.PositiveFan(shape, FanMode.In);
        return float.IsFinite((float)(2 * bound)) ? bound
            : throw new ArgumentException(
                Invariant($"shape must lead to a bound that is finite as a float when doubled, but was {shape}, which leads to {bound}."),
                nameof(shape));
    }
}

using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Weights of N(mean, standardDeviation^2) truncated to [mean + lower * standardDeviation, mean + upper * standardDeviation], for any
/// bounds and any shape.
/// </summary>
/// <example>
/// <code>
/// // At most two deviations from the mean: all within 0.04 of 0.
/// float[] weights = Init.TruncatedNormal(standardDeviation: 0.02).Initialize([768, 768], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>The deviation is that before truncation, as in Keras, JAX and TensorFlow. After truncation it is smaller: 0.8796 times as large
/// for bounds at two deviations. A truncated <see cref="VarianceScalingInitializer"/> has its deviation after truncation. The bounds are in
/// deviations from the mean; those of PyTorch's <c>trunc_normal_</c> are absolute.</para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<TruncatedNormalInitializer>))]
public sealed record TruncatedNormalInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of N(mean, standardDeviation^2) truncated to bounds.</summary>
    /// <param name="mean">The mean before truncation.</param>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the weights.</param>
    /// <param name="lower">The lower bound in deviations from the mean; minus infinity for none.</param>
    /// <param name="upper">The upper bound in deviations from the mean; infinity for none.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is NaN, the mean or the deviation is not finite, the deviation is not above 0, lower is not below upper, or no float
    /// lies between the bounds.
    /// </exception>
    public TruncatedNormalInitializer(double mean, double standardDeviation, double lower, double upper)
    {
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        (Mean, StandardDeviation, Lower, Upper) = (mean, standardDeviation, lower, upper);
    }

    /// <summary>The mean before truncation.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation before truncation, in units of the weights.</summary>
    public double StandardDeviation { get; }

    /// <summary>The lower bound, in deviations from the mean.</summary>
    public double Lower { get; }

    /// <summary>The upper bound, in deviations from the mean.</summary>
    public double Upper { get; }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        (double mean, double deviation) = TruncatedMoments.Of(Lower, Upper);
        return new WeightPrediction(
            Mean + StandardDeviation * mean, StandardDeviation * deviation,
            Mean + StandardDeviation * Lower, Mean + StandardDeviation * Upper)
        {
            Distribution = Lower != -Upper ? null : double.IsInfinity(Upper) ? Distribution.Normal : Distribution.TruncatedAt(Upper),
        };
    }

    /// <summary><c>TruncatedNormal(mean: 0, standardDeviation: 0.02, lower: -2, upper: 2)</c>.</summary>
    public override string ToString() =>
        Invariant($"TruncatedNormal(mean: {Mean}, standardDeviation: {StandardDeviation}, lower: {Lower}, upper: {Upper})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random) =>
        random.NextTruncatedNormal(slice, Mean, StandardDeviation, Lower, Upper);

    /// <inheritdoc/>
    private protected override bool HasBounds => true;

    /// <inheritdoc/>
    private protected override FloatRange RangeOf(in TensorShape shape, long start, ref int length) =>
        FloatRange.Within(Mean, StandardDeviation, Lower, Upper);
}

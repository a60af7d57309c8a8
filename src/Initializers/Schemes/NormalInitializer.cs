using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>Weights of N(mean, standardDeviation^2), whatever the shape, and at most 6.34 deviations from the mean.</summary>
/// <example>
/// <code>
/// float[] weights = Init.Normal(standardDeviation: 0.02).Initialize([768, 768], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<NormalInitializer>))]
public sealed record NormalInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of N(mean, standardDeviation^2).</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the weights.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is not finite as a float, the deviation is negative, or the largest values would overflow.
    /// </exception>
    public NormalInitializer(double mean, double standardDeviation)
    {
        NormalMap.Check(mean, standardDeviation);
        (Mean, StandardDeviation) = (mean, standardDeviation);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation, in units of the weights.</summary>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => PredictionFor(Mean, StandardDeviation);

    /// <summary><c>Normal(mean: 0, standardDeviation: 0.02)</c>.</summary>
    public override string ToString() => Invariant($"Normal(mean: {Mean}, standardDeviation: {StandardDeviation})");

    /// <summary>The prediction for a normal distribution.</summary>
    internal static WeightPrediction PredictionFor(double mean, double deviation) =>
        new(mean, deviation, mean - OctaveQuantile.Largest * deviation, mean + OctaveQuantile.Largest * deviation)
        {
            Distribution = deviation > 0 ? Distribution.Normal : null,
        };

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random) =>
        random.NextNormal(slice, Mean, StandardDeviation);
}

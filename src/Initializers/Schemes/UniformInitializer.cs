using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Weights of U[low, high), whatever the shape: mean (low + high) / 2, standard deviation (high - low) / sqrt(12).
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.Uniform(low: -0.1, high: 0.3).Initialize([256, 784], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<UniformInitializer>))]
public sealed record UniformInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of U[low, high).</summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, excluded.</param>
    /// <exception cref="ArgumentException">
    /// A bound or their distance is not finite as a float, low is not below high, or no float lies between them.
    /// </exception>
    public UniformInitializer(double low, double high)
    {
        UniformMap.Check(low, high);
        (Low, High) = (low, high);
    }

    /// <summary>The lower bound, included.</summary>
    public double Low { get; }

    /// <summary>The upper bound, excluded.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => PredictionFor(Low, High);

    /// <summary><c>Uniform(low: -0.05, high: 0.05)</c>.</summary>
    public override string ToString() => Invariant($"Uniform(low: {Low}, high: {High})");

    /// <summary>The prediction for a uniform distribution.</summary>
    internal static WeightPrediction PredictionFor(double low, double high) =>
        new((low + high) / 2, (high - low) / Math.Sqrt(12), low, high) { Distribution = low < high ? Distribution.Uniform : null };

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random) =>
        random.NextUniform(slice, Low, High);

    /// <inheritdoc/>
    private protected override bool HasBounds => true;

    /// <inheritdoc/>
    private protected override FloatRange RangeOf(in TensorShape shape, long start, ref int length) => FloatRange.Between(Low, High);
}

using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The weights of another initializer times a factor, rounded once more in the number type of the fill. Products beyond its largest number
/// become that number.
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.Orthogonal().Scaled(0.1).Initialize([64, 64], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>Fills slices if the other initializer does. Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<ScaledInitializer>))]
public sealed record ScaledInitializer : ChangedInitializer
{
    /// <summary>Scales an initializer.</summary>
    /// <param name="inner">The initializer to scale.</param>
    /// <param name="factor">The factor of every weight, as a float, or as a double if doubles are drawn; finite as a float.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public ScaledInitializer(IWeightInitializer inner, double factor) : base(inner) => Factor = Guard.Finite(factor);

    /// <summary>The factor of every weight.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, shape)?.Times((float)Factor);

    /// <summary><c>Orthogonal(gain: 1, perBlock: True).Scaled(0.5)</c>.</summary>
    public override string ToString() => Invariant($"{Inner}.Scaled({Factor})");

    private protected override TensorShape InnerShape(in TensorShape shape) => shape;

    private protected override void Change<T>(Span<T> weights, long start) =>
        Numbers.Multiply(weights, typeof(T) == typeof(double) ? Factor : (float)Factor);
}

using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The weights of another initializer, times a factor, rounded once more in the number type that is filled; a product
/// beyond its largest number is that number.
/// </summary>
/// <remarks>Slices can be filled where the other initializer fills slices. Thread-safe: an immutable value.</remarks>
public sealed record ScaledInitializer : ChangedInitializer
{
    /// <summary>Scales an initializer.</summary>
    /// <param name="inner">What fills the weights.</param>
    /// <param name="factor">Multiplies every weight, as a float, or where doubles are drawn as a double; finite as a float.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public ScaledInitializer(IWeightInitializer inner, double factor) : base(inner) => Factor = Guard.Finite(factor);

    /// <summary>Multiplies every weight.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, shape)?.Times((float)Factor);

    /// <summary><c>Orthogonal(gain: 1, perBlock: True).Scaled(0.5)</c>.</summary>
    public override string ToString() => Invariant($"{Inner}.Scaled({Factor})");

    private protected override TensorShape Inside(in TensorShape shape) => shape;

    private protected override void Change<T>(Span<T> weights, long start) =>
        Numbers.Multiply(weights, typeof(T) == typeof(double) ? Factor : (float)Factor);
}

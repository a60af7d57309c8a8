using static System.FormattableString;

namespace Initializers;

/// <summary>The weights of another initializer, times a factor, rounded once more; a product beyond the largest float is infinite.</summary>
/// <remarks>Slices can be filled where the other initializer fills slices. Thread-safe: an immutable value.</remarks>
public sealed record ScaledInitializer : WrappingInitializer, ISliceInitializer, IPredictableInitializer
{
    /// <summary>Scales an initializer.</summary>
    /// <param name="inner">What fills the weights.</param>
    /// <param name="factor">Multiplies every weight, as a float; finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public ScaledInitializer(IWeightInitializer inner, double factor) : base(inner) => Factor = Guard.Finite(factor);

    /// <summary>Multiplies every weight.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        Inner.Initialize(weights, shape, random);
        Scale(weights);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The other initializer fills no slices.</exception>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Slices.InitializeSlice(slice, start, shape, random);
        Scale(slice);
    }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, shape)?.Times((float)Factor);

    /// <summary><c>Orthogonal(gain: 1, perBlock: True).Scaled(0.5)</c>.</summary>
    public override string ToString() => Invariant($"{Inner}.Scaled({Factor})");

    private void Scale(Span<float> weights)
    {
        float factor = (float)Factor;
        foreach (ref float weight in weights) weight *= factor;
    }
}

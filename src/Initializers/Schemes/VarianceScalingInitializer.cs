using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Independent weights with mean 0 and standard deviation sqrt(scale / fan): the one formula of which LeCun, Glorot (Xavier) and He (Kaiming) are points.
/// </summary>
/// <remarks>
/// <para>An output that sums fan-in products of independent weights and inputs has fan-in times the variance of one product, so a variance of scale / fan-in
/// keeps the signal's size from layer to layer; fan-out does the same for the gradient on its way back.</para>
/// <para>Thread-safe: an immutable value. Two are equal when scale, mode and distribution are; the name that <see cref="ToString"/> shows does not count.</para>
/// </remarks>
public sealed record VarianceScalingInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of variance scale / fan.</summary>
    /// <param name="scale">The variance of an output for inputs of unit mean square: 1 to keep it through a linear layer, 2 where a ReLU halves it; above 0.</param>
    /// <param name="mode">Which fan.</param>
    /// <param name="distribution">The form of the noise.</param>
    /// <exception cref="ArgumentNullException"><paramref name="distribution"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not a finite number above 0, or <paramref name="mode"/> is not a named one.</exception>
    public VarianceScalingInitializer(double scale, FanMode mode, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        (Scale, Mode, Distribution) = (Guard.Positive(scale), Guard.Defined(mode), distribution);
    }

    /// <summary>The variance of a weight, times the fan.</summary>
    public double Scale { get; }

    /// <summary>Which fan.</summary>
    public FanMode Mode { get; }

    /// <summary>The form of the noise.</summary>
    public Distribution Distribution { get; }

    /// <summary>The name in the literature, where it has one.</summary>
    internal CatalogueName? Name { get; init; }

    /// <summary>The standard deviation of the weights of a parameter, sqrt(scale / fan), whatever the distribution.</summary>
    /// <param name="shape">The parameter's shape.</param>
    /// <exception cref="ArgumentException">The shape's fans cannot be known, or the fan is 0.</exception>
    public double StandardDeviation(TensorShape shape) => Math.Sqrt(Scale / Fans.Above0(shape, Mode));

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        double deviation = StandardDeviation(shape);
        return new WeightPrediction(0, deviation, -Distribution.Reach * deviation, Distribution.Reach * deviation) { Distribution = Distribution };
    }

    /// <summary>Whether the formulas are equal.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(VarianceScalingInitializer? other) =>
        other is not null && Scale == other.Scale && Mode == other.Mode && Distribution == other.Distribution;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Mode, Distribution);

    /// <summary>The name in the literature, <c>HeNormal(mode: In)</c>, or else <c>VarianceScaling(scale: 1, mode: In, distribution: Normal)</c>.</summary>
    public override string ToString() => Name?.Call(Mode, Distribution) ?? Invariant($"VarianceScaling(scale: {Scale}, mode: {Mode}, distribution: {Distribution})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random) =>
        Distribution.Fill(slice, Scale, Fans.Above0(shape, Mode), random);
}

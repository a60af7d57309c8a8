using MathNet.Numerics;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The distribution of the weights of a <see cref="VarianceScalingInitializer"/>: its mean is 0, and its variance the requested one.
/// </summary>
/// <example>
/// <code>
/// IWeightInitializer wide = Init.VarianceScaling(scale: 2, FanMode.In, Distribution.TruncatedAt(3));
/// </code>
/// </example>
/// <remarks>
/// <para>Thread-safe: an immutable value.</para>
/// <para>The set is closed. A new distribution is a nested record here, with its moments, its density and <c>Fill</c>, and a property that
/// names it (CONTRIBUTING.md, "A new distribution"). For a distribution of your own, derive an initializer from
/// <see cref="ElementwiseInitializer"/>.</para>
/// </remarks>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>The uniform distribution U[-b, b) with b = sqrt(3 variance).</summary>
    public static Distribution Uniform { get; } = new UniformNoise();

    /// <summary>The normal distribution N(0, variance).</summary>
    public static Distribution Normal { get; } = new NormalNoise();

    /// <summary>
    /// The normal distribution N(0, s^2) truncated to [-2 s, 2 s], with s such that the variance after truncation is the requested one:
    /// s = sqrt(variance) / 0.8796.
    /// </summary>
    public static Distribution TruncatedNormal => TruncatedNoise.Usual;

    /// <summary>
    /// The normal distribution N(0, s^2) truncated to [-bound * s, bound * s], with s such that the variance after truncation is the
    /// requested one.
    /// </summary>
    /// <param name="bound">
    /// The bound in units of s, the standard deviation before truncation: a finite number above 0. The smaller, the closer to a uniform
    /// distribution.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not a finite number above 0.</exception>
    public static Distribution TruncatedAt(double bound) =>
        bound == 2 ? TruncatedNormal : new TruncatedNoise(Guard.Positive(bound)); // the moments of the usual bound are integrated once

    /// <summary>The bound of a truncated normal, in standard deviations before truncation; null for other distributions.</summary>
    internal virtual double? Bound => null;

    /// <summary>The largest magnitude, in standard deviations.</summary>
    internal abstract double Reach { get; }

    /// <summary>The upper limit of all numbers that a fill computes, weights included, in standard deviations.</summary>
    internal abstract double LargestOperand { get; }

    /// <summary>The fourth central moment divided by the square of the variance.</summary>
    internal abstract double Kurtosis { get; }

    /// <summary>The probability density for variance 1.</summary>
    internal abstract double Density(double deviations);

    /// <summary>Fills a slice with values of variance scale / fan.</summary>
    internal abstract void Fill(Span<float> slice, double scale, double fan, IRandomSource random);

    /// <summary>Whether values are clamped to bounds, <see cref="RangeOf"/>.</summary>
    internal virtual bool HasBounds => false;

    /// <summary>The floats that values are clamped to, if the distribution <see cref="HasBounds"/>.</summary>
    internal virtual FloatRange RangeOf(double scale, double fan) => throw new InvalidOperationException($"{this} has no bounds.");

    private static double StandardNormal(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private sealed record UniformNoise : Distribution
    {
        internal override double Reach => Math.Sqrt(3);

        internal override double LargestOperand => 3.5; // the distance between the bounds, 2 sqrt(3), with a margin

        internal override double Kurtosis => 1.8;

        internal override bool HasBounds => true;

        public override string ToString() => nameof(Uniform);

        internal override double Density(double deviations) => Math.Abs(deviations) <= Reach ? 1 / (2 * Reach) : 0;

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random)
        {
            double bound = BoundOf(scale, fan);
            random.NextUniform(slice, -bound, bound);
        }

        internal override FloatRange RangeOf(double scale, double fan) => FloatRange.Between(-BoundOf(scale, fan), BoundOf(scale, fan));

        private static double BoundOf(double scale, double fan) => Math.Sqrt(3 * scale / fan);
    }

    private sealed record NormalNoise : Distribution
    {
        internal override double Reach => OctaveQuantile.Largest;

        internal override double LargestOperand => 6.4;

        internal override double Kurtosis => 3;

        public override string ToString() => nameof(Normal);

        internal override double Density(double deviations) => StandardNormal(deviations);

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextNormal(slice, 0, Math.Sqrt(scale / fan));
    }

    private sealed record TruncatedNoise(double Cut) : Distribution
    {
        /// <summary>The usual one, whose moments are integrated when they are first asked for.</summary>
        public static readonly TruncatedNoise Usual = new(2);

        private readonly double _deviationLeft = TruncatedMoments.Of(-Cut, Cut).StandardDeviation;

        internal override double? Bound => Cut;

        internal override double Reach => Cut / _deviationLeft;

        // The standard deviation before truncation, or the bound, up to where the tails end.
        internal override double LargestOperand => 1.01 * Math.Clamp(Cut, 1, 7) / _deviationLeft;

        internal override bool HasBounds => true;

        /// <summary>E x^4 = 3 E x^2 - 2 B^3 p(B), by integration by parts, with p the density and B the bound.</summary>
        internal override double Kurtosis => (3 * Square - 2 * Math.Pow(Cut, 3) * StandardNormal(Cut) / Mass) / (Square * Square);

        private double Square => _deviationLeft * _deviationLeft;

        /// <summary>The probability of a normal value between the bounds.</summary>
        private double Mass => SpecialFunctions.Erf(Cut / Math.Sqrt(2));

        public override string ToString() => Cut == 2 ? nameof(TruncatedNormal) : Invariant($"TruncatedAt({Cut})");

        internal override double Density(double deviations) =>
            Math.Abs(deviations) <= Reach ? StandardNormal(deviations * _deviationLeft) * _deviationLeft / Mass : 0;

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextTruncatedNormal(slice, 0, DeviationOf(scale, fan), -Cut, Cut);

        internal override FloatRange RangeOf(double scale, double fan) => FloatRange.Within(0, DeviationOf(scale, fan), -Cut, Cut);

        /// <summary>The standard deviation before truncation.</summary>
        private double DeviationOf(double scale, double fan) => Math.Sqrt(scale / fan) / _deviationLeft;
    }
}

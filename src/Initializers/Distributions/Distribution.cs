using MathNet.Numerics;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The form of the noise of <see cref="VarianceScalingInitializer"/>: mean 0, and whatever the form, the variance that is asked for.
/// </summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>U[-b, b) with b = sqrt(3 variance).</summary>
    public static Distribution Uniform { get; } = new UniformNoise();

    /// <summary>N(0, variance).</summary>
    public static Distribution Normal { get; } = new NormalNoise();

    /// <summary>
    /// N(0, s^2) cut at 2 s on both sides, with s so that the variance after the cut is the one that
    /// is asked for: s = sqrt(variance) / 0.8796.
    /// </summary>
    public static Distribution TruncatedNormal { get; } = new TruncatedNoise(2);

    /// <summary>N(0, s^2) cut at bound * s on both sides, with s so that the variance after the cut is the one that is asked for.</summary>
    /// <param name="bound">
    /// Where to cut, in deviations s before the cut: a finite number above 0. The narrower, the closer to a uniform distribution.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not a finite number above 0.</exception>
    public static Distribution TruncatedAt(double bound) =>
        bound == 2 ? TruncatedNormal : new TruncatedNoise(Guard.Positive(bound)); // the usual bound is integrated once

    /// <summary>Where a normal is cut, in deviations before the cut; null for other noise.</summary>
    internal virtual double? Bound => null;

    /// <summary>How far the noise reaches, in its own standard deviations.</summary>
    internal abstract double Reach { get; }

    /// <summary>What times the deviation is beyond the largest number that a fill works with, its weights included.</summary>
    internal abstract double Room { get; }

    /// <summary>The fourth central moment over the square of the variance.</summary>
    internal abstract double Kurtosis { get; }

    /// <summary>The density of the noise of variance 1.</summary>
    internal abstract double Density(double deviations);

    /// <summary>Fills a slice with noise of variance scale / fan.</summary>
    internal abstract void Fill(Span<float> slice, double scale, double fan, IRandomSource random);

    /// <summary>The floats that <see cref="Fill"/> keeps to.</summary>
    internal virtual FloatRange RangeOf(double scale, double fan) => throw new InvalidOperationException($"{this} has no bounds.");

    private static double StandardNormal(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private sealed record UniformNoise : Distribution
    {
        internal override double Reach => Math.Sqrt(3);

        internal override double Room => 3.5; // the distance of the bounds

        internal override double Kurtosis => 1.8;

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

        internal override double Room => 6.4;

        internal override double Kurtosis => 3;

        public override string ToString() => nameof(Normal);

        internal override double Density(double deviations) => StandardNormal(deviations);

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextNormal(slice, 0, Math.Sqrt(scale / fan));
    }

    private sealed record TruncatedNoise(double Cut) : Distribution
    {
        private readonly double _deviationLeft = TruncatedMoments.Of(-Cut, Cut).StandardDeviation;

        internal override double? Bound => Cut;

        internal override double Reach => Cut / _deviationLeft;

        internal override double Room => 1.01 * Math.Clamp(Cut, 1, 7) / _deviationLeft; // the deviation before the cut, or tails that end

        /// <summary>E x^4 = 3 E x^2 - 2 B^3 p(B), by parts, with p the density at the bound B.</summary>
        internal override double Kurtosis => (3 * Square - 2 * Math.Pow(Cut, 3) * StandardNormal(Cut) / Mass) / (Square * Square);

        private double Square => _deviationLeft * _deviationLeft;

        /// <summary>What the cut leaves of the normal.</summary>
        private double Mass => SpecialFunctions.Erf(Cut / Math.Sqrt(2));

        public override string ToString() => Cut == 2 ? nameof(TruncatedNormal) : Invariant($"TruncatedAt({Cut})");

        internal override double Density(double deviations) =>
            Math.Abs(deviations) <= Reach ? StandardNormal(deviations * _deviationLeft) * _deviationLeft / Mass : 0;

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextTruncatedNormal(slice, 0, DeviationOf(scale, fan), -Cut, Cut);

        internal override FloatRange RangeOf(double scale, double fan) => FloatRange.Within(0, DeviationOf(scale, fan), -Cut, Cut);

        /// <summary>The deviation before the cut.</summary>
        private double DeviationOf(double scale, double fan) => Math.Sqrt(scale / fan) / _deviationLeft;
    }
}

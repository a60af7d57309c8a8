using Initializers.Kernels;
using static System.FormattableString;

namespace Initializers;

/// <summary>The form of the noise of <see cref="VarianceScalingInitializer"/>: mean 0, and whatever the form, the variance that is asked for.</summary>
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

    /// <summary>N(0, s^2) cut at 2 s on both sides, with s so that the variance after the cut is the one that is asked for: s = sqrt(variance) / 0.8796.</summary>
    public static Distribution TruncatedNormal { get; } = new TruncatedNoise(2);

    /// <summary>N(0, s^2) cut at bound * s on both sides, with s so that the variance after the cut is the one that is asked for.</summary>
    /// <param name="bound">Where to cut, in deviations s before the cut: a finite number above 0. The narrower, the closer to a uniform distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not a finite number above 0.</exception>
    public static Distribution TruncatedAt(double bound) => bound == 2 ? TruncatedNormal : new TruncatedNoise(Guard.Positive(bound)); // the usual bound is integrated once

    /// <summary>How far the noise reaches, in its own standard deviations.</summary>
    internal abstract double Reach { get; }

    /// <summary>Fills a slice with noise of variance scale / fan.</summary>
    internal abstract void Fill(Span<float> slice, double scale, double fan, IRandomSource random);

    private sealed record UniformNoise : Distribution
    {
        internal override double Reach => Math.Sqrt(3);

        public override string ToString() => nameof(Uniform);

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random)
        {
            double bound = Math.Sqrt(3 * scale / fan);
            random.NextUniform(slice, -bound, bound);
        }
    }

    private sealed record NormalNoise : Distribution
    {
        internal override double Reach => OctaveQuantile.Largest;

        public override string ToString() => nameof(Normal);

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextNormal(slice, 0, Math.Sqrt(scale / fan));
    }

    private sealed record TruncatedNoise(double Bound) : Distribution
    {
        private readonly double _deviationLeft = TruncatedMoments.Of(-Bound, Bound).StandardDeviation;

        internal override double Reach => Bound / _deviationLeft;

        public override string ToString() => Bound == 2 ? nameof(TruncatedNormal) : Invariant($"TruncatedAt({Bound})");

        internal override void Fill(Span<float> slice, double scale, double fan, IRandomSource random) =>
            random.NextTruncatedNormal(slice, 0, Math.Sqrt(scale / fan) / _deviationLeft, -Bound, Bound);
    }
}

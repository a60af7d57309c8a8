using MathNet.Numerics.Statistics;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>
/// A quantity estimated from networks with different seeds. The units of one network are not independent, so only the spread over the seeds
/// measures the uncertainty.
/// </summary>
/// <param name="Mean">The mean over the seeds.</param>
/// <param name="StandardError">The standard error of the mean; NaN for a single seed.</param>
/// <param name="Median">
/// The median over the seeds. In deep networks it lies far below the mean, since mean squares are roughly log-normal over the seeds.
/// </param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct Estimate(double Mean, double StandardError, double Median)
{
    /// <summary><c>1.02, standard error 0.031, median 0.98</c>.</summary>
    public override string ToString() => Invariant($"{Mean:G4}, standard error {StandardError:G2}, median {Median:G4}");

    internal static Estimate Of(IReadOnlyList<double> values)
    {
        (double mean, double deviation) = values.MeanStandardDeviation();
        return new(mean, deviation / Math.Sqrt(values.Count), values.Median());
    }
}

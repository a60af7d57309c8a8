using MathNet.Numerics.Statistics;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>
/// A quantity over networks of different seeds. Units of one network are not independent, so that only these tell how sure it is.
/// </summary>
/// <param name="Mean">The mean over the seeds.</param>
/// <param name="StandardError">The standard error of the mean; NaN of one seed.</param>
/// <param name="Median">The median over the seeds: in depth far below the mean, since logarithms spread evenly.</param>
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

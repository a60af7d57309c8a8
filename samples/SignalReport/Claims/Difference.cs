using MathNet.Numerics.Statistics;

namespace DigitsReport;

/// <summary>The mean of paired differences, seed by seed, so that effects common to both cancel.</summary>
public sealed record Difference(double Mean, double StandardError)
{
    /// <summary>The number of networks of each kind.</summary>
    public const int Seeds = 5;

    /// <summary>
    /// The critical value of a two-sided t-test at 5 % for 5 pairs: 4 degrees of freedom.
    /// </summary>
    private const double Chance = 2.776;

    public bool IsAbove => Mean > Chance * StandardError;

    public bool IsBelow => -Mean > Chance * StandardError;

    public static Difference Of(IEnumerable<double> one, IEnumerable<double> other)
    {
        double[] differences = [.. one.Zip(other, (a, b) => a - b)];
        return new(differences.Mean(), differences.StandardDeviation() / Math.Sqrt(differences.Length));
    }
}

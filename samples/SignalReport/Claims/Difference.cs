using MathNet.Numerics.Statistics;

namespace DigitsReport;

/// <summary>By how much one way is above another, seed by seed, so that what both share cancels.</summary>
public sealed record Difference(double Mean, double StandardError)
{
    /// <summary>So many networks of each kind.</summary>
    public const int Seeds = 5;

    /// <summary>
    /// Beyond so many standard errors a difference of 5 pairs comes by chance once in 20 times: the t of 4 degrees of freedom.
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

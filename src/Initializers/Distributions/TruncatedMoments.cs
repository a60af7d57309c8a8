namespace Initializers;

/// <summary>Mean and standard deviation of N(0, 1) kept between two bounds.</summary>
/// <remarks>
/// The textbook's closed form subtracts nearly equal numbers where the interval is narrow or far away. Here both are integrals of
/// exp(-(x^2 - b^2) / 2), b the bound nearer to zero, so that neither cancels nor underflows: within 5e-14 (tested).
/// </remarks>
internal static class TruncatedMoments
{
    // Where the density has fallen by 2^-60, nothing is left to integrate: x^2 - b^2 = 120 ln 2.
    private const double Reach = 83.17766166719343;

    /// <summary>The moments; the bounds are ordered, and either may be infinite.</summary>
    public static (double Mean, double StandardDeviation) Of(double lower, double upper)
    {
        double nearest = lower > 0 ? lower : upper < 0 ? upper : 0;
        double reach = Math.Abs(nearest) + Reach / (Math.Abs(nearest) + Math.Sqrt(nearest * nearest + Reach));
        double from = Math.Max(lower, -reach), width = Math.Min(upper, reach) - from;

        double mass = 0, first = 0;
        foreach ((double position, double weight) in GaussLegendre.UnitInterval)
        {
            double density = weight * Density(from, width * position, nearest);
            mass += density;
            first += density * position;
        }
        double centre = first / mass, second = 0;
        foreach ((double position, double weight) in GaussLegendre.UnitInterval)
        {
            second += weight * Density(from, width * position, nearest) * (position - centre) * (position - centre);
        }
        return (from + width * centre, width * Math.Sqrt(second / mass));
    }

    /// <summary>
    /// exp(-(x^2 - b^2) / 2) at x = from + offset: a product of a difference and a sum, which loses nothing where x is close to b.
    /// </summary>
    private static double Density(double from, double offset, double nearest) =>
        PortableMath.Exp(-((from - nearest) + offset) * ((from + nearest) + offset) / 2);
}

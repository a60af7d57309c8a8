namespace Initializers;

/// <summary>
/// The Gauss-Legendre rule of 64 points for integrals over [0, 1], exact for polynomials up to degree 127. Points and weights are computed
/// from their definition, the roots of the Legendre polynomial, with correctly rounded operations only.
/// </summary>
internal static class GaussLegendre
{
    private const int Points = 64;

    private static readonly (double Position, double Weight)[] Rule = Compute();

    /// <summary>The points in [0, 1] and their weights, which sum to 1.</summary>
    public static ReadOnlySpan<(double Position, double Weight)> UnitInterval => Rule;

    private static (double, double)[] Compute()
    {
        var rule = new (double, double)[Points];
        int found = 0;

        // The roots are symmetric and at least 1/1000 apart, so each change of sign on a grid of half that step is one of them.
        const double Step = 0.0005;
        for (double x = 0; found < Points / 2; x += Step)
        {
            if (Legendre(x).Value * Legendre(x + Step).Value > 0) continue;
            double root = x + Step / 2;
            for (int iteration = 0; iteration < 6; iteration++) root -= Legendre(root).Value / Legendre(root).Slope;
            double slope = Legendre(root).Slope;
            double weight = 1 / ((1 - root * root) * slope * slope);
            rule[Points / 2 - 1 - found] = ((1 - root) / 2, weight);
            rule[Points / 2 + found] = ((1 + root) / 2, weight);
            found++;
        }
        return rule;
    }

    /// <summary>Returns P64(x) and its derivative by the three-term recurrence (Abramowitz and Stegun 1964, 22.7.10 and 22.8.5).</summary>
    private static (double Value, double Slope) Legendre(double x)
    {
        double previous = 1, current = x;
        for (int n = 2; n <= Points; n++) (previous, current) = (current, ((2 * n - 1) * x * current - (n - 1) * previous) / n);
        return (current, Points * (x * current - previous) / (x * x - 1));
    }
}

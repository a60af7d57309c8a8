using MathNet.Numerics.Integration;
using static System.FormattableString;

namespace Initializers;

/// <summary>Expectations over z ~ N(0, q), by adaptive Gauss-Kronrod rules from kink to kink.</summary>
internal static class GaussianExpectation
{
    /// <summary>Where the normal's density leaves the doubles, in deviations.</summary>
    private const double Farthest = 38;

    /// <summary>Deviations that are integrated at once.</summary>
    private const double Step = 2;

    /// <summary>What a whole step may add at the end of the doubles, relative to all, for the expectation to count as finite.</summary>
    private const double Negligible = 1e-13;

    /// <summary>What the rules aim at, relative to a piece, and from where on their own estimate of the error, which is a cautious one, is not believed to be rounding: relative to the expectation of |g|.</summary>
    private const double Accuracy = 1e-13, Suspicious = 1e-7;

    /// <summary>How far a fixed rule looks, in deviations: beyond lies 1e-23 of the mass.</summary>
    private const double Far = 10;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 32);

    /// <summary>E g(z).</summary>
    /// <param name="g">The function, of z.</param>
    /// <param name="variance">q, above 0.</param>
    /// <param name="activation">Whose kinks g has.</param>
    /// <param name="what">What messages call the expectation.</param>
    /// <exception cref="ArgumentException">The expectation is infinite, or g returns what is no number.</exception>
    public static double Of(Func<double, double> g, double variance, Activation activation, string what)
    {
        double deviation = Math.Sqrt(variance), sum = 0, size = 0, last = 0, uncertain = 0;
        double Weighted(double x) => g(deviation * x) * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        for (double from = 0; from < Farthest; from += Step)
        {
            last = 0;
            foreach ((double a, double b) in Pieces(from, from + Step).Concat(Pieces(-from - Step, -from)))
            {
                double piece = GaussKronrodRule.Integrate(Weighted, a, b, out double error, out double absolute, Accuracy, 12, 15);
                sum += piece;
                last += absolute;
                uncertain += error;
            }
            size += last;
            if (!double.IsFinite(size)) break;
            if (last <= 1e-18 * size && from >= 12) break; // of a function that grows no faster than a power nothing is left
        }
        if (!(double.IsFinite(sum) && last <= Negligible * size))
            throw new ArgumentException(Invariant($"{what} is not finite for z ~ N(0, {variance}); accepted are functions that grow more slowly than exp(z^2 / {4 * variance})."), nameof(activation));
        if (!(uncertain <= Suspicious * size))
            throw new ArgumentException(Invariant($"{what} is {sum} for z ~ N(0, {variance}), but for {uncertain}; accepted are functions that can be integrated: say their kinks."), nameof(activation));
        return sum;

        IEnumerable<(double, double)> Pieces(double a, double b) => Between(a, b, activation.Kinks, 0, deviation);
    }

    /// <summary>E f(mean + z) by a fixed rule, to 1e-12 for functions that are smooth between their kinks and grow no faster than a power: for integrals within integrals.</summary>
    public static double OfSmooth(Func<double, double> f, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        double sum = 0;
        foreach ((double x, double weight) in Points(mean, deviation, kinks)) sum += weight * f(mean + deviation * x);
        return sum;
    }

    /// <summary>The points of the fixed rule, in deviations from the mean, and their weights, whose sum is 1.</summary>
    public static IEnumerable<(double X, double Weight)> Points(double mean, double deviation, IReadOnlyList<double> kinks)
    {
        for (double from = -Far; from < Far; from += Step)
        {
            foreach ((double a, double b) in Between(from, from + Step, kinks, mean, deviation))
            {
                (double middle, double half) = ((a + b) / 2, (b - a) / 2);
                for (int i = 0; i < Rule.Order; i++)
                {
                    double x = middle + half * Rule.GetAbscissa(i);
                    yield return (x, half * Rule.GetWeight(i) * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
                }
            }
        }
    }

    /// <summary>An interval of x, in pieces from kink to kink of mean + deviation x.</summary>
    private static IEnumerable<(double, double)> Between(double a, double b, IReadOnlyList<double> kinks, double mean, double deviation)
    {
        foreach (double kink in kinks)
        {
            double x = (kink - mean) / deviation;
            if (!(x > a && x < b)) continue;
            yield return (a, x);
            a = x;
        }
        yield return (a, b);
    }
}

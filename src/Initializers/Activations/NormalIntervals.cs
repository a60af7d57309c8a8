using MathNet.Numerics.Integration;

namespace Initializers;

/// <summary>
/// Splits the real line, in deviations x of a normal from its mean, where a function of z = mean + deviation x is not smooth: at its kinks
/// and, if the deviation is large, at growing distances from z = 0, since activation functions bend near 0.
/// </summary>
internal sealed class NormalIntervals
{
    /// <summary>The length of the intervals of integration, in deviations.</summary>
    public const double Step = 2;

    /// <summary>The range of the fixed rule, in deviations: 1e-23 of the mass lies beyond.</summary>
    private const double Far = 10;

    /// <summary>The distance of the first cut from 0, in units of z.</summary>
    private const double Bend = 16;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 32);

    private readonly double[] _cuts;

    /// <summary>Cuts the line.</summary>
    /// <param name="kinks">The kinks of the function, in units of z.</param>
    /// <param name="mean">The mean of the normal.</param>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="finest">The smallest distance of a cut from z = 0, in deviations.</param>
    public NormalIntervals(IReadOnlyList<double> kinks, double mean, double deviation, double finest)
    {
        var cuts = new List<double>(kinks.Count);
        foreach (double kink in kinks) cuts.Add((kink - mean) / deviation);
        double zero = -mean / deviation;
        if (Bend / deviation < Step) cuts.Add(zero);
        for (double distance = Math.Max(finest, Bend / deviation); distance < Step; distance *= 2)
        {
            cuts.Add(zero - distance);
            cuts.Add(zero + distance);
        }
        cuts.Sort();
        _cuts = [.. cuts];
    }

    /// <summary>The points of the fixed rule and their weights, which add up to 1.</summary>
    public IEnumerable<(double X, double Weight)> Points()
    {
        for (double from = -Far; from < Far; from += Step)
        {
            foreach ((double a, double b) in Between(from, from + Step))
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

    /// <summary>The pieces of an interval between cuts.</summary>
    public IEnumerable<(double From, double To)> Between(double a, double b)
    {
        foreach (double cut in _cuts)
        {
            if (!(cut > a && cut < b)) continue;
            yield return (a, cut);
            a = cut;
        }
        yield return (a, b);
    }
}

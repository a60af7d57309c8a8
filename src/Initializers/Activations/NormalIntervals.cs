using MathNet.Numerics.Integration;

namespace Initializers;

/// <summary>
/// The line, in deviations of a normal from its mean, cut where a function of z = mean + deviation x is not smooth: at its kinks, and at
/// growing distances from z = 0, about which functions of layers bend, where the deviation is much larger.
/// </summary>
internal sealed class NormalIntervals
{
    /// <summary>Deviations that are integrated at once.</summary>
    public const double Step = 2;

    /// <summary>How far a fixed rule looks, in deviations: beyond lies 1e-23 of the mass.</summary>
    private const double Far = 10;

    /// <summary>How far from 0 the first cut is, in units of z.</summary>
    private const double Bend = 16;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 32);

    private readonly double[] _cuts;

    /// <summary>The line.</summary>
    /// <param name="kinks">Kinks of the function, of z.</param>
    /// <param name="mean">The normal's mean.</param>
    /// <param name="deviation">Its deviation.</param>
    /// <param name="finest">The least distance from z = 0 of a cut, in deviations: what lies nearer does not count.</param>
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

    /// <summary>The points of a fixed rule and their weights, whose sum is 1.</summary>
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

    /// <summary>An interval, in pieces from cut to cut.</summary>
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

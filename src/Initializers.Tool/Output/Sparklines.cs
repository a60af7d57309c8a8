using Initializers.Diagnostics;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>The deviations of each kind of parameter as a row of bars, from the first layer to the last.</summary>
internal static class Sparklines
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>The most bars in a row: of more layers, evenly spaced ones are shown.</summary>
    private const int Widest = 40;

    /// <summary>The smallest ratio of deviations that the heights span, so that noise looks like noise.</summary>
    private const double LeastRatio = 10;

    /// <summary>A row for each kind; none if no weights are random. All zeros are <c>_</c>, and NaN and infinities <c>x</c>.</summary>
    public static Table Of(IReadOnlyList<PlanDeviation> deviations)
    {
        double[] alive = [.. deviations.Select(one => one.Measured).Where(measured => measured > 0 && double.IsFinite(measured))];
        double lower = alive.DefaultIfEmpty(1).Min(), upper = alive.DefaultIfEmpty(1).Max();
        double middle = Math.Sqrt(lower * upper), reach = Math.Sqrt(Math.Max(upper / lower, LeastRatio));
        return new(["deviations by depth", "", "measured", "promised"], [.. deviations.GroupBy(deviation => deviation.Kind).Select(kind =>
            (string[])
            [
                kind.Key,
                string.Concat(Spaced([.. kind]).Select(one => Letter(one.Measured, middle, reach))),
                Range(kind.Select(one => one.Measured)),
                Range(kind.Select(one => one.Promised)),
            ])]);
    }

    private static IEnumerable<PlanDeviation> Spaced(PlanDeviation[] kind)
    {
        int count = Math.Min(kind.Length, Widest);
        return Enumerable.Range(0, count).Select(i => kind[count < 2 ? 0 : (int)((long)i * (kind.Length - 1) / (count - 1))]);
    }

    private static char Letter(double measured, double middle, double reach) => measured switch
    {
        0 => '_',
        > 0 and < double.PositiveInfinity => Bar(Math.Log(measured / middle) / Math.Log(reach)),
        _ => 'x',
    };

    /// <summary>The bar for a height from -1 to 1.</summary>
    private static char Bar(double height) => Bars[(int)Math.Round((height + 1) / 2 * (Bars.Length - 1))];

    private static string Range(IEnumerable<double> deviations)
    {
        string smallest = Invariant($"{deviations.Min():G3}"), largest = Invariant($"{deviations.Max():G3}"); // NaN is the least of all
        return smallest == largest ? smallest : $"{smallest} to {largest}";
    }
}

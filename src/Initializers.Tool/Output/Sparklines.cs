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

    /// <summary>A row for each kind; none if no weights are random.</summary>
    public static Table Of(IReadOnlyList<PlanDeviation> deviations)
    {
        PlanDeviation[] measured = [.. deviations.Where(deviation => deviation.Measured > 0)];
        double lower = measured.Select(deviation => deviation.Measured).DefaultIfEmpty(1).Min();
        double upper = measured.Select(deviation => deviation.Measured).DefaultIfEmpty(1).Max();
        double middle = Math.Sqrt(lower * upper), reach = Math.Sqrt(Math.Max(upper / lower, LeastRatio));
        return new(["deviations by depth", "", "measured", "promised"], [.. measured.GroupBy(deviation => deviation.Kind).Select(kind =>
            (string[])
            [
                kind.Key,
                string.Concat(Spaced([.. kind]).Select(one => Bar(Math.Log(one.Measured / middle) / Math.Log(reach)))),
                Range(kind.Select(one => one.Measured)),
                Range(kind.Select(one => one.Promised)),
            ])]);
    }

    private static IEnumerable<PlanDeviation> Spaced(PlanDeviation[] kind)
    {
        int count = Math.Min(kind.Length, Widest);
        return Enumerable.Range(0, count).Select(i => kind[count < 2 ? 0 : (int)((long)i * (kind.Length - 1) / (count - 1))]);
    }

    /// <summary>The bar for a height from -1 to 1.</summary>
    private static char Bar(double height) => Bars[(int)Math.Round((height + 1) / 2 * (Bars.Length - 1))];

    private static string Range(IEnumerable<double> deviations)
    {
        string smallest = Invariant($"{deviations.Min():G3}"), largest = Invariant($"{deviations.Max():G3}");
        return smallest == largest ? smallest : $"{smallest} to {largest}";
    }
}

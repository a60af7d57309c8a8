using MathNet.Numerics.Statistics;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    private const int RidgeBins = 80;

    /// <summary>How values are distributed in each of several rows, such as layers: an outline a row, all of the same height.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="x">The common axis.</param>
    /// <param name="rows">From top to bottom; values that are not finite are counted in the label.</param>
    /// <param name="middle">The share of the widest row's values that the axis spans, about their median, such as 0.995; 1 is all.</param>
    public static Picture Ridges(string title, string description, Axis x, IReadOnlyList<(string Label, IReadOnlyList<double> Values)> rows,
        double middle = 1)
    {
        (title, description) = (Markup.Clean(title), Markup.Clean(description));
        double[][] places = [.. rows.Select(row => row.Values.Select(x.Place).Where(double.IsFinite).Order().ToArray())];
        (double left, double right) = x.Range(places.Where(row => row.Length > 0).SelectMany(row =>
            (double[])[SortedArrayStatistics.Quantile(row, (1 - middle) / 2), SortedArrayStatistics.Quantile(row, (1 + middle) / 2)]),
            padding: 0);
        bool clips = places.Any(row => row.Length > 0 && (row[0] < left || row[^1] > right));
        var xAxis = new TickAxis(AxisPosition.Bottom,
            Markup.Clean(x.Title) + (clips ? $" (middle {Number.Text(100 * middle)} % of the widest)" : ""), left, right,
            Ticks.Of(x, left, right, most: 9));
        var baselines = new Ticks(Enumerable.Range(0, rows.Count)
            .ToDictionary(row => (double)(rows.Count - 1 - row), row => RidgeLabel(rows[row].Label, rows[row].Values)), []);
        var yAxis = new TickAxis(AxisPosition.Left, "", -0.2, Math.Max(1, rows.Count), baselines) { TickStyle = TickStyle.None };
        PlotModel plot = Plot(title, [], 2 * Edge, xAxis, yAxis);
        for (int row = 0; row < rows.Count; row++) AddRidge(plot, places[row], left, right, rows.Count - 1 - row);
        return SvgPicture.Of(plot, Width, Math.Max(Height, 28 * rows.Count + plot.Padding.Top + 60), title, description);
    }

    private static string RidgeLabel(string label, IReadOnlyList<double> values)
    {
        int bad = values.Count(value => !double.IsFinite(value));
        return Lettering.Cut(Markup.Clean(label), 180)
            + (values.Count == 0 ? " (no values)" : bad > 0 ? $" ({Number.Share(bad, values.Count)} not finite)" : "");
    }

    private static void AddRidge(PlotModel plot, double[] places, double left, double right, double baseline)
    {
        double width = (right - left) / RidgeBins;
        var counts = new int[RidgeBins];
        foreach (double place in places)
            if (place >= left && place <= right) counts[Math.Min(RidgeBins - 1, (int)((place - left) / width))]++;
        if (counts.Max() is var peak && peak == 0) return;
        var ridge = new AreaSeries
        {
            Color = Palette.Series(0),
            Color2 = OxyColors.Transparent,
            StrokeThickness = 1.5,
            Fill = OxyColor.FromAColor(90, Palette.Series(0)),
            ConstantY2 = baseline,
            MinimumSegmentLength = 0
        };
        ridge.Points.Add(new(left, baseline));
        for (int bin = 0; bin < RidgeBins; bin++)
        {
            double height = baseline + 0.88 * counts[bin] / peak;
            ridge.Points.Add(new(left + bin * width, height));
            ridge.Points.Add(new(left + (bin + 1) * width, height));
        }
        ridge.Points.Add(new(right, baseline));
        plot.Series.Add(ridge);
    }
}

using MathNet.Numerics.Statistics;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    private const int RidgeBins = 80;

    /// <summary>A ridgeline plot: a histogram for each row, such as a layer, all of the same height.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="x">The common axis.</param>
    /// <param name="rows">The rows, from top to bottom; values that are not finite are counted in the label.</param>
    /// <param name="middle">The central fraction of the widest row's values that the axis spans, such as 0.995. Defaults to all.</param>
    public static Picture Ridges(string title, string description, Axis x, IReadOnlyList<(string Label, IReadOnlyList<double> Values)> rows,
        double middle = 1)
    {
        (title, description) = (Markup.Clean(title), Markup.Clean(description));
        double[][] coordinates = [.. rows.Select(row => row.Values.Select(x.Coordinate).Where(double.IsFinite).Order().ToArray())];
        (double left, double right) = x.Range(coordinates.Where(row => row.Length > 0).SelectMany(row =>
            (double[])[SortedArrayStatistics.Quantile(row, (1 - middle) / 2), SortedArrayStatistics.Quantile(row, (1 + middle) / 2)]),
            padding: 0);
        bool clips = coordinates.Any(row => row.Length > 0 && (row[0] < left || row[^1] > right));
        var xAxis = new TickAxis(AxisPosition.Bottom,
            Markup.Clean(x.Title) + (clips ? $" (middle {Number.Text(100 * middle)} % of the widest)" : ""), left, right,
            Ticks.Of(x, left, right, most: 9));
        var baselines = new Ticks(Enumerable.Range(0, rows.Count)
            .ToDictionary(row => (double)(rows.Count - 1 - row), row => RidgeLabel(rows[row].Label, rows[row].Values)), []);
        var yAxis = new TickAxis(AxisPosition.Left, "", -0.2, Math.Max(1, rows.Count), baselines) { TickStyle = TickStyle.None };
        PlotModel plot = Plot(title, [], 2 * Edge, xAxis, yAxis);
        for (int row = 0; row < rows.Count; row++) AddRidge(plot, coordinates[row], left, right, rows.Count - 1 - row);
        return SvgPicture.Of(plot, Width, Math.Max(Height, 28 * rows.Count + plot.Padding.Top + 60), title, description);
    }

    private static string RidgeLabel(string label, IReadOnlyList<double> values)
    {
        int bad = values.Count(value => !double.IsFinite(value));
        return TextLayout.Cut(Markup.Clean(label), 180)
            + (values.Count == 0 ? " (no values)" : bad > 0 ? $" ({Number.Share(bad, values.Count)} not finite)" : "");
    }

    private static void AddRidge(PlotModel plot, double[] coordinates, double left, double right, double baseline)
    {
        double width = (right - left) / RidgeBins;
        var counts = new int[RidgeBins];
        foreach (double coordinate in coordinates)
            if (coordinate >= left && coordinate <= right) counts[Math.Min(RidgeBins - 1, (int)((coordinate - left) / width))]++;
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

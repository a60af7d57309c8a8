using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using static System.FormattableString;
using MathNetHistogram = MathNet.Numerics.Statistics.Histogram;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    /// <summary>A histogram, with a probability density over it.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="x">The axis of the values, which is linear.</param>
    /// <param name="histogram">The histogram.</param>
    /// <param name="density">The probability density. Defaults to none.</param>
    /// <param name="densityName">The legend of the density.</param>
    /// <param name="barsName">The legend of the bars.</param>
    public static Picture Histogram(string title, string description, Axis x, MathNetHistogram histogram,
        Func<double, double>? density = null, string densityName = "predicted", string barsName = "measured") =>
        Histogram(title, description, x,
            [.. Enumerable.Range(0, histogram.BucketCount)
                .Select(i => new HistogramBar(histogram[i].LowerBound, histogram[i].UpperBound, histogram[i].Count))],
            density, densityName, barsName);

    /// <inheritdoc cref="Histogram(string, string, Axis, MathNetHistogram, Func{double, double}?, string, string)"/>
    public static Picture Histogram(string title, string description, Axis x, IReadOnlyList<HistogramBar> bars,
        Func<double, double>? density = null, string densityName = "predicted", string barsName = "measured") =>
        Histogram(title, description, x, new(bars, density), density is null ? null : densityName, barsName);

    /// <summary>A histogram, with what is expected over it.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="x">The axis of the values, which is linear.</param>
    /// <param name="distributed">The histogram and what is expected.</param>
    /// <param name="expected">The legend of what is expected; null for none.</param>
    /// <param name="barsName">The legend of the bars.</param>
    public static Picture Histogram(string title, string description, Axis x, Distributed distributed, string? expected, string barsName) =>
        SvgPicture.Of(
            HistogramPlot(
                PlotFormat.Whole, title, x, distributed,
                HistogramLegend(expected, Invariant($"{barsName} ({distributed.Bars.Sum(bar => bar.Count):0})"))),
            Width, Height, title, description);

    /// <summary>The plot of a histogram with a density, or with a line at the one value that is expected.</summary>
    private static PlotModel HistogramPlot(
        PlotFormat format, string title, Axis x, Distributed distributed, IReadOnlyList<LegendEntry> legend)
    {
        (IReadOnlyList<HistogramBar> bars, Func<double, double>? density, double single, var parts) = distributed;
        (double left, double right) = x.Range(
            bars.SelectMany(bar => (double[])[x.Coordinate(bar.Lower), x.Coordinate(bar.Upper)]).Append(x.Coordinate(single)),
            padding: 0.02);
        double total = bars.Sum(bar => bar.Count), thinnest = (right - left) / format.Width;
        RectangleBarItem[] items =
            [.. bars.Where(bar => bar.Count > 0 && double.IsFinite(x.Coordinate(bar.Upper) - x.Coordinate(bar.Lower))).Select(bar =>
            {
                // A bar of equal values has no width of its own.
                double middle = (bar.Lower + bar.Upper) / 2, half = Math.Max(thinnest, bar.Upper - bar.Lower) / 2;
                return new RectangleBarItem(middle - half, 0, middle + half, bar.Count / total / (2 * half));
            })];
        DataPoint[] curve = density is null ? [] : [.. Enumerable.Range(0, format.CurvePoints + 1)
            .Select(i => left + i * (right - left) / format.CurvePoints)
            .Select(at => density(at) is var value && double.IsFinite(value) ? new DataPoint(at, value) : DataPoint.Undefined)];

        double top = Top(items, curve);
        if (double.IsFinite(single)) curve = [new(single, 0), new(single, top)];
        var xAxis = new TickAxis(
            AxisPosition.Bottom, x.Title, left, right, Ticks.Of(x, left, right, format.XLabels), format)
        {
            MajorGridlineStyle = LineStyle.None
        };
        var yAxis = new TickAxis(
            AxisPosition.Left, format.IsSmall ? "" : "density", 0, top, Ticks.Of(new("density"), 0, top, format.YLabels));
        PlotModel plot = Plot(title, legend, format.IsSmall ? 0.75 * Edge : 2 * Edge, xAxis, yAxis, format);
        var series = new RectangleBarSeries
        {
            FillColor = OxyColor.FromAColor(110, Palette.Series(0)),
            StrokeColor = Palette.Series(0),
            StrokeThickness = 0.75
        };
        foreach (RectangleBarItem item in items) series.Items.Add(item);
        plot.Series.Add(series);
        foreach (IReadOnlyList<HistogramBar> part in parts ?? []) plot.Series.Add(Outline(part));
        plot.Series.Add(new LineSeries
        {
            ItemsSource = curve,
            Color = Palette.Series(1),
            StrokeThickness = 2.5,
            LineJoin = LineJoin.Round,
            MinimumSegmentLength = 0
        });
        return plot;
    }

    /// <summary>The outline of one of the parts that a histogram has together.</summary>
    private static LineSeries Outline(IReadOnlyList<HistogramBar> bars)
    {
        double total = bars.Sum(bar => bar.Count);
        var outline = new LineSeries
        {
            Color = OxyColor.FromAColor(150, Palette.Series(0)),
            StrokeThickness = 0.75,
            MinimumSegmentLength = 0
        };
        foreach (HistogramBar bar in bars)
        {
            double density = bar.Count / total / (bar.Upper - bar.Lower);
            outline.Points.Add(new(bar.Lower, density));
            outline.Points.Add(new(bar.Upper, density));
        }
        return outline;
    }

    /// <summary>
    /// The upper end of the axis, above bars and curve; a curve that peaks far above the bars, or at infinity, is cut off.
    /// </summary>
    private static double Top(RectangleBarItem[] bars, DataPoint[] curve)
    {
        double bar = bars.Select(item => item.Y1).DefaultIfEmpty(0).Max(),
            peak = curve.Select(point => point.Y).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double top = 1.06 * (bar > 0 ? Math.Max(bar, Math.Min(peak, 2 * bar)) : peak);
        return top > 0 && double.IsFinite(top) ? top : 1;
    }

    private static LegendEntry[] HistogramLegend(string? density, string bars)
    {
        var entry = new LegendEntry(Markup.Clean(bars), (context, centre) =>
            context.DrawRectangle(new OxyRect(centre.X - 7, centre.Y - 6, 14, 12), OxyColor.FromAColor(110, Palette.Series(0)),
                Palette.Series(0), 0.75, EdgeRenderingMode.Adaptive));
        return density is null ? [entry] : [entry, new(Markup.Clean(density), (context, centre) =>
            context.DrawLine([new(centre.X - Sample / 2, centre.Y), new(centre.X + Sample / 2, centre.Y)], Palette.Series(1), 2.5,
                EdgeRenderingMode.Adaptive, null, LineJoin.Round))];
    }
}

/// <summary>The number of values between two bounds.</summary>
internal readonly record struct HistogramBar(double Lower, double Upper, double Count);

/// <summary>What a histogram shows.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Density">The density that is expected; null for none.</param>
/// <param name="Single">The one value that is expected; NaN if there is a density or nothing is expected.</param>
/// <param name="Parts">The bars of parts of it, which are drawn as outlines; null for none.</param>
internal readonly record struct Distributed(
    IReadOnlyList<HistogramBar> Bars, Func<double, double>? Density = null, double Single = double.NaN,
    IReadOnlyList<IReadOnlyList<HistogramBar>>? Parts = null);

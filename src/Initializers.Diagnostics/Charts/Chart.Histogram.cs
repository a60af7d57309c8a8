using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using MathNetHistogram = MathNet.Numerics.Statistics.Histogram;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    private const int CurvePoints = 400;

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
        Func<double, double>? density = null, string densityName = "predicted", string barsName = "measured")
    {
        (title, description) = (Markup.Clean(title), Markup.Clean(description));
        (double left, double right) =
            x.Range(bars.SelectMany(bar => (double[])[x.Coordinate(bar.Lower), x.Coordinate(bar.Upper)]), padding: 0.02);
        double total = bars.Sum(bar => bar.Count), thinnest = (right - left) / Width;
        RectangleBarItem[] items =
            [.. bars.Where(bar => bar.Count > 0 && double.IsFinite(x.Coordinate(bar.Upper) - x.Coordinate(bar.Lower))).Select(bar =>
            {
                // A bar of equal values has no width of its own.
                double middle = (bar.Lower + bar.Upper) / 2, half = Math.Max(thinnest, bar.Upper - bar.Lower) / 2;
                return new RectangleBarItem(middle - half, 0, middle + half, bar.Count / total / (2 * half));
            })];
        DataPoint[] curve = density is null ? [] : [.. Enumerable.Range(0, CurvePoints + 1)
            .Select(i => left + i * (right - left) / CurvePoints)
            .Select(at => density(at) is var value && double.IsFinite(value) ? new DataPoint(at, value) : DataPoint.Undefined)];

        double top = Top(items, curve);
        var xAxis = new TickAxis(AxisPosition.Bottom, Markup.Clean(x.Title), left, right, Ticks.Of(x, left, right, most: 9))
        {
            MajorGridlineStyle = LineStyle.None
        };
        var yAxis = new TickAxis(AxisPosition.Left, "density", 0, top, Ticks.Of(new("density"), 0, top, most: 8));
        PlotModel plot =
            Plot(title, HistogramLegend(density is null ? null : densityName, $"{barsName} ({total:0})"), 2 * Edge, xAxis, yAxis);
        var series = new RectangleBarSeries
        {
            FillColor = OxyColor.FromAColor(110, Palette.Series(0)),
            StrokeColor = Palette.Series(0),
            StrokeThickness = 0.75
        };
        foreach (RectangleBarItem item in items) series.Items.Add(item);
        plot.Series.Add(series);
        plot.Series.Add(new LineSeries
        {
            ItemsSource = curve,
            Color = Palette.Series(1),
            StrokeThickness = 2.5,
            LineJoin = LineJoin.Round,
            MinimumSegmentLength = 0
        });
        return SvgPicture.Of(plot, Width, Height, title, description);
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

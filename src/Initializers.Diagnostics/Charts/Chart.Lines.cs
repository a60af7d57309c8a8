using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    /// <summary>The largest number of markers of a line.</summary>
    private const int MostMarkers = 20;

    /// <summary>Lines over a common axis: measurements, and the theory beside them.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="lines">The lines; the name of a series without a point that can be drawn says so.</param>
    /// <param name="order">
    /// The names of the series of this picture and others, each of which keeps its colour in all of them; null for those of this picture.
    /// </param>
    /// <param name="measured">The legend of solid lines, shown if there are lines of both kinds.</param>
    /// <param name="theory">The legend of dashed lines, likewise.</param>
    public static Picture Lines(string title, string description, Axis x, Axis y, IReadOnlyList<Line> lines,
        IReadOnlyList<string>? order = null, string measured = "measured", string theory = "theory")
    {
        (title, description) = (Markup.Clean(title), Markup.Clean(description));
        List<string> names = [.. (order ?? []).Concat(lines.Select(line => line.Series)).Distinct()];
        Drawn[] drawn = [.. lines.Select(line => new Drawn(line, new(names.IndexOf(line.Series)),
            [.. line.Points.Select(point =>
                new LinePoint(x.Coordinate(point.X), y.Coordinate(point.Y), y.Coordinate(point.Lower), y.Coordinate(point.Upper)))]))];
        (double left, double right) = x.Range(drawn.SelectMany(line => line.Points).Select(point => point.X), padding: 0.02);
        (double lower, double upper) =
            y.Range(drawn.SelectMany(line => line.Points).SelectMany(point => (double[])[point.Y, point.Lower, point.Upper]));
        (DataPoint? End, LineKind Kind) Show(IGrouping<string, Drawn> series) =>
            series.OrderBy(line => line.Line.Kind).Select(line => (line.End(left, right), line.Line.Kind))
                .FirstOrDefault(line => line.Item1 is not null, (null, series.Min(line => line.Line.Kind)));

        var labels = new EndLabels();
        foreach (IGrouping<string, Drawn> series in drawn.GroupBy(line => line.Line.Series))
        {
            (DataPoint? end, LineKind kind) = Show(series);
            labels.Add(Markup.Clean(series.Key) + (end is null ? " (no value)" : ""), series.First().Style, kind, end);
        }
        bool whole = !x.Logarithmic && drawn.All(line => line.Points.All(point => double.IsNaN(point.X) || point.X == Math.Round(point.X)));
        var xAxis = new TickAxis(AxisPosition.Bottom, Markup.Clean(x.Title), left, right, Ticks.Of(x, left, right, most: 9, whole))
        {
            MajorGridlineStyle = LineStyle.None
        };
        var yAxis = new TickAxis(AxisPosition.Left, Markup.Clean(y.Title), lower, upper,
            Ticks.Of(y, lower, upper, most: y.Logarithmic ? 10 : 8));
        PlotModel plot = Plot(title, KindLegend(drawn, measured, theory), labels.Width + Edge, xAxis, yAxis);
        foreach (Drawn line in drawn) AddBand(plot, line, lower, upper);
        // Theory is above the measurements, which would cover it where they agree, and below their markers.
        foreach (Drawn line in drawn.OrderBy(line => line.Line.Kind)) AddLine(plot, line, lower, upper);
        foreach (Drawn line in drawn) AddMarkers(plot, line, lower, upper);
        plot.Annotations.Add(labels);
        return SvgPicture.Of(plot, Width, Math.Max(Height, labels.Height + plot.Padding.Top + 70), title, description);
    }

    private static LegendEntry[] KindLegend(Drawn[] lines, string measured, string theory) =>
        lines.Select(line => line.Line.Kind).Distinct().Count() < 2 ? [] :
        [
            new(measured, (context, centre) => new SeriesStyle(0).Draw(context, LineKind.Measured, centre, Palette.Muted.Placeholder)),
            new(theory, (context, centre) => new SeriesStyle(0).Draw(context, LineKind.Theory, centre, Palette.Muted.Placeholder)),
        ];

    private static void AddLine(PlotModel plot, Drawn line, double lower, double upper)
    {
        LineSeries series = line.Line.Kind == LineKind.Measured ? line.Style.Measured() : line.Style.Theory();
        series.Points.AddRange(
            line.Points.Select(point => Drawn.IsDrawn(point) ? new DataPoint(point.X, Near(point.Y, lower, upper)) : DataPoint.Undefined));
        if (line.Line.Kind == LineKind.Theory)
        {
            LineSeries margin = line.Style.Margin();
            margin.Points.AddRange(series.Points);
            plot.Series.Add(margin);
        }
        series.MarkerType = MarkerType.None;
        plot.Series.Add(series);
    }

    /// <summary>
    /// Adds the markers of measurements, at most about 20 of a line, and those of single points, which no line would show.
    /// </summary>
    private static void AddMarkers(PlotModel plot, Drawn line, double lower, double upper)
    {
        LineSeries markers = line.Style.Measured();
        markers.LineStyle = LineStyle.None;
        LinePoint[] single = [.. line.Stretches(Drawn.IsDrawn).Where(stretch => stretch.Length == 1).Select(stretch => stretch[0])];
        int each = (line.Points.Length + MostMarkers - 1) / MostMarkers;
        // The last point of a line has one, since its name points there.
        LinePoint[] marked = line.Line.Kind == LineKind.Theory ? single
            : [.. line.Points.Where((point, i) =>
                Drawn.IsDrawn(point) && ((line.Points.Length - 1 - i) % each == 0 || single.Contains(point)))];
        markers.Points.AddRange(marked.Select(point => new DataPoint(point.X, Near(point.Y, lower, upper))));
        if (markers.Points.Count > 0) plot.Series.Add(markers);
    }

    /// <summary>Adds the interval around a line as an area, or as a bar for a single point.</summary>
    private static void AddBand(PlotModel plot, Drawn line, double lower, double upper)
    {
        foreach (LinePoint[] stretch in line.Stretches(point => !double.IsNaN(point.X) && !double.IsNaN(point.Upper)))
        {
            var band = new AreaSeries
            {
                Color = OxyColors.Transparent,
                Color2 = OxyColors.Transparent,
                Fill = OxyColor.FromAColor(50, line.Style.Colour),
                MinimumSegmentLength = 0
            };
            band.Points.AddRange(stretch.Select(point => new DataPoint(point.X, Near(point.Upper, lower, upper))));
            // On a logarithmic axis, values that are not positive are below the chart.
            band.Points2.AddRange(
                stretch.Select(point => new DataPoint(point.X, double.IsNaN(point.Lower) ? lower : Near(point.Lower, lower, upper))));
            if (stretch.Length > 1) plot.Series.Add(band);
            else plot.Series.Add(new LineSeries
            {
                Color = OxyColor.FromAColor(120, line.Style.Colour),
                StrokeThickness = 4,
                ItemsSource = (DataPoint[])[band.Points[0], band.Points2[0]]
            });
        }
    }

    /// <summary>Limits a coordinate far outside the chart, where it makes no visible difference.</summary>
    private static double Near(double coordinate, double lower, double upper) =>
        Math.Clamp(coordinate, lower - 100 * (upper - lower), upper + 100 * (upper - lower));

    /// <summary>A line in coordinates of the axes.</summary>
    private sealed record Drawn(Line Line, SeriesStyle Style, LinePoint[] Points)
    {
        public static bool IsDrawn(LinePoint point) => !double.IsNaN(point.X) && !double.IsNaN(point.Y);

        /// <summary>The last point that is drawn between left and right.</summary>
        public DataPoint? End(double left, double right) =>
            Points.Where(point => IsDrawn(point) && point.X >= left && point.X <= right)
                .Select(point => (DataPoint?)new DataPoint(point.X, point.Y)).LastOrDefault();

        /// <summary>Runs of points without a gap.</summary>
        public IEnumerable<LinePoint[]> Stretches(Func<LinePoint, bool> isIn)
        {
            var stretch = new List<LinePoint>();
            foreach (LinePoint point in Points.Append(new(double.NaN, double.NaN)))
            {
                if (isIn(point)) stretch.Add(point);
                else if (stretch.Count > 0)
                {
                    yield return [.. stretch];
                    stretch.Clear();
                }
            }
        }
    }
}

using OxyPlot;
using OxyPlot.Axes;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    /// <summary>The largest ratio of the sides of a heat map: longer matrices are drawn compressed.</summary>
    private const double LongestSide = 4;

    /// <summary>The least height of a heat map, which the labels of its scale need.</summary>
    private const double LeastHeight = 90;

    /// <summary>A matrix as a heat map, with the scale of its colours.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="grid">The matrix.</param>
    /// <param name="rows">The title of the axis of the rows.</param>
    /// <param name="columns">The title of the axis of the columns.</param>
    /// <param name="scale">What the colours mean.</param>
    public static Picture HeatMap(string title, string description, WeightGrid grid, string rows, string columns, string scale)
    {
        PlotModel plot = HeatMapPlot(PlotFormat.Whole with { Height = 480 }, title, grid, rows, columns, scale, out double height);
        return SvgPicture.Of(plot, Width, height, title, description);
    }

    /// <summary>The plot of a heat map.</summary>
    /// <param name="format">The size of the plot, of which it takes as much height as it needs.</param>
    /// <param name="title">The title.</param>
    /// <param name="grid">The matrix.</param>
    /// <param name="rows">The title of the axis of the rows.</param>
    /// <param name="columns">The title of the axis of the columns.</param>
    /// <param name="scale">What the colours mean.</param>
    /// <param name="height">The height that it takes.</param>
    private static PlotModel HeatMapPlot(
        PlotFormat format, string title, WeightGrid grid, string rows, string columns, string scale, out double height)
    {
        double ratio = Math.Clamp((double)grid.Rows / grid.Columns, 1 / LongestSide, LongestSide);
        // Narrow maps have room for few labels.
        int labels = ratio < 2 ? format.XLabels : 2;
        var xAxis = new TickAxis(AxisPosition.Bottom, columns, 0, grid.Columns, WholeTicks(grid.Columns, labels), format)
        {
            MajorGridlineStyle = LineStyle.None
        };
        // Row 0 is at the top, as matrices are written.
        var yAxis = new TickAxis(
            AxisPosition.Left, rows, 0, grid.Rows, grid.Rows == 1 ? Ticks.None : WholeTicks(grid.Rows, format.YLabels))
        {
            MajorGridlineStyle = LineStyle.None,
            StartPosition = 1,
            EndPosition = 0
        };
        var cells = new HeatCells(grid, scale);
        PlotModel plot = Plot(title, [], 0, xAxis, yAxis, format);
        OxyThickness margins = plot.PlotMargins, padding = plot.Padding;
        double width = format.Width - format.Edge - padding.Left - margins.Left - cells.ScaleWidth;
        double tall = format.Height - padding.Top - padding.Bottom - margins.Bottom;
        (width, tall) = (Math.Min(width, tall / ratio), Math.Min(tall, width * ratio));
        // Whole pixels for each cell, as far as there are any.
        (width, tall) = (Whole(width, grid.CellColumns), Math.Max(LeastHeight, Whole(tall, grid.CellRows)));
        plot.Padding = new(padding.Left, padding.Top, format.Width - padding.Left - margins.Left - width, padding.Bottom);
        height = padding.Top + tall + margins.Bottom + padding.Bottom;
        plot.PlotAreaBorderThickness = new(0);
        plot.Annotations.Add(cells);
        return plot;
    }

    private static double Whole(double length, int cells) => length >= cells ? Math.Floor(length / cells) * cells : length;

    private static Ticks WholeTicks(int length, int most) => Ticks.Of(new(""), 0, length, most, whole: true);
}

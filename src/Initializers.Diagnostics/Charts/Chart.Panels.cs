using OxyPlot;
using OxyPlot.Axes;

namespace Initializers.Diagnostics;

internal static partial class Chart
{
    /// <summary>Small plots, from left to right and from top to bottom.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="panels">The plots.</param>
    /// <param name="legend">The legend of all.</param>
    private static Picture Panels(string title, string description, IReadOnlyList<Panel> panels, IReadOnlyList<LegendEntry> legend)
    {
        PlotModel frame = Plot(title, legend, Edge, Hidden(AxisPosition.Bottom), Hidden(AxisPosition.Left));
        (frame.PlotMargins, frame.PlotAreaBorderThickness) = (new(0), new(0));
        (double left, double top, double bottom) = (Edge, frame.Padding.Top, frame.Padding.Top);
        var placed = new List<PlacedPlot>();
        foreach (Panel panel in panels)
        {
            if (left + panel.Width > Width - Edge + 1) (left, top) = (Edge, bottom + Edge);
            placed.Add(new(panel.Plot, panel.Width, panel.Height, left, top));
            (left, bottom) = (left + panel.Width, Math.Max(bottom, top + panel.Height));
        }
        bottom += Edge;
        return SvgPicture.Of([new(frame, Width, bottom, 0, 0), .. placed], Width, bottom, title, description);

        static TickAxis Hidden(AxisPosition position) => new(position, "", 0, 1, Ticks.None) { IsAxisVisible = false };
    }

    /// <summary>Small histograms.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="panels">The title, the axis and the contents of each.</param>
    /// <param name="expected">The legend of what is expected; null for none.</param>
    /// <param name="barsName">The legend of the bars.</param>
    public static Picture Histograms(
        string title, string description, IReadOnlyList<(string Title, Axis X, Distributed Distributed)> panels, string? expected,
        string barsName) =>
        Panels(
            title, description,
            [.. panels.Select(panel => HistogramPanel(PlotFormat.Small, panel.Title, panel.X, panel.Distributed))],
            HistogramLegend(expected, barsName));

    /// <summary>A heat map, and one or two histograms beside it.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The text alternative.</param>
    /// <param name="map">The title and the axes of the heat map.</param>
    /// <param name="grid">The matrix of the heat map.</param>
    /// <param name="panels">The title, the axis and the contents of each histogram.</param>
    /// <param name="expected">The legend of what is expected; null for none.</param>
    public static Picture Overview(
        string title, string description, (string Title, string Rows, string Columns) map, WeightGrid grid,
        IReadOnlyList<(string Title, Axis X, Distributed Distributed)> panels, string? expected)
    {
        PlotModel plot = HeatMapPlot(PlotFormat.Map, map.Title, grid, map.Rows, map.Columns, "", out double height);
        return Panels(
            title, description,
            [
                new(plot, PlotFormat.Map.Width, height),
                .. panels.Select(panel => HistogramPanel(PlotFormat.Narrow, panel.Title, panel.X, panel.Distributed)),
            ],
            HistogramLegend(expected, "measured"));
    }

    private static Panel HistogramPanel(PlotFormat format, string title, Axis x, Distributed distributed) =>
        new(HistogramPlot(format, title, x, distributed, []), format.Width, format.Height);

    /// <summary>A small plot with its size.</summary>
    private sealed record Panel(PlotModel Plot, double Width, double Height);
}

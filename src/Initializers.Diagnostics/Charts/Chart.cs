using System.Globalization;
using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>Charts of lines, ridges, histograms and matrices, independent of what they show.</summary>
internal static partial class Chart
{
    public const string Font = "system-ui, sans-serif";

    /// <summary>
    /// Sizes in pixels, like all others: the picture, its margins, the font, and a sample of a line in the legend.
    /// </summary>
    public const double Width = 720, Height = 400, Edge = 12, FontSize = 12, Sample = 30;

    /// <summary>An empty plot with title, legend and axes.</summary>
    /// <param name="title">The title.</param>
    /// <param name="legend">The entries of the legend.</param>
    /// <param name="right">The width of the right margin.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="format">The size of the plot. Defaults to that of a picture of its own.</param>
    private static PlotModel Plot(
        string title, IReadOnlyList<LegendEntry> legend, double right, TickAxis x, TickAxis y, PlotFormat? format = null)
    {
        format ??= PlotFormat.Whole;
        var header = new Header(title, legend, format);
        var plot = new PlotModel
        {
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = Font,
            DefaultFontSize = FontSize,
            Background = Palette.Paper.Placeholder,
            TextColor = Palette.Text.Placeholder,
            PlotAreaBorderColor = Palette.Muted.Placeholder,
            PlotAreaBorderThickness = new(1, 0, 0, 1),
            Padding = new(format.Edge, header.Height, right, format.Edge),
            // Whole pixels, so that the cells of a heat map have sharp edges.
            PlotMargins = new(Math.Ceiling(y.Room), 0, 0, Math.Ceiling(x.Room)),
        };
        plot.Axes.Add(x);
        plot.Axes.Add(y);
        plot.Annotations.Add(header);
        plot.Annotations.Add(new AxisTitles(x.TitleLines, y.TitleLines, format.Edge));
        return plot;
    }
}

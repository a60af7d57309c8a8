using System.Globalization;
using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>Charts that do not know what they are about.</summary>
internal static partial class Chart
{
    public const string Font = "system-ui, sans-serif";

    /// <summary>
    /// In pixels, like all sizes: the natural size of a picture, its margins, the letters, and an example of a line in a key.
    /// </summary>
    public const double Width = 720, Height = 400, Edge = 12, FontSize = 12, Sample = 30;

    /// <summary>An empty plot with its title, key and axes.</summary>
    /// <param name="title">The title.</param>
    /// <param name="key">The key to marks.</param>
    /// <param name="right">Room that is kept free at the right.</param>
    /// <param name="x">The axis to the right.</param>
    /// <param name="y">The axis upwards.</param>
    private static PlotModel Plot(string title, IReadOnlyList<KeyEntry> key, double right, TickAxis x, TickAxis y)
    {
        var header = new Header(title, key);
        var plot = new PlotModel
        {
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = Font,
            DefaultFontSize = FontSize,
            Background = Palette.Paper.Placeholder,
            TextColor = Palette.Text.Placeholder,
            PlotAreaBorderColor = Palette.Muted.Placeholder,
            PlotAreaBorderThickness = new(1, 0, 0, 1),
            Padding = new(Edge, header.Height, right, Edge),
            PlotMargins = new(y.Room, 0, 0, x.Room),
        };
        plot.Axes.Add(x);
        plot.Axes.Add(y);
        plot.Annotations.Add(header);
        plot.Annotations.Add(new AxisTitles(x.TitleLines, y.TitleLines));
        return plot;
    }
}

using OxyPlot;
using OxyPlot.Axes;

namespace Initializers.Diagnostics;

/// <summary>An OxyPlot axis with our own ticks.</summary>
internal sealed class TickAxis : LinearAxis
{
    private const double TitleDistance = 8;

    private readonly Ticks _ticks;

    public TickAxis(AxisPosition position, string title, double lower, double upper, Ticks ticks, PlotFormat? format = null)
    {
        _ticks = ticks;
        (Position, Minimum, Maximum) = (position, lower, upper);
        TitleLines = title.Length == 0 ? []
            : TextLayout.Wrap(Markup.Clean(title), position == AxisPosition.Left ? Chart.Height - 100 : format?.Width ?? Chart.Width - 300);
        LabelFormatter = coordinate => _ticks.Labels[coordinate];
        (TextColor, TicklineColor, MinorTicklineColor, AxislineColor) =
            (Palette.Text.Placeholder, Palette.Muted.Placeholder, Palette.Muted.Placeholder, Palette.Muted.Placeholder);
        (MajorGridlineStyle, MajorGridlineColor, MajorGridlineThickness) = (LineStyle.Solid, Palette.Grid.Placeholder, 1);
        (FontSize, MajorTickSize, MinorTickSize) = (Chart.FontSize, 5, 3);
    }

    /// <summary>The lines of the title, which <see cref="AxisTitles"/> draws: OxyPlot assumes letters narrower than they are.</summary>
    public string[] TitleLines { get; }

    /// <summary>The space that the axis needs beside the plot.</summary>
    public double Room =>
        MajorTickSize + AxisTickToLabelDistance + (TitleLines.Length == 0 ? 0 : TitleDistance + TitleLines.Length * TextLayout.LineHeight)
            + (Position == AxisPosition.Left ? _ticks.Labels.Values.Select(label => TextLayout.Width(label)).DefaultIfEmpty(0).Max()
                : TextLayout.LineHeight);

    public override void GetTickValues(out IList<double> majorLabelValues, out IList<double> majorTickValues,
        out IList<double> minorTickValues) =>
        (majorLabelValues, majorTickValues, minorTickValues) = ([.. _ticks.Labels.Keys], [.. _ticks.Labels.Keys], [.. _ticks.Minor]);
}

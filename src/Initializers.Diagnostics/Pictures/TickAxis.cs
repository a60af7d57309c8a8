using OxyPlot;
using OxyPlot.Axes;

namespace Initializers.Diagnostics;

/// <summary>An axis of OxyPlot with ticks of our own.</summary>
internal sealed class TickAxis : LinearAxis
{
    private readonly Ticks _ticks;

    public TickAxis(AxisPosition position, string title, double lower, double upper, Ticks ticks)
    {
        _ticks = ticks;
        (Position, Title, Minimum, Maximum) = (position, title, lower, upper);
        LabelFormatter = place => _ticks.Labels[place];
        (TextColor, TitleColor, TicklineColor, MinorTicklineColor, AxislineColor) = (Palette.Text.Placeholder, Palette.Text.Placeholder, Palette.Muted.Placeholder, Palette.Muted.Placeholder, Palette.Muted.Placeholder);
        (MajorGridlineStyle, MajorGridlineColor, MajorGridlineThickness) = (LineStyle.Solid, Palette.Grid.Placeholder, 1);
        (FontSize, TitleFontSize, AxisTitleDistance, MajorTickSize, MinorTickSize) = (Chart.FontSize, Chart.FontSize, position == AxisPosition.Left ? 12 : 6, 5, 3);
    }

    public override void GetTickValues(out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues) =>
        (majorLabelValues, majorTickValues, minorTickValues) = ([.. _ticks.Labels.Keys], [.. _ticks.Labels.Keys], [.. _ticks.Minor]);
}

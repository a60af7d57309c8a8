using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>An entry of the legend: a text, and the sample that is drawn beside it.</summary>
internal sealed record LegendEntry(string Text, Action<IRenderContext, ScreenPoint> Draw);

/// <summary>The title of a chart and, below it, the legend.</summary>
internal sealed class Header : Annotation
{
    private const double TitleHeight = 20, LegendHeight = 20, Gap = 6, Between = 20;

    private readonly PlotFormat _format;
    private readonly string[] _title;
    private readonly List<(double X, int Row, string Text, LegendEntry Entry)> _legend = [];

    public Header(string title, IReadOnlyList<LegendEntry> legend, PlotFormat format)
    {
        _format = format;
        double widest = format.Width - 2 * format.Edge;
        _title = TextLayout.Wrap(Markup.Clean(title), widest, format.TitleSize, FontWeights.Bold);
        double x = format.Edge;
        int row = 0;
        foreach (LegendEntry entry in legend)
        {
            string text = TextLayout.Cut(entry.Text, widest - Chart.Sample - Gap);
            double width = Chart.Sample + Gap + TextLayout.Width(text);
            if (x > format.Edge && x + width > format.Edge + widest) (x, row) = (format.Edge, row + 1);
            _legend.Add((x, row, text, entry));
            x += width + Between;
        }
        LegendRows = legend.Count > 0 ? row + 1 : 0;
    }

    /// <summary>The height of title and legend, with the distance to the plot.</summary>
    public double Height => _format.Edge + _title.Length * TitleHeight + LegendRows * LegendHeight + 8;

    private int LegendRows { get; }

    /// <summary>The whole picture, since the header is outside the plot area.</summary>
    public override OxyRect GetClippingRect() => new(0, 0, PlotModel.Width, PlotModel.Height);

    public override void Render(IRenderContext rc)
    {
        for (int i = 0; i < _title.Length; i++)
            rc.DrawText(new(_format.Edge, _format.Edge + (i + 0.5) * TitleHeight), _title[i], Palette.Text.Placeholder, Chart.Font,
                _format.TitleSize, FontWeights.Bold, verticalAlignment: VerticalAlignment.Middle);
        foreach ((double x, int row, string text, LegendEntry entry) in _legend)
        {
            double y = _format.Edge + _title.Length * TitleHeight + (row + 0.5) * LegendHeight;
            entry.Draw(rc, new(x + Chart.Sample / 2, y));
            rc.DrawText(new(x + Chart.Sample + Gap, y), text, Palette.Text.Placeholder, Chart.Font, Chart.FontSize,
                verticalAlignment: VerticalAlignment.Middle);
        }
    }
}

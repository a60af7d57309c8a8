using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>What a kind of mark means, with an example of it.</summary>
internal sealed record KeyEntry(string Text, Action<IRenderContext, ScreenPoint> Draw);

/// <summary>The title of a chart and, below it, the key to its marks.</summary>
internal sealed class Header : Annotation
{
    private const double TitleSize = 15, TitleHeight = 20, KeyHeight = 20, Gap = 6, Between = 20;

    private readonly string[] _title;
    private readonly List<(double X, int Row, string Text, KeyEntry Entry)> _key = [];

    public Header(string title, IReadOnlyList<KeyEntry> key)
    {
        const double Widest = Chart.Width - 2 * Chart.Edge;
        _title = Lettering.Wrap(title, Widest, TitleSize, FontWeights.Bold);
        double x = Chart.Edge;
        int row = 0;
        foreach (KeyEntry entry in key)
        {
            string text = Lettering.Cut(entry.Text, Widest - Chart.Sample - Gap);
            double width = Chart.Sample + Gap + Lettering.Width(text);
            if (x > Chart.Edge && x + width > Chart.Edge + Widest) (x, row) = (Chart.Edge, row + 1);
            _key.Add((x, row, text, entry));
            x += width + Between;
        }
        KeyRows = key.Count > 0 ? row + 1 : 0;
    }

    /// <summary>The room that it needs, with a distance to what is below.</summary>
    public double Height => Chart.Edge + _title.Length * TitleHeight + KeyRows * KeyHeight + 8;

    private int KeyRows { get; }

    /// <summary>The whole picture: it is drawn beside the plot.</summary>
    public override OxyRect GetClippingRect() => new(0, 0, PlotModel.Width, PlotModel.Height);

    public override void Render(IRenderContext rc)
    {
        for (int i = 0; i < _title.Length; i++)
            rc.DrawText(new(Chart.Edge, Chart.Edge + (i + 0.5) * TitleHeight), _title[i], Palette.Text.Placeholder, Chart.Font, TitleSize,
                FontWeights.Bold, verticalAlignment: VerticalAlignment.Middle);
        foreach ((double x, int row, string text, KeyEntry entry) in _key)
        {
            double y = Chart.Edge + _title.Length * TitleHeight + (row + 0.5) * KeyHeight;
            entry.Draw(rc, new(x + Chart.Sample / 2, y));
            rc.DrawText(new(x + Chart.Sample + Gap, y), text, Palette.Text.Placeholder, Chart.Font, Chart.FontSize,
                verticalAlignment: VerticalAlignment.Middle);
        }
    }
}

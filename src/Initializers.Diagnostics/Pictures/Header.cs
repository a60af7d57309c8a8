using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>What a kind of mark means, with an example of it.</summary>
internal sealed record KeyEntry(string Text, Action<IRenderContext, ScreenPoint> Draw);

/// <summary>The title of a chart and, below it, the key to its marks.</summary>
internal sealed class Header : Annotation
{
    private const double TitleSize = 15, TitleHeight = 20, KeyHeight = 20;

    private readonly string[] _title;
    private readonly IReadOnlyList<KeyEntry> _key;

    public Header(string title, IReadOnlyList<KeyEntry> key)
    {
        _title = Lettering.Wrap(title, Chart.Width - 2 * Chart.Edge, TitleSize, FontWeights.Bold);
        _key = key;
        (ClipByXAxis, ClipByYAxis) = (false, false);
    }

    /// <summary>The room that it needs, with a distance to what is below.</summary>
    public double Height => Chart.Edge + _title.Length * TitleHeight + (_key.Count > 0 ? KeyHeight : 0) + 8;

    public override void Render(IRenderContext rc)
    {
        double y = Chart.Edge;
        foreach (string line in _title)
        {
            rc.DrawText(new(Chart.Edge, y + TitleHeight / 2), line, Palette.Text.Placeholder, Chart.Font, TitleSize, FontWeights.Bold, verticalAlignment: VerticalAlignment.Middle);
            y += TitleHeight;
        }
        double x = Chart.Edge;
        foreach (KeyEntry entry in _key)
        {
            entry.Draw(rc, new(x + Chart.Sample / 2, y + KeyHeight / 2));
            x += Chart.Sample + 6;
            rc.DrawText(new(x, y + KeyHeight / 2), entry.Text, Palette.Text.Placeholder, Chart.Font, Chart.FontSize, verticalAlignment: VerticalAlignment.Middle);
            x += Lettering.Width(entry.Text) + 20;
        }
    }
}

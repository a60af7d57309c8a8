using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>
/// The names of the series at the right, each as close to the end of its line as the others allow, with a sample of line and marker.
/// </summary>
internal sealed class EndLabels : Annotation
{
    private const double Leader = 18, Gap = 6, Between = 3, Widest = 230;

    private readonly List<Label> _labels = [];

    /// <summary>The width of the labels beside the plot.</summary>
    public double Width =>
        Leader + Chart.Sample + Gap
            + _labels.SelectMany(label => label.Lines).Select(line => TextLayout.Width(line)).DefaultIfEmpty(0).Max();

    /// <summary>The height of all labels together.</summary>
    public double Height => _labels.Sum(label => label.Height + Between);

    /// <summary>Adds a label.</summary>
    /// <param name="text">The name of the series.</param>
    /// <param name="style">The style of the series.</param>
    /// <param name="kind">The kind of the line.</param>
    /// <param name="end">The last point of the line; null if nothing is drawn.</param>
    public void Add(string text, SeriesStyle style, LineKind kind, DataPoint? end) =>
        _labels.Add(new(TextLayout.Wrap(text, Widest), style, kind, end));

    /// <summary>The whole picture, since the labels are outside the plot area.</summary>
    public override OxyRect GetClippingRect() => new(0, 0, PlotModel.Width, PlotModel.Height);

    public override void Render(IRenderContext rc)
    {
        foreach ((Label label, double top) in Arranged())
        {
            double y = top + label.Height / 2, x = PlotModel.PlotArea.Right + Leader;
            if (label.End is { } end && PlotModel.PlotArea.Right - XAxis!.Transform(end.X) < 0.1 * PlotModel.PlotArea.Width)
            {
                ScreenPoint from = new(XAxis!.Transform(end.X) + 6, Within(end.Y));
                rc.DrawLine([from, new(Math.Max(from.X, x - Leader + 2), from.Y), new(x - 3, y)], Palette.Muted.Placeholder, 0.75,
                    EdgeRenderingMode.Adaptive, null, LineJoin.Round);
            }
            label.Style.Draw(rc, label.Kind, new(x + Chart.Sample / 2, y), label.Style.Colour);
            for (int i = 0; i < label.Lines.Length; i++)
                rc.DrawText(new(x + Chart.Sample + Gap, top + (i + 0.5) * TextLayout.LineHeight), label.Lines[i], Palette.Text.Placeholder,
                    Chart.Font, Chart.FontSize, verticalAlignment: VerticalAlignment.Middle);
        }
    }

    /// <summary>
    /// Places the labels from top to bottom, each below the one before, and then moves those that are too low up again.
    /// </summary>
    private IEnumerable<(Label Label, double Top)> Arranged()
    {
        Label[] labels = [.. _labels.OrderBy(label => label.End is { } end ? Within(end.Y) : double.PositiveInfinity)];
        var tops = new double[labels.Length];
        double free = PlotModel.PlotArea.Top;
        for (int i = 0; i < labels.Length; i++)
        {
            double wish = (labels[i].End is { } end ? Within(end.Y) : PlotModel.PlotArea.Bottom) - labels[i].Height / 2;
            tops[i] = Math.Max(wish, free);
            free = tops[i] + labels[i].Height + Between;
        }
        double limit = PlotModel.PlotArea.Bottom + TextLayout.LineHeight / 2;
        for (int i = labels.Length - 1; i >= 0; i--)
        {
            tops[i] = Math.Min(tops[i], limit - labels[i].Height);
            limit = tops[i] - Between;
        }
        return labels.Zip(tops);
    }

    private double Within(double y) => Math.Clamp(YAxis!.Transform(y), PlotModel.PlotArea.Top, PlotModel.PlotArea.Bottom);

    private sealed record Label(string[] Lines, SeriesStyle Style, LineKind Kind, DataPoint? End)
    {
        public double Height => Lines.Length * TextLayout.LineHeight;
    }
}

using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>The titles of the axes, at the lower edge and, rotated, at the left edge of the picture.</summary>
internal sealed class AxisTitles(string[] x, string[] y, double edge) : Annotation
{
    /// <summary>The whole picture, since the titles are outside the plot area.</summary>
    public override OxyRect GetClippingRect() => new(0, 0, PlotModel.Width, PlotModel.Height);

    public override void Render(IRenderContext rc)
    {
        for (int i = 0; i < x.Length; i++)
            Draw(rc, new(PlotModel.PlotArea.Center.X, PlotModel.Height - edge - (x.Length - i - 0.5) * TextLayout.LineHeight), x[i],
                rotation: 0);
        for (int i = 0; i < y.Length; i++)
            Draw(rc, new(edge + (i + 0.5) * TextLayout.LineHeight, PlotModel.PlotArea.Center.Y), y[i], rotation: -90);
    }

    private static void Draw(IRenderContext context, ScreenPoint centre, string text, double rotation) =>
        context.DrawText(centre, text, Palette.Text.Placeholder, Chart.Font, Chart.FontSize, FontWeights.Normal, rotation,
            HorizontalAlignment.Center, VerticalAlignment.Middle);
}

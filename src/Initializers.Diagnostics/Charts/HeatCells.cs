using OxyPlot;
using OxyPlot.Annotations;

namespace Initializers.Diagnostics;

/// <summary>The cells of a heat map, and the scale of their colours at its right.</summary>
internal sealed class HeatCells(WeightGrid grid, string scale) : Annotation
{
    private const double Distance = 14, BarWidth = 12, Gap = 6;

    private readonly double _largest = grid.Scale;

    /// <summary>The width of the scale with its labels.</summary>
    public double ScaleWidth => Distance + BarWidth + Gap + Labels.Select(label => TextLayout.Width(label.Text)).Max()
        + (scale.Length == 0 ? 0 : TextLayout.LineHeight + Gap);

    /// <summary>The whole picture, since the scale is outside the plot area.</summary>
    public override OxyRect GetClippingRect() => new(0, 0, PlotModel.Width, PlotModel.Height);

    public override void Render(IRenderContext rc)
    {
        foreach (var shade in Cells().GroupBy(cell => cell.Colour, cell => cell.Place).OrderBy(shade => shade.Key.B))
        {
            foreach (OxyRect place in shade)
                rc.DrawRectangle(place, shade.Key, OxyColors.Undefined, 0, EdgeRenderingMode.PreferSharpness);
        }
        OxyRect area = PlotModel.PlotArea;
        rc.DrawRectangle(area, OxyColors.Undefined, Palette.Muted.Placeholder, 1, EdgeRenderingMode.PreferSharpness);
        DrawScale(rc, new(area.Right + Distance, area.Top, BarWidth, area.Height));
    }

    /// <summary>The labels of the scale, with their shades.</summary>
    private IEnumerable<(string Text, int Shade)> Labels
    {
        get
        {
            string largest = Number.Text(_largest, 2);
            bool isBeyond = Values().Any(value => Math.Abs(value) > _largest);
            return
            [
                ($"{(isBeyond ? "≥ " : "")}{largest}", DivergingPalette.Shades), ("0", 0),
                ($"{(isBeyond ? "≤ " : "")}-{largest}", -DivergingPalette.Shades),
            ];
        }
    }

    private IEnumerable<double> Values() =>
        Enumerable.Range(0, grid.CellRows * grid.CellColumns).Select(i => grid[i / grid.CellColumns, i % grid.CellColumns]);

    /// <summary>The cells with their colours; neighbours in a row that have the same colour are one.</summary>
    private IEnumerable<(OxyColor Colour, OxyRect Place)> Cells()
    {
        for (int row = 0; row < grid.CellRows; row++)
        {
            double top = Along(YAxis!, row * grid.RowsOfCell), bottom = Along(YAxis!, Math.Min(grid.Rows, (row + 1) * grid.RowsOfCell));
            for (int column = 0, next; column < grid.CellColumns; column = next)
            {
                OxyColor colour = ColourOf(grid[row, column]);
                for (next = column + 1; next < grid.CellColumns && ColourOf(grid[row, next]) == colour;) next++;
                double left = Along(XAxis!, column * grid.ColumnsOfCell);
                double right = Along(XAxis!, Math.Min(grid.Columns, next * grid.ColumnsOfCell));
                yield return (colour, new(left, top, right - left, bottom - top));
            }
        }
    }

    private static double Along(OxyPlot.Axes.Axis axis, double coordinate) => Math.Round(axis.Transform(coordinate), 2);

    private OxyColor ColourOf(double value) =>
        double.IsFinite(value) ? DivergingPalette.Of(DivergingPalette.ShadeOf(value, _largest)) : Palette.NotFinite.Placeholder;

    private void DrawScale(IRenderContext context, OxyRect bar)
    {
        const int Count = 2 * DivergingPalette.Shades + 1;
        for (int shade = 0; shade < Count; shade++)
        {
            // Each reaches to the lower end, so that no gap shows between two.
            double top = bar.Top + shade * bar.Height / Count;
            context.DrawRectangle(
                new OxyRect(bar.Left, top, bar.Width, bar.Bottom - top), DivergingPalette.Of(DivergingPalette.Shades - shade),
                OxyColors.Undefined, 0, EdgeRenderingMode.PreferSharpness);
        }
        double right = bar.Right + Gap;
        foreach ((string text, int shade) in Labels)
        {
            double y = bar.Top + (DivergingPalette.Shades - shade) / (2.0 * DivergingPalette.Shades) * bar.Height;
            VerticalAlignment side = shade > 0 ? VerticalAlignment.Top : shade < 0 ? VerticalAlignment.Bottom : VerticalAlignment.Middle;
            context.DrawText(new(right, y), text, Palette.Text.Placeholder, Chart.Font, Chart.FontSize, FontWeights.Normal, 0,
                HorizontalAlignment.Left, side);
        }
        if (scale.Length == 0) return;
        context.DrawText(new(right + Labels.Select(label => TextLayout.Width(label.Text)).Max() + Gap + TextLayout.LineHeight / 2,
            bar.Center.Y), scale, Palette.Text.Placeholder, Chart.Font, Chart.FontSize, FontWeights.Normal, -90, HorizontalAlignment.Center,
            VerticalAlignment.Middle);
    }
}

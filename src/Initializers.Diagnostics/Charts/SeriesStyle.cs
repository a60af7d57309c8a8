using OxyPlot;
using OxyPlot.Series;

namespace Initializers.Diagnostics;

/// <summary>What distinguishes a series: its colour, the shape of its markers, and the dash pattern of its theory.</summary>
/// <param name="Number">The index of the series, from 0.</param>
internal readonly record struct SeriesStyle(int Number)
{
    public const double Thickness = 2, MarkerSize = 4;

    /// <summary>Seven markers, for eight colours, so that 56 series differ.</summary>
    private static readonly (MarkerType Type, ScreenPoint[]? Outline)[] Markers =
    [
        (MarkerType.Circle, null), (MarkerType.Square, null), (MarkerType.Triangle, null), (MarkerType.Diamond, null),
        (MarkerType.Cross, null), (MarkerType.Plus, null), (MarkerType.Custom, [new(-1, -0.8), new(1, -0.8), new(0, 1)]),
    ];

    /// <summary>Seven dash patterns: lengths of dashes and gaps, in pixels.</summary>
    private static readonly double[][] Patterns = [[7, 4], [2, 3], [12, 4], [10, 3, 2, 3], [4, 4], [14, 3, 2, 3, 2, 3], [5, 2]];

    public OxyColor Colour => Palette.Series(Number);

    public double[] Dashes => Patterns[Number % Patterns.Length];

    private (MarkerType Type, ScreenPoint[]? Outline) Marker => Markers[Number % Markers.Length];

    /// <summary>A line with markers.</summary>
    public LineSeries Measured() => new()
    {
        Color = Colour,
        StrokeThickness = Thickness,
        LineJoin = LineJoin.Round,
        MinimumSegmentLength = 0,
        MarkerType = Marker.Type,
        MarkerOutline = Marker.Outline,
        MarkerSize = MarkerSize,
        MarkerFill = Colour,
        MarkerStroke = Colour,
        MarkerStrokeThickness = MarkerStroke,
        MarkerResolution = 8,
    };

    /// <summary>A dashed line.</summary>
    public LineSeries Theory() =>
        new() { Color = Colour, StrokeThickness = Thickness, LineJoin = LineJoin.Round, Dashes = Dashes, MinimumSegmentLength = 0 };

    /// <summary>A margin around the dashes, so that they are seen on a line of the same colour.</summary>
    public LineSeries Margin()
    {
        LineSeries margin = Theory();
        (margin.Color, margin.StrokeThickness) = (Palette.Paper.Placeholder, Thickness + 3);
        return margin;
    }

    /// <summary>Draws a sample of the line, centred at a point.</summary>
    public void Draw(IRenderContext context, LineKind kind, ScreenPoint centre, OxyColor colour)
    {
        ScreenPoint[] line = [new(centre.X - Chart.Sample / 2, centre.Y), new(centre.X + Chart.Sample / 2, centre.Y)];
        context.DrawLine(line, colour, Thickness, EdgeRenderingMode.Adaptive, kind == LineKind.Theory ? Dashes : null, LineJoin.Round);
        if (kind == LineKind.Measured)
            context.DrawMarker(centre, Marker.Type, Marker.Outline, MarkerSize, colour, colour, MarkerStroke, EdgeRenderingMode.Adaptive);
    }

    /// <summary>Crosses and pluses consist of strokes only.</summary>
    private double MarkerStroke => Marker.Type is MarkerType.Cross or MarkerType.Plus ? 1.5 : 0;
}

namespace Initializers.Diagnostics;

/// <summary>The size of a plot, in pixels, and what fits into it.</summary>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="Edge">The margin, which small plots leave to the picture around them.</param>
/// <param name="TitleSize">The size of the title's letters.</param>
/// <param name="XLabels">The largest number of labels of the horizontal axis.</param>
/// <param name="YLabels">The largest number of labels of the vertical axis.</param>
internal sealed record PlotFormat(double Width, double Height, double Edge, double TitleSize, int XLabels, int YLabels)
{
    private const double Inside = Chart.Width - 2 * Chart.Edge;

    /// <summary>A picture of its own.</summary>
    public static readonly PlotFormat Whole = new(Chart.Width, Chart.Height, Chart.Edge, 15, 9, 8);

    /// <summary>One of three beside each other.</summary>
    public static readonly PlotFormat Small = new(Inside / 3, 190, 0, Chart.FontSize, 5, 4);

    /// <summary>A map beside two <see cref="Narrow"/> plots: wide enough for 64 cells of 3 pixels, axis and scale.</summary>
    public static readonly PlotFormat Map = Small with { Width = 330, Height = 276, YLabels = 5 };

    /// <summary>One of two beside a map.</summary>
    public static readonly PlotFormat Narrow = Map with { Width = (Inside - Map.Width) / 2, XLabels = 4 };

    /// <summary>Whether the plot is one of several.</summary>
    public bool IsSmall => Edge == 0;

    /// <summary>The points of a curve.</summary>
    public int CurvePoints => IsSmall ? 120 : 400;
}

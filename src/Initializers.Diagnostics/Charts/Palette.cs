using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>A colour of charts, in light and dark mode.</summary>
/// <param name="Variable">The CSS variable.</param>
/// <param name="Light">The colour in light mode.</param>
/// <param name="Dark">The colour in dark mode.</param>
/// <param name="Placeholder">The colour in which OxyPlot draws, which <see cref="SvgPicture"/> replaces by the variable.</param>
internal sealed record Ink(string Variable, string Light, string Dark, OxyColor Placeholder);

/// <summary>
/// The colours of charts, from M. Okabe and K. Ito (2008), "Color Universal Design", <see href="https://jfly.uni-koeln.de/color/"/>, darker
/// or lighter for a contrast of at least 3:1 between each series and the background.
/// </summary>
internal static class Palette
{
    public static readonly Ink Paper = New("--paper", "#ffffff", "#16181d", 0);
    public static readonly Ink Text = New("--ink", "#1f2328", "#e6e8eb", 1);
    public static readonly Ink Muted = New("--muted", "#6b7178", "#9aa1a9", 2);
    public static readonly Ink Grid = New("--grid", "#e1e4e8", "#343941", 3);

    /// <summary>Cells of a heat map that have no number.</summary>
    public static readonly Ink NotFinite = New("--not-finite", "#00a651", "#2fe07a", 4);

    /// <summary>Blue, vermilion, green, purple, yellow, sky blue, grey, brown.</summary>
    private static readonly Ink[] Colours =
    [
        New("--series-1", "#0072b2", "#4ba3e3", 11),
        New("--series-2", "#c95600", "#f28a42", 12),
        New("--series-3", "#00835d", "#2fc795", 13),
        New("--series-4", "#b0478a", "#e58bc3", 14),
        New("--series-5", "#8f7000", "#efd84a", 15),
        New("--series-6", "#3f93c9", "#a9dcf8", 16),
        New("--series-7", "#5c5c5c", "#bdbdbd", 17),
        New("--series-8", "#7a4419", "#cf9f70", 18),
    ];

    /// <summary>All colours.</summary>
    public static IReadOnlyList<Ink> All { get; } = [Paper, Text, Muted, Grid, NotFinite, .. Colours, .. DivergingPalette.Inks];

    public static OxyColor Series(int series) => Colours[series % Colours.Length].Placeholder;

    private static Ink New(string variable, string light, string dark, byte number) =>
        new(variable, light, dark, OxyColor.FromRgb(1, 2, number));
}

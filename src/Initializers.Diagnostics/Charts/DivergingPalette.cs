using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>
/// Colours of numbers of both signs: blue below 0, red above it, and the stronger, the larger. They are those of RdBu, which readers with
/// any of the usual kinds of colour blindness can tell apart: C. A. Brewer, "ColorBrewer", <see href="https://colorbrewer2.org/"/>. On
/// light paper 0 is nearly white and large numbers are dark; on dark paper 0 is nearly black and large numbers are light.
/// </summary>
internal static class DivergingPalette
{
    /// <summary>The shades of each sign.</summary>
    public const int Shades = 12;

    /// <summary>From 0 on, as far as both papers share their colours.</summary>
    private static readonly string[] LightNegative = ["f7f7f7", "d1e5f0", "92c5de", "4393c3", "2166ac", "053061"],
        LightPositive = ["f7f7f7", "fddbc7", "f4a582", "d6604d", "b2182b", "67001f"],
        DarkNegative = ["23262d", "053061", "2166ac", "4393c3", "92c5de", "d1e5f0"],
        DarkPositive = ["23262d", "67001f", "b2182b", "d6604d", "f4a582", "fddbc7"];

    /// <summary>The colours from the smallest number to the largest.</summary>
    public static IReadOnlyList<Ink> Inks { get; } = [.. Enumerable.Range(-Shades, 2 * Shades + 1).Select(shade => new Ink(
        shade < 0 ? FormattableString.Invariant($"--minus-{-shade}") : FormattableString.Invariant($"--plus-{shade}"),
        Between(shade < 0 ? LightNegative : LightPositive, Math.Abs(shade)),
        Between(shade < 0 ? DarkNegative : DarkPositive, Math.Abs(shade)),
        OxyColor.FromRgb(1, 3, (byte)(100 + shade))))];

    /// <summary>The shade of a number, from -12 to 12.</summary>
    /// <param name="value">The number, which is not NaN.</param>
    /// <param name="largest">The magnitude that has the strongest colour, as have all beyond it; above 0.</param>
    public static int ShadeOf(double value, double largest) =>
        (int)Math.Round(Shades * Math.Clamp(value / largest, -1, 1), MidpointRounding.AwayFromZero);

    public static OxyColor Of(int shade) => Inks[shade + Shades].Placeholder;

    private static string Between(string[] anchors, int shade)
    {
        double at = (double)shade / Shades * (anchors.Length - 1);
        int first = Math.Min((int)at, anchors.Length - 2);
        byte[] from = Convert.FromHexString(anchors[first]), to = Convert.FromHexString(anchors[first + 1]);
        return "#" + Convert.ToHexStringLower(
            [.. from.Zip(to, (start, end) => (byte)Math.Round(start + (at - first) * (end - start), MidpointRounding.AwayFromZero))]);
    }
}

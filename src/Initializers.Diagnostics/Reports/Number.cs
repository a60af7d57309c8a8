using System.Globalization;

namespace Initializers.Diagnostics;

/// <summary>Numbers as readable text.</summary>
internal static class Number
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A value with the given number of significant digits: 0.1234, 12.35, 123456, 7.1e-8.</summary>
    public static string Text(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "-∞";
        if (value == 0) return "0";
        double size = Math.Floor(Math.Log10(Math.Abs(value)));
        return size is >= -4 and < 6
            ? value.ToString("0." + new string('#', (int)Math.Max(0, digits - 1 - size)), CultureInfo.InvariantCulture)
            : value.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture);
    }

    /// <summary>A power of ten: 10⁻⁸.</summary>
    public static string Power(int exponent) => exponent == 0 ? "1"
        : string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : Superscripts[digit - '0']))
            .Insert(0, "10");

    /// <summary>A part of a whole in percent, with two significant digits, never rounded up to 100 %: 12 %, 0.02 %, over 99 %.</summary>
    public static string Share(long part, long whole) =>
        part < whole && Math.Round(100.0 * part / whole) == 100 ? "over 99 %" : Text(100.0 * part / whole, 2) + " %";
}

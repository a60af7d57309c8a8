namespace Initializers.Kernels;

/// <summary>
/// Exponential and logarithm from correctly rounded operations only, so that every machine computes the same bits. <c>Math.Exp</c> and
/// <c>Math.Log</c> call the C runtime, which differs between systems. Both are within 1 ulp of the truth (tested).
/// </summary>
internal static class PortableMath
{
    // ln 2 in two parts: the first has 32 significant bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;

    /// <summary>e^x: x = k ln 2 + r with |r| at most ln(2)/2, and e^r by its Taylor series.</summary>
    public static double Exp(double x)
    {
        if (!(x > -745.2)) return double.IsNaN(x) ? x : 0;
        if (x > 709.79) return double.PositiveInfinity;
        double k = Math.Floor(x * InverseLn2 + 0.5);
        double high = x - k * Ln2High, low = k * Ln2Low;
        double r = high - low;
        double rounding = (high - r) - low;

        double series = 1.0 / 6227020800; // 1 / 13!
        series = series * r + 1.0 / 479001600;
        series = series * r + 1.0 / 39916800;
        series = series * r + 1.0 / 3628800;
        series = series * r + 1.0 / 362880;
        series = series * r + 1.0 / 40320;
        series = series * r + 1.0 / 5040;
        series = series * r + 1.0 / 720;
        series = series * r + 1.0 / 120;
        series = series * r + 1.0 / 24;
        series = series * r + 1.0 / 6;
        series = series * r + 1.0 / 2;
        return Math.ScaleB(1 + (r + (series * (r * r) + rounding)), (int)k);
    }

    /// <summary>ln x for x > 0 (zero gives minus infinity): x = 2^k m with m between sqrt(1/2) and sqrt(2), and ln m = 2 artanh((m - 1) / (m + 1)) by its series.</summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        int k = Math.ILogB(x);
        double m = Math.ScaleB(x, -k);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            k++;
        }

        // ln(1 + f) = f - (f^2/2 - s (f^2/2 + rest)) with s = f / (2 + f), which loses nothing near 1.
        double f = m - 1, s = f / (2 + f), square = s * s;
        double rest = 2.0 / 21;
        for (int odd = 19; odd >= 3; odd -= 2) rest = rest * square + 2.0 / odd;
        rest *= square;
        double half = 0.5 * f * f;
        return k * Ln2High - ((half - (s * (half + rest) + k * Ln2Low)) - f);
    }
}

namespace Initializers;

/// <summary>
/// Sine and cosine from correctly rounded operations only, so that every machine computes the same bits. Within 1 ulp of the truth up to an
/// angle of 10^5, but for an angle whose sine or cosine all but vanishes (tested).
/// </summary>
internal static class PortableTrigonometry
{
    // pi / 2 in three parts, whose products with a whole number below 2^20 are exact but for the last.
    private const double HalfPiHigh = 1.57079632673412561417e+00;
    private const double HalfPiMiddle = 6.07710050630396597660e-11;
    private const double HalfPiLow = 2.02226624879595063154e-21;

    /// <summary>The alternating 1 / (2 j + 1)!, from the highest power down.</summary>
    private static ReadOnlySpan<double> SinSeries =>
        [-1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6];

    /// <summary>The alternating 1 / (2 j)!, from the highest power down.</summary>
    private static ReadOnlySpan<double> CosSeries =>
        [1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24];

    /// <summary>The sine and the cosine of an angle of at most 10^5 in size.</summary>
    public static (double Sin, double Cos) SinCos(double angle)
    {
        double quarters = Math.Round(angle / (Math.PI / 2));
        double rest = angle - quarters * HalfPiHigh - quarters * HalfPiMiddle - quarters * HalfPiLow;
        double square = rest * rest;
        double sin = rest + rest * (square * Series(SinSeries, square));
        double cos = 1 - (square / 2 - square * (square * Series(CosSeries, square)));
        return ((long)quarters & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    private static double Series(ReadOnlySpan<double> terms, double x)
    {
        double sum = 0;
        foreach (double term in terms) sum = sum * x + term;
        return sum;
    }
}

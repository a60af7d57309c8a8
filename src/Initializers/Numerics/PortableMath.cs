using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// Exponential and logarithm from correctly rounded operations only, so that every machine computes the same bits; <c>Math.Exp</c> and
/// <c>Math.Log</c> call the C runtime, which differs between systems. The error of both is at most 1 ulp (tested).
/// </summary>
internal static class PortableMath
{
    // ln 2 in two parts. The first has 32 significant bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;

    /// <summary>1 / j!, from the highest power down.</summary>
    private static ReadOnlySpan<double> ExpSeries =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120,
        1.0 / 24, 1.0 / 6, 1.0 / 2,
    ];

    /// <summary>2 / odd, from the highest power down.</summary>
    private static ReadOnlySpan<double> LogSeries =>
        [2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3];

    /// <summary>Returns e^x for any x.</summary>
    public static double Exp(double x)
    {
        if (!(x > -745.2)) return double.IsNaN(x) ? x : 0;
        if (x > 709.79) return double.PositiveInfinity;
        (Doubles64 significand, Doubles64 exponent) = ExpInParts(new Doubles64(x));
        return Math.ScaleB(significand.Value, (int)exponent.Value);
    }

    /// <summary>Returns e^x for |x| up to 708.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Exp<T>(T x) where T : unmanaged, IDoubles<T>
    {
        (T significand, T exponent) = ExpInParts(x);
        return significand * T.PowerOfTwo(exponent);
    }

    /// <summary>Returns x^exponent for x from 0 to 1 and an exponent above 0, to about 1 + |exponent ln x| ulp.</summary>
    public static double Power(double x, double exponent) => Exp(exponent * Log(x));

    /// <summary>Returns ln x for any x.</summary>
    public static double Log(double x)
    {
        const double SmallestNormal = 2.2250738585072014e-308;
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        return x < SmallestNormal ? Log(new Doubles64(x * (1L << 54)), -54).Value : Log(new Doubles64(x)).Value;
    }

    /// <summary>
    /// Returns ln(2^exponent x) for normal x above 0: x = 2^k m with m between sqrt(1/2) and sqrt(2), and
    /// ln m = 2 artanh((m - 1) / (m + 1)) by its series.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // so that this formula has all of the compiler's inlining budget
    public static T Log<T>(T x, double exponent = 0) where T : unmanaged, IDoubles<T>
    {
        const double SqrtTwo = 1.4142135623730951;
        (T k, T m) = T.Split(x);
        k = T.WhereAbove(m, SqrtTwo, k + T.Broadcast(1), k) + T.Broadcast(exponent);
        m = T.WhereAbove(m, SqrtTwo, m * T.Broadcast(0.5), m);

        // ln(1 + f) = f - (f^2/2 - s (f^2/2 + rest)) with s = f / (2 + f), which is accurate near 1.
        T f = m - T.Broadcast(1), s = f / (T.Broadcast(2) + f), square = s * s;
        T rest = Polynomial(square, LogSeries) * square, half = T.Broadcast(0.5) * f * f;
        return k * T.Broadcast(Ln2High) - ((half - (s * (half + rest) + k * T.Broadcast(Ln2Low))) - f);
    }

    /// <summary>Returns e^x as significand 2^k: x = k ln 2 + r with |r| at most ln(2)/2, and e^r by its Taylor series.</summary>
    private static (T Significand, T Exponent) ExpInParts<T>(T x) where T : unmanaged, IDoubles<T>
    {
        T k = T.Floor(x * T.Broadcast(InverseLn2) + T.Broadcast(0.5));
        T high = x - k * T.Broadcast(Ln2High), low = k * T.Broadcast(Ln2Low);
        T r = high - low, rounding = (high - r) - low;
        return (T.Broadcast(1) + (r + (Polynomial(r, ExpSeries) * (r * r) + rounding)), k);
    }

    /// <summary>Evaluates a polynomial by Horner's rule, with the coefficient of the highest power first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Polynomial<T>(T x, ReadOnlySpan<double> coefficients) where T : unmanaged, IDoubles<T>
    {
        T value = T.Broadcast(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++) value = value * x + T.Broadcast(coefficients[i]);
        return value;
    }
}

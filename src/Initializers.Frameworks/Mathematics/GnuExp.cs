using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// e^x of a double as the GNU C library (since 2.28, on x86-64 with FMA) computes it, for |x| up to 500: within 0.511 ulp.
/// </summary>
/// <remarks>
/// Method and polynomial: ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>:
/// e^x = 2^(k / 128) e^r, with 2^(i / 128) from a table of the 128 nearest doubles and their relative rounding errors. The table is
/// computed here.
/// </remarks>
internal static class GnuExp
{
    private const int Count = 128;

    /// <summary>2^52 * 1.5, near which doubles are 1 apart.</summary>
    private const double RoundToIntegers = 6755399441055744;

    /// <summary>128 / ln 2, and -ln 2 / 128 as a sum of two doubles, the first with trailing zeros.</summary>
    private static readonly double PerLn2 = Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FF71547652B82FE), 7),
        High = BitConverter.UInt64BitsToDouble(0xBF762E42FEFA0000), Low = BitConverter.UInt64BitsToDouble(0xBD0CF79ABC9E3B3A);

    /// <summary>The polynomial of (e^r - 1 - r) / r^2, from the lowest power up.</summary>
    private static readonly double[] C =
        BitPatterns.Doubles([0x3FDFFFFFFFFFFDBD, 0x3FC555555555543C, 0x3FA55555CF172B91, 0x3F81111167A4D017]);

    private static readonly (double Power, double Remainder)[] Powers = [.. Enumerable.Range(0, Count).Select(Power)];

    /// <summary>The double nearest to 2^(i / 128), for i from 0 to 127.</summary>
    public static double PowerOfTwo(int i) => Powers[i].Power;

    public static double Invoke(double x)
    {
        double k = Fma(PerLn2, x, RoundToIntegers) - RoundToIntegers, r = Fma(k, Low, Fma(k, High, x)), r2 = r * r;
        (double power, double rest) = Powers[(int)k & (Count - 1)];
        double scale = Math.ScaleB(power, (int)k >> 7);
        double lessOne = Fma(r2 * r2, Fma(r, C[3], C[2]), Fma(r2, Fma(r, C[1], C[0]), rest + r));
        return Fma(scale, lessOne, scale);
    }

    private static (double, double) Power(int i)
    {
        BigInteger number = FixedPoint.Exp(FixedPoint.Ln2 * i / Count);
        (double power, BigInteger rest) = FixedPoint.Nearest(number);
        return (power, FixedPoint.Nearest(rest * FixedPoint.One / (number - rest)).Value);
    }

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

/// <summary>e^x of a float as the GNU C library (since 2.27) computes it, in doubles, for |x| up to 80.</summary>
/// <remarks>
/// Method and polynomial: ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>:
/// e^x = 2^(k / 32) 2^(r / 32) with |r| up to 1/2.
/// </remarks>
internal static class GnuExpSingle
{
    /// <summary>2^52 * 1.5, near which doubles are 1 apart.</summary>
    private const double RoundToIntegers = 6755399441055744;

    /// <summary>32 / ln 2.</summary>
    private static readonly double PerLn2 = Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FF71547652B82FE), 5);

    /// <summary>The polynomial of 2^(r / 32), from r^3 down to r.</summary>
    private static readonly double[] C = [Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FAC6AF84B912394), -15),
        Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FCEBFCE50FAC4F3), -10),
        Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FE62E42FF0C52D6), -5)];

    public static float Invoke(float x)
    {
        double z = PerLn2 * x, k = z + RoundToIntegers - RoundToIntegers, r = z - k;
        double scale = Math.ScaleB(GnuExp.PowerOfTwo(((int)k & 31) * 4), (int)k >> 5);
        double p = (C[0] * r + C[1]) * (r * r) + (C[2] * r + 1);
        return (float)(p * scale);
    }
}

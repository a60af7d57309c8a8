using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>e^x of a double as the GNU C library (since 2.28, on x86-64 with FMA) rounds it: within 0.511 ulp. For |x| up to 500.</summary>
/// <remarks>
/// The method and the polynomial are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>:
/// e^x = 2^(k / 128) e^r, with 2^(i / 128) from a table of 128 doubles and of what each leaves, relative to it. Their table is these
/// nearest doubles, so it is computed here.
/// </remarks>
internal static class GnuExp
{
    private const int Count = 128;

    /// <summary>2^52 * 1.5, next to which doubles are 1 apart.</summary>
    private const double RoundToIntegers = 6755399441055744;

    /// <summary>128 / ln 2, and -ln 2 / 128 in two parts, the first with zeros at its end.</summary>
    private static readonly double PerLn2 = Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FF71547652B82FE), 7),
        High = BitConverter.UInt64BitsToDouble(0xBF762E42FEFA0000), Low = BitConverter.UInt64BitsToDouble(0xBD0CF79ABC9E3B3A);

    /// <summary>(e^r - 1 - r) / r^2, from the lowest power up.</summary>
    private static readonly double[] C = Words.Doubles([0x3FDFFFFFFFFFFDBD, 0x3FC555555555543C, 0x3FA55555CF172B91, 0x3F81111167A4D017]);

    private static readonly (double Power, double Left)[] Powers = [.. Enumerable.Range(0, Count).Select(Power)];

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
        (double power, BigInteger left) = FixedPoint.Nearest(number);
        return (power, FixedPoint.Nearest(left * FixedPoint.One / (number - left)).Value);
    }

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

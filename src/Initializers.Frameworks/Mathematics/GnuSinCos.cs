using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>
/// Sine and cosine of a double as the GNU C library (since 2.28, on x86-64 with FMA) computes them, for |x| below 10^8: within 0.55 ulp.
/// One value in a thousand is not the nearest double, which shows in the bits of weights.
/// </summary>
/// <remarks>
/// Method: IBM's Accurate Mathematical Library, as the GNU C library has it: x = k / 128 + r, and the addition theorems with tabulated sine
/// and cosine of k / 128 and short polynomials of r. The operations that its compiler fused are fused. All of 10^8 angles from 0 to 2 pi
/// agree with glibc 2.36.
/// </remarks>
internal static class GnuSinCos
{
    /// <summary>pi / 2 as a double, and the next 53 bits.</summary>
    private const double HalfPi = 1.5707963267948966, HalfPiRest = 6.123233995736766e-17;

    /// <summary>2^45 * 1.5, near which doubles are 1 / 128 apart, and 2^52 * 1.5, near which they are 1 apart.</summary>
    private const double RoundTo128ths = 52776558133248, RoundToIntegers = 6755399441055744;

    /// <summary>pi / 2 as a sum of four doubles, the first three with trailing zeros.</summary>
    private static readonly double[] Quarter = Doubles([0x3FF921FB58000000, 0xBE4DDE973C000000, 0xBC8CB3B398000000, 0xBACD747F23E32ED7]);

    /// <summary>The polynomial of sin x below 0.126: the odd powers starting at the third.</summary>
    private static readonly double[] Small =
        Doubles([0xBFC5555555555555, 0x3F81111111110ECE, 0xBF2A01A019DB08B8, 0x3EC71DE27B9A7ED9, 0xBE5ADDFFC2FCDF59]);

    /// <summary>The polynomials of sin r - r, odd powers starting at r^3, and of 1 - cos r, even powers starting at r^2.</summary>
    private static readonly double[] S = Doubles([0xBFC5555555555515, 0x3F811110E829872F]),
        C = Doubles([0x3FE0000000000000, 0xBFA5555555555535, 0x3F56C16BEDD9E239]);

    /// <summary>About 2.43: below, x is subtracted from pi / 2.</summary>
    private static readonly double UpperOfMiddle = BitConverter.UInt64BitsToDouble(0x400368FD00000000);

    public static (double Sine, double Cosine) Invoke(double x)
    {
        double size = Math.Abs(x);
        if (size < 0.85546875) return (Sine(x, 0), Cosine(x, 0));
        if (size < UpperOfMiddle)
        {
            double left = HalfPi - size, a = left + HalfPiRest, rest = left - a + HalfPiRest;
            return (Math.CopySign(Cosine(left, HalfPiRest), x), Sine(a, rest));
        }
        (double y, double yRest, int quarter) = Reduced(x);
        double sine = Sine(y, yRest), cosine = Cosine(y, yRest);
        return (quarter & 3) switch { 0 => (sine, cosine), 1 => (cosine, -sine), 2 => (-sine, -cosine), _ => (-cosine, sine) };
    }

    /// <summary>x minus the nearest multiple of pi / 2, as a sum of two doubles, and that multiple.</summary>
    private static (double Value, double Remainder, int Quarter) Reduced(double x)
    {
        double n = Fma(x, 2 / Math.PI, RoundToIntegers) - RoundToIntegers;
        double far = Fma(-n, Quarter[1], Fma(-n, Quarter[0], x)), near = Fma(-n, Quarter[2], far), lost = Fma(-n, Quarter[2], far - near);
        double value = Fma(-n, Quarter[3], near);
        return (value, lost + Fma(-n, Quarter[3], near - value), (int)n);
    }

    /// <summary>sin(x + rest).</summary>
    private static double Sine(double x, double rest)
    {
        double size = Math.Abs(x);
        if (size < 0.126)
        {
            double x2 = x * x, p = Fma(Fma(Fma(Fma(Small[4], x2, Small[3]), x2, Small[2]), x2, Small[1]), x2, Small[0]);
            return x + Fma(Fma(p, x, -0.5 * rest), x2, rest);
        }
        if (x <= 0) rest = -rest;
        double nearest = size + RoundTo128ths - RoundTo128ths, r = size - nearest, square = r * r;
        double s = r + Fma(r * square, Fma(square, S[1], S[0]), rest), c = Fma(r, rest, square * Even(square));
        GnuSinCosTable.Row at = GnuSinCosTable.At((int)(nearest * 128));
        return Math.CopySign(at.Sine + Fma(at.Cosine, s, Fma(-at.Sine, c, Fma(s, at.CosineRest, at.SineRest))), x);
    }

    /// <summary>cos(x + rest).</summary>
    private static double Cosine(double x, double rest)
    {
        if (x < 0) rest = -rest;
        double size = Math.Abs(x), nearest = size + RoundTo128ths - RoundTo128ths, r = size - nearest + rest, square = r * r;
        double s = Fma(r * square, Fma(square, S[1], S[0]), r), c = square * Even(square);
        GnuSinCosTable.Row at = GnuSinCosTable.At((int)(nearest * 128));
        return at.Cosine + Fma(-at.Sine, s, Fma(-at.Cosine, c, Fma(-s, at.SineRest, at.CosineRest)));
    }

    /// <summary>(1 - cos r) / r^2.</summary>
    private static double Even(double square) => Fma(square, Fma(square, C[2], C[1]), C[0]);

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

/// <summary>
/// Sine and cosine of k / 128 for k from 0 to 110, each as the nearest double and the double nearest to the remainder: the numbers of the
/// GNU C library's table.
/// </summary>
internal static class GnuSinCosTable
{
    private const int Count = 111;

    private static readonly Row[] Rows = [.. Enumerable.Range(0, Count).Select(Compute)];

    public readonly record struct Row(double Sine, double SineRest, double Cosine, double CosineRest);

    public static Row At(int k) => Rows[k];

    private static Row Compute(int k)
    {
        BigInteger angle = FixedPoint.One * k / 128;
        (double sine, BigInteger sineRest) = FixedPoint.Nearest(FixedPoint.Sin(angle));
        (double cosine, BigInteger cosineRest) = FixedPoint.Nearest(FixedPoint.Cos(angle));
        return new(sine, FixedPoint.Nearest(sineRest).Value, cosine, FixedPoint.Nearest(cosineRest).Value);
    }
}

/// <summary>
/// Sine and cosine of floats from 0 to 120 as the GNU C library computes them, in doubles: 1.3 % of the values are not the nearest float.
/// The same with and without FMA.
/// </summary>
/// <remarks>
/// Method and polynomials: ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>, which branch for
/// small arguments; the formula gives the same values there.
/// </remarks>
internal static class GnuSinCosSingle
{
    /// <summary>2^24 * 2 / pi, and pi / 2.</summary>
    private const ulong QuartersScaled = 0x41645F306DC9C883, HalfPi = 0x3FF921FB54442D18;

    private const ulong S0 = 0xBFC555545995A603, S1 = 0x3F81107605230BC4, S2 = 0xBF2994EB3774CF24;

    private const ulong C0 = 0xBFDFFFFFFD0C621C, C1 = 0x3FA55553E1068F19, C2 = 0xBF56C087E89A359D, C3 = 0x3EF99343027BF8C3;

    /// <summary>2^52: added to an integer, it leaves the integer in the low bits.</summary>
    private const ulong Whole = 0x4330000000000000;

    public static (float Sine, float Cosine) Invoke(float value)
    {
        (Vector256<double> sine, Vector256<double> cosine) = Invoke(Vector256.Create((double)value));
        return ((float)sine[0], (float)cosine[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sine, Vector256<float> Cosine) Invoke(Vector256<float> values)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(values);
        (Vector256<double> lowerSine, Vector256<double> lowerCosine) = Invoke(lower);
        (Vector256<double> upperSine, Vector256<double> upperCosine) = Invoke(upper);
        return (Vector256.Narrow(lowerSine, upperSine), Vector256.Narrow(lowerCosine, upperCosine));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Sine, Vector256<double> Cosine) Invoke(Vector256<double> x)
    {
        // The nearest multiple of pi / 2, rounded from an integer multiple of 2^-24 of it.
        Vector256<double> quarter = Vector256.Floor(
            (Vector256.Floor(x * Doubles(QuartersScaled)) + Vector256.Create(8388608.0)) * Vector256.Create(1.0 / 16777216));
        Vector256<long> number = (quarter + Doubles(Whole)).AsInt64(), one = Vector256<long>.One, two = one + one;
        x -= quarter * Doubles(HalfPi);
        Vector256<double> square = x * x, fourth = square * square;
        x ^= (((number + one) & two) << 62).AsDouble();
        Vector256<double> cube = square * x;
        Vector256<double> sine = x + cube * Doubles(S0) + cube * square * (Doubles(S1) + square * Doubles(S2));
        Vector256<double> cosine = Vector256<double>.One + square * Doubles(C0) + fourth * Doubles(C1)
            + fourth * square * (Doubles(C2) + square * Doubles(C3));
        cosine ^= ((number & two) << 62).AsDouble();
        Vector256<double> isEven = Vector256.Equals(number & one, Vector256<long>.Zero).AsDouble();
        return (Vector256.ConditionalSelect(isEven, sine, cosine), Vector256.ConditionalSelect(isEven, cosine, sine));
    }
}

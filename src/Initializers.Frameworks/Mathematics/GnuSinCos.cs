using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>
/// Sine and cosine of a double as the GNU C library (since 2.28, on x86-64 with FMA) rounds them: within 0.55 ulp, but not the nearest
/// double in a thousandth of the cases, which decides bits of weights. For |x| below 10^8.
/// </summary>
/// <remarks>
/// The method is that of IBM's Accurate Mathematical Library as it stands in that library: x = k / 128 + r, and the theorem of addition
/// with tabulated sine and cosine of k / 128 and short polynomials of r.
/// Which operations are fused is as its compiler left them. 10^8 angles from 0 to 2 pi agree with the function itself, of glibc 2.36.
/// </remarks>
internal static class GnuSinCos
{
    /// <summary>pi / 2 as a double, and the next 53 bits.</summary>
    private const double HalfPi = 1.5707963267948966, HalfPiRest = 6.123233995736766e-17;

    /// <summary>2^45 * 1.5, next to which doubles are 1 / 128 apart, and 2^52 * 1.5, next to which they are 1 apart.</summary>
    private const double RoundTo128ths = 52776558133248, RoundToIntegers = 6755399441055744;

    /// <summary>pi / 2 in four parts, of which the first three have zeros at their ends.</summary>
    private static readonly double[] Quarter = Doubles([0x3FF921FB58000000, 0xBE4DDE973C000000, 0xBC8CB3B398000000, 0xBACD747F23E32ED7]);

    /// <summary>The sine below 0.126, in powers of x from the third on.</summary>
    private static readonly double[] Small =
        Doubles([0xBFC5555555555555, 0x3F81111111110ECE, 0xBF2A01A019DB08B8, 0x3EC71DE27B9A7ED9, 0xBE5ADDFFC2FCDF59]);

    /// <summary>sin r - r in powers from the third on, and 1 - cos r in powers from the second on.</summary>
    private static readonly double[] S = Doubles([0xBFC5555555555515, 0x3F811110E829872F]),
        C = Doubles([0x3FE0000000000000, 0xBFA5555555555535, 0x3F56C16BEDD9E239]);

    /// <summary>Up to here, about 2.43, x is taken from pi / 2.</summary>
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

    /// <summary>x less the nearest multiple of pi / 2, in two parts, and that multiple.</summary>
    private static (double Value, double Left, int Quarter) Reduced(double x)
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

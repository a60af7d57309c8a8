using static Initializers.Frameworks.GnuLogTables;
using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>
/// The natural logarithm of a double as the GNU C library (since 2.28, on x86-64 with FMA) rounds it: within 0.52 ulp, but not the nearest
/// double in a thousandth of the cases, which decides bits of weights.
/// </summary>
/// <remarks>
/// The method and the polynomials are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>.
/// </remarks>
internal static class GnuLog
{
    /// <summary>ln 2 in two parts, the first with zeros at its end.</summary>
    private static readonly double High = BitConverter.UInt64BitsToDouble(0x3FE62E42FEFA3800),
        Low = BitConverter.UInt64BitsToDouble(0x3D2EF35793C76730);

    /// <summary>Away from 1, in powers of r from the second on.</summary>
    private static readonly double[] A =
        Doubles([0xBFE0000000000001, 0x3FD555555551305B, 0xBFCFFFFFFFEB4590, 0x3FC999B324F10111, 0xBFC55575E506C89F]);

    /// <summary>Next to 1, in powers of x - 1 from the second on.</summary>
    private static readonly double[] B = Doubles(
    [
        0xBFE0000000000000, 0x3FD5555555555577, 0xBFCFFFFFFFFFFDCB, 0x3FC999999995DD0C, 0xBFC55555556745A7, 0x3FC24924A344DE30,
        0xBFBFFFFFA4423D65, 0x3FBC7184282AD6CA, 0xBFB999EB43B068FF, 0x3FB78182F7AFD085, 0xBFB5521375D145CD,
    ]);

    /// <summary>ln x for a normal x above 0.</summary>
    public static double Invoke(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        return bits is >= 0x3FEE000000000000 and < 0x3FF1090000000000 ? NextTo1(x - 1) : Elsewhere(bits);
    }

    /// <summary>ln(1 + r).</summary>
    private static double NextTo1(double r)
    {
        if (r == 0) return 0;
        double square = r * r, cube = r * square;
        double p = Fma(cube, B[10], Fma(square, B[9], Fma(r, B[8], B[7])));
        p = Fma(cube, p, Fma(square, B[6], Fma(r, B[5], B[4])));
        p = Fma(cube, p, Fma(square, B[3], Fma(r, B[2], B[1])));
        double scaled = r * 134217728, head = r + scaled - scaled, tail = r - head, half = head * head * B[0], sum = r + half;
        double rest = Fma(B[0] * tail, head + r, r - sum + half);
        return Fma(cube, p, rest) + sum;
    }

    /// <summary>x = 2^k z; with z c near 1 for a tabulated c, ln x = k ln 2 - ln c + ln(1 + r), r = z c - 1.</summary>
    private static double Elsewhere(ulong bits)
    {
        long shifted = (long)(bits - 0x3FE6000000000000);
        int i = (int)(shifted >> 45) & 127;
        double k = shifted >> 52, z = BitConverter.UInt64BitsToDouble(bits - ((ulong)(shifted >> 52) << 52));
        double r = Fma(z, Reciprocals[i], -1), start = Fma(k, High, Logarithms[i]), sum = start + r;
        double rest = Fma(k, Low, start - sum + r), square = r * r;
        double p = Fma(square, Fma(r, A[4], A[3]), Fma(r, A[2], A[1]));
        return Fma(r * square, p, Fma(square, A[0], rest)) + sum;
    }

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

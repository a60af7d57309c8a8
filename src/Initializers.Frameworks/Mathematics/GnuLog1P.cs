using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>ln(1 + x) of a double as the GNU C library (on x86-64 with FMA) computes it, for -1 &lt; x &lt;= 0.</summary>
/// <remarks>
/// Method: Sun's fdlibm (1993), <see href="https://www.netlib.org/fdlibm/"/>. The order of operations, and which of them are fused, is
/// that of the compiled library.
/// </remarks>
internal static class GnuLog1P
{
    private static readonly double High = BitConverter.UInt64BitsToDouble(0x3FE62E42FEE00000),
        Low = BitConverter.UInt64BitsToDouble(0x3DEA39EF35793C76);

    private static readonly double MinusTwoThirds = BitConverter.UInt64BitsToDouble(0xBFE5555555555555);

    private static readonly double[] P = Doubles([0x3FE5555555555593, 0x3FD999999997FA04, 0x3FD2492494229359, 0x3FCC71C51D8E78AF,
        0x3FC7466496CB03DE, 0x3FC39A09D078C69F, 0x3FC2F112DF3E5244]);

    public static double Invoke(double x)
    {
        uint top = (uint)(BitConverter.DoubleToUInt64Bits(x) >> 32), size = top & 0x7FFFFFFF;
        if (size < 0x3E200000) return size < 0x3C900000 ? x : Fma(-(x * x), 0.5, x); // below 2^-54 and 2^-29
        if (top < 0xBFD2BEC4) return Near1(x, 0, 0, isPower: false); // above -0.2929

        // 1 + x = 2^k (1 + f), and c is the relative rounding error of 1 + x.
        double sum = 1 + x;
        ulong bits = BitConverter.DoubleToUInt64Bits(sum);
        int k = (int)(bits >> 52) - 1023;
        double c = (x - (sum - 1)) / sum;
        ulong mantissa = bits & 0xFFFFFFFFFFFFF, upper = mantissa >> 32, exponent = 0x3FF0000000000000;
        if (upper >= 0x6A09E) (k, upper, exponent) = (k + 1, (0x100000 - upper) >> 2, 0x3FE0000000000000);
        double f = BitConverter.UInt64BitsToDouble(mantissa | exponent) - 1;
        return Near1(f, k, c, isPower: upper == 0);
    }

    private static double Near1(double f, double k, double c, bool isPower)
    {
        double square = 0.5 * f * f;
        if (isPower)
        {
            if (f == 0) return k == 0 ? 0 : Fma(k, High, Fma(k, Low, c));
            double q = square * Fma(MinusTwoThirds, f, 1);
            return k == 0 ? f - q : Fma(k, High, -(q - Fma(k, Low, c) - f));
        }
        double s = f / (2 + f), z = s * s, z2 = z * z, z4 = z2 * z2;
        double p = Fma(z, P[0], z2 * Fma(z, P[2], P[1]));
        p = Fma(z4, Fma(z, P[4], P[3]), p);
        p = Fma(z4 * z2, Fma(z, P[6], P[5]), p);
        double t = s * (square + p);
        return k == 0 ? f - (square - t) : Fma(k, High, -(square - (t + Fma(k, Low, c)) - f));
    }

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

/// <summary>
/// ln(1 + x) of a float as the GNU C library before 2.41 computes it, for -1 &lt; x &lt;= 0: fdlibm's method, with every operation in
/// float. Later versions round correctly, which differs for 7 % of arguments.
/// </summary>
internal static class GnuLog1PSingle
{
    private const float TwoThirds = 0.6666667f;

    private static readonly float High = BitConverter.UInt32BitsToSingle(0x3F317180), Low = BitConverter.UInt32BitsToSingle(0x3717F7D1);

    private static readonly float[] P = Floats([0x3F2AAAAB, 0x3ECCCCCD, 0x3E924925, 0x3E638E29, 0x3E3A3325, 0x3E1CD04F, 0x3E178897]);

    public static float Invoke(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x), size = bits & 0x7FFFFFFF;
        if (size < 0x31000000) return size < 0x24800000 ? x : x - x * x * 0.5f;
        if (bits <= 0xBE95F61F) return Near1(x, 0, 0, isPower: false); // above -0.2929

        float sum = 1 + x;
        uint word = BitConverter.SingleToUInt32Bits(sum), mantissa = word & 0x7FFFFF, upper = mantissa, exponent = 0x3F800000;
        int k = (int)(word >> 23) - 127;
        float c = (x - (sum - 1)) / sum;
        if (upper >= 0x3504F7) (k, upper, exponent) = (k + 1, (0x800000 - upper) >> 2, 0x3F000000);
        return Near1(BitConverter.UInt32BitsToSingle(mantissa | exponent) - 1, k, c, isPower: upper == 0);
    }

    private static float Near1(float f, float k, float c, bool isPower)
    {
        float square = 0.5f * f * f;
        if (isPower)
        {
            if (f == 0) return k == 0 ? 0 : k * High + (c + k * Low);
            float q = square * (1 - TwoThirds * f);
            return k == 0 ? f - q : k * High - ((q - (k * Low + c)) - f);
        }
        float s = f / (2 + f), z = s * s, p = P[^1];
        for (int i = P.Length - 2; i >= 0; i--) p = P[i] + z * p;
        p = z * p;
        return k == 0 ? f - (square - s * (square + p)) : k * High - ((square - (s * (square + p) + (k * Low + c))) - f);
    }
}

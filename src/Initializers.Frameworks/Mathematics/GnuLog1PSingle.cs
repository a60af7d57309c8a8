using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>
/// ln(1 + x) of a float as the GNU C library before 2.41 rounds it, for -1 &lt; x &lt;= 0: fdlibm's method, with every operation in float.
/// From 2.41 on it is correctly rounded, which differs for 7 % of arguments.
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
        if (bits <= 0xBE95F61F) return NextTo1(x, 0, 0, isPower: false); // above -0.2929

        float sum = 1 + x;
        uint word = BitConverter.SingleToUInt32Bits(sum), mantissa = word & 0x7FFFFF, upper = mantissa, exponent = 0x3F800000;
        int k = (int)(word >> 23) - 127;
        float c = (x - (sum - 1)) / sum;
        if (upper >= 0x3504F7) (k, upper, exponent) = (k + 1, (0x800000 - upper) >> 2, 0x3F000000);
        return NextTo1(BitConverter.UInt32BitsToSingle(mantissa | exponent) - 1, k, c, isPower: upper == 0);
    }

    private static float NextTo1(float f, float k, float c, bool isPower)
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

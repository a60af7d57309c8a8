using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>The natural logarithm of a float as the GNU C library rounds it, computed in doubles: not the nearest float in 0.7 % of the cases, which decides bits of weights. With and without FMA the same.</summary>
/// <remarks>The method, the table and the polynomial are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>.</remarks>
internal static class GnuLogSingle
{
    private const double Ln2 = 0.69314718055994530942;

    private static readonly double[] A = Doubles([0xBFD00EA348B88334, 0x3FD5575B0BE00B6A, 0xBFDFFFFEF20A4123]);

    /// <summary>c, near 1/z in the middle of an interval.</summary>
    private static readonly double[] Reciprocals = Doubles(
    [
        0x3FF661EC79F8F3BE, 0x3FF571ED4AAF883D, 0x3FF49539F0F010B0, 0x3FF3C995B0B80385, 0x3FF30D190C8864A5, 0x3FF25E227B0B8EA0, 0x3FF1BB4A4A1A343F, 0x3FF12358F08AE5BA,
        0x3FF0953F419900A7, 0x3FF0000000000000, 0x3FEE608CFD9A47AC, 0x3FECA4B31F026AA0, 0x3FEB2036576AFCE6, 0x3FE9C2D163A1AA2D, 0x3FE886E6037841ED, 0x3FE767DCF5534862,
    ]);

    /// <summary>-ln c.</summary>
    private static readonly double[] Logarithms = Doubles(
    [
        0xBFD57BF7808CAADE, 0xBFD2BEF0A7C06DDB, 0xBFD01EAE7F513A67, 0xBFCB31D8A68224E9, 0xBFC6574F0AC07758, 0xBFC1AA2BC79C8100, 0xBFBA4E76CE8C0E5E, 0xBFB1973C5A611CCC,
        0xBFA252F438E10C1E, 0, 0x3FAAA5AA5DF25984, 0x3FBC5E53AA362EB4, 0x3FC526E57720DB08, 0x3FCBC2860D224770, 0x3FD1058BC8A07EE1, 0x3FD4043057B6EE09,
    ]);

    /// <summary>ln x for a normal x above 0: x = 2^k z, ln x = k ln 2 - ln c + ln(1 + r), r = z c - 1.</summary>
    public static float Invoke(float x)
    {
        if (x == 1) return 0;
        uint bits = BitConverter.SingleToUInt32Bits(x), shifted = bits - 0x3F330000;
        int i = (int)(shifted >> 19) & 15, k = (int)shifted >> 23;
        double z = BitConverter.UInt32BitsToSingle(bits - (shifted & 0xFF800000)), r = z * Reciprocals[i] - 1;
        double start = Logarithms[i] + k * Ln2, square = r * r;
        double p = A[1] * r + A[2];
        p = A[0] * square + p;
        return (float)(p * square + (start + r));
    }
}

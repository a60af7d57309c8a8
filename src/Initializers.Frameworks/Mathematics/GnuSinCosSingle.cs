using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>Sine and cosine of a float from 0 to 120 as the GNU C library rounds them, computed in doubles: not the nearest float in 1.3 % of the cases. With and without FMA the same.</summary>
/// <remarks>The method and the polynomials are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>.</remarks>
internal static class GnuSinCosSingle
{
    /// <summary>2^24 * 2 / pi, and pi / 2.</summary>
    private static readonly double QuartersScaled = BitConverter.UInt64BitsToDouble(0x41645F306DC9C883), HalfPi = BitConverter.UInt64BitsToDouble(0x3FF921FB54442D18);

    private static readonly double[] S = Doubles([0xBFC555545995A603, 0x3F81107605230BC4, 0xBF2994EB3774CF24]);

    private static readonly double[] C = Doubles([0xBFDFFFFFFD0C621C, 0x3FA55553E1068F19, 0xBF56C087E89A359D, 0x3EF99343027BF8C3]);

    public static (float Sine, float Cosine) Invoke(float value)
    {
        uint top = BitConverter.SingleToUInt32Bits(value) >> 20;
        if (top < 0x398) return (value, 1);
        int quarter = 0;
        double x = value;
        if (top >= 0x3F4)
        {
            quarter = ((int)(x * QuartersScaled) + 0x800000) >> 24;
            x -= quarter * HalfPi;
        }
        double square = x * x, fourth = square * square, signed = (quarter & 3) is 1 or 2 ? -x : x, cube = square * signed;
        double sine = signed + cube * S[0] + cube * square * (S[1] + square * S[2]);
        double cosine = 1 + square * C[0] + fourth * C[1] + fourth * square * (C[2] + square * C[3]);
        if ((quarter & 2) != 0) cosine = -cosine;
        return (quarter & 1) != 0 ? ((float)cosine, (float)sine) : ((float)sine, (float)cosine);
    }
}

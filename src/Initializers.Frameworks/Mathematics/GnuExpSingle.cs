namespace Initializers.Frameworks;

/// <summary>e^x of a float as the GNU C library (since 2.27) rounds it, computed in doubles. For |x| up to 80.</summary>
/// <remarks>
/// The method and the polynomial are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>:
/// e^x = 2^(k / 32) 2^(r / 32) with |r| up to 1/2.
/// </remarks>
internal static class GnuExpSingle
{
    /// <summary>2^52 * 1.5, next to which doubles are 1 apart.</summary>
    private const double RoundToIntegers = 6755399441055744;

    /// <summary>32 / ln 2.</summary>
    private static readonly double PerLn2 = Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FF71547652B82FE), 5);

    /// <summary>2^(r / 32), from r^3 down to r.</summary>
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

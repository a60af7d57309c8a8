using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>
/// Sine and cosine of floats from 0 to 120 as the GNU C library rounds them, computed in doubles: not the nearest float in 1.3 % of the
/// cases. With and without FMA the same.
/// </summary>
/// <remarks>
/// The method and the polynomials are those of ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>,
/// which branch for small arguments; the formula gives the same there.
/// </remarks>
internal static class GnuSinCosSingle
{
    /// <summary>2^24 * 2 / pi, and pi / 2.</summary>
    private const ulong QuartersScaled = 0x41645F306DC9C883, HalfPi = 0x3FF921FB54442D18;

    private const ulong S0 = 0xBFC555545995A603, S1 = 0x3F81107605230BC4, S2 = 0xBF2994EB3774CF24;

    private const ulong C0 = 0xBFDFFFFFFD0C621C, C1 = 0x3FA55553E1068F19, C2 = 0xBF56C087E89A359D, C3 = 0x3EF99343027BF8C3;

    /// <summary>2^52, to which whole numbers are added for their bits.</summary>
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
        // The nearest quarter, of a whole number of 2^-24 quarters.
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

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;
using static Initializers.Frameworks.VectorFma;

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

    /// <summary>Below, x is not reduced; below about 2.43, it is subtracted from pi / 2.</summary>
    private const ulong Middle = 0x3FEB600000000000, UpperOfMiddle = 0x400368FD00000000;

    /// <summary>pi / 2 as a sum of four doubles, the first three with trailing zeros.</summary>
    private const ulong Quarter0 = 0x3FF921FB58000000, Quarter1 = 0xBE4DDE973C000000, Quarter2 = 0xBC8CB3B398000000,
        Quarter3 = 0xBACD747F23E32ED7;

    /// <summary>The polynomial of sin x below 0.126: the odd powers starting at the third.</summary>
    private const ulong Small0 = 0xBFC5555555555555, Small1 = 0x3F81111111110ECE, Small2 = 0xBF2A01A019DB08B8,
        Small3 = 0x3EC71DE27B9A7ED9, Small4 = 0xBE5ADDFFC2FCDF59;

    /// <summary>The polynomials of sin r - r, odd powers starting at r^3, and of 1 - cos r, even powers starting at r^2.</summary>
    private const ulong S0 = 0xBFC5555555555515, S1 = 0x3F811110E829872F, C0 = 0x3FE0000000000000, C1 = 0xBFA5555555555535,
        C2 = 0x3F56C16BEDD9E239;

    private static Vector256<ulong> SignBit => Vector256.Create(1ul << 63);

    public static (double Sine, double Cosine) Invoke(double x)
    {
        (Vector256<double> sine, Vector256<double> cosine) = Invoke(Vector256.Create(x));
        return (sine[0], cosine[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sine, Vector256<double> Cosine) Invoke(Vector256<double> x)
    {
        Vector256<double> size = Vector256.Abs(x), isMiddle = Vector256.GreaterThanOrEqual(size, Doubles(Middle));
        Vector256<double> isReduced = Vector256.GreaterThanOrEqual(size, Doubles(UpperOfMiddle));
        isMiddle = Vector256.AndNot(isMiddle, isReduced);
        Vector256<double> left = Vector256.Create(HalfPi) - size, rest = Vector256.Create(HalfPiRest), sum = left + rest;
        (Vector256<double> y, Vector256<double> yRest, Vector256<ulong> quarter) = Reduced(x);
        y = Vector256.ConditionalSelect(isReduced, y, x);
        yRest &= isReduced;
        quarter &= isReduced.AsUInt64();
        Vector256<double> forSine = Vector256.ConditionalSelect(isMiddle, sum, y),
            forCosine = Vector256.ConditionalSelect(isMiddle, left, y);
        Vector256<double> near = Vector256.Abs(forSine) + Vector256.Create(RoundTo128ths),
            nearCosine = Vector256.Abs(forCosine) + Vector256.Create(RoundTo128ths);
        GnuSinCosTable.Row at = GnuSinCosTable.At(near),
            atCosine = Vector256.EqualsAll(near, nearCosine) ? at : GnuSinCosTable.At(nearCosine);
        Vector256<double> sine = Sine(forSine, Vector256.ConditionalSelect(isMiddle, left - sum + rest, yRest), near, at);
        Vector256<double> cosine = Cosine(forCosine, Vector256.ConditionalSelect(isMiddle, rest, yRest), nearCosine, atCosine);
        // In odd quarters, and where x was subtracted from pi / 2, they change places.
        Vector256<ulong> one = Vector256<ulong>.One, changes = Vector256.Equals(quarter & one, one) | isMiddle.AsUInt64();
        Vector256<ulong> sign = (quarter << 62) ^ (x.AsUInt64() & isMiddle.AsUInt64()), signOfCosine = (quarter + one) << 62;
        return (Vector256.ConditionalSelect(changes.AsDouble(), cosine, sine) ^ (sign & SignBit).AsDouble(),
            Vector256.ConditionalSelect(changes.AsDouble(), sine, cosine) ^ (signOfCosine & SignBit).AsDouble());
    }

    /// <summary>x minus the nearest multiple of pi / 2, as a sum of two doubles, and the low bits of that multiple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Value, Vector256<double> Remainder, Vector256<ulong> Quarter) Reduced(Vector256<double> x)
    {
        Vector256<double> integers = Vector256.Create(RoundToIntegers), rounded = Fma(x, Vector256.Create(2 / Math.PI), integers),
            n = integers - rounded, far = Fma(n, Doubles(Quarter1), Fma(n, Doubles(Quarter0), x)), near = Fma(n, Doubles(Quarter2), far),
            lost = Fma(n, Doubles(Quarter2), far - near), value = Fma(n, Doubles(Quarter3), near);
        return (value, lost + Fma(n, Doubles(Quarter3), near - value), rounded.AsUInt64());
    }

    /// <summary>sin(x + rest), with |x| near a row of the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Sine(
        Vector256<double> x, Vector256<double> rest, Vector256<double> near, in GnuSinCosTable.Row at)
    {
        Vector256<double> size = Vector256.Abs(x), x2 = x * x;
        Vector256<double> p = Fma(Fma(Fma(Fma(Doubles(Small4), x2, Doubles(Small3)), x2, Doubles(Small2)), x2, Doubles(Small1)), x2,
            Doubles(Small0));
        Vector256<double> small = x + Fma(Fma(p, x, Vector256.Create(-0.5) * rest), x2, rest);

        rest = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), rest, -rest);
        Vector256<double> r = size - (near - Vector256.Create(RoundTo128ths)),
            square = r * r, s = r + Fma(r * square, Fma(square, Doubles(S1), Doubles(S0)), rest), c = Fma(r, rest, square * Even(square));
        Vector256<double> large = at.Sine + Fma(at.Cosine, s, Fma(-at.Sine, c, Fma(s, at.CosineRest, at.SineRest)));
        return Vector256.ConditionalSelect(
            Vector256.LessThan(size, Vector256.Create(0.126)), small, Vector256.CopySign(large, x));
    }

    /// <summary>cos(x + rest), likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Cosine(
        Vector256<double> x, Vector256<double> rest, Vector256<double> near, in GnuSinCosTable.Row at)
    {
        rest = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), -rest, rest);
        Vector256<double> size = Vector256.Abs(x), r = size - (near - Vector256.Create(RoundTo128ths)) + rest, square = r * r,
            s = Fma(r * square, Fma(square, Doubles(S1), Doubles(S0)), r), c = square * Even(square);
        return at.Cosine + Fma(-at.Sine, s, Fma(-at.Cosine, c, Fma(-s, at.SineRest, at.CosineRest)));
    }

    /// <summary>(1 - cos r) / r^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Even(Vector256<double> square) =>
        Fma(square, Fma(square, Doubles(C2), Doubles(C1)), Doubles(C0));
}

/// <summary>
/// Sine and cosine of k / 128 for k from 0 to 127, each as the nearest double and the double nearest to the remainder: the numbers of the
/// GNU C library's table, which ends at 110.
/// </summary>
internal static class GnuSinCosTable
{
    private const int Count = 128;

    private static readonly double[] Rows = [.. Enumerable.Range(0, Count).SelectMany(Compute)];

    /// <summary>Rows, as columns.</summary>
    public readonly record struct Row(
        Vector256<double> Sine, Vector256<double> SineRest, Vector256<double> Cosine, Vector256<double> CosineRest);

    /// <summary>The rows k whose numbers are the low bits of doubles near 2^45 * 1.5, which are 1 / 128 apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row At(Vector256<double> rounded)
    {
        (Vector256<double> sine, Vector256<double> sineRest, Vector256<double> cosine, Vector256<double> cosineRest) =
            TableRows.OfFour(Rows, rounded.AsUInt64() & Vector256.Create(Count - 1ul));
        return new(sine, sineRest, cosine, cosineRest);
    }

    private static double[] Compute(int k)
    {
        BigInteger angle = FixedPoint.One * k / 128;
        (double sine, BigInteger sineRest) = FixedPoint.Nearest(FixedPoint.Sin(angle));
        (double cosine, BigInteger cosineRest) = FixedPoint.Nearest(FixedPoint.Cos(angle));
        return [sine, FixedPoint.Nearest(sineRest).Value, cosine, FixedPoint.Nearest(cosineRest).Value];
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

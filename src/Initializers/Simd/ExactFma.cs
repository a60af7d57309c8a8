using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>
/// The fused multiply-add a * b + c, rounded once on every machine; the only one that may be used on the way to a weight. Without FMA
/// hardware .NET calls the C runtime, which is wrong on some systems; here it is emulated with doubles, to the same bits.
/// </summary>
internal static class ExactFma
{
    /// <summary>Whether the processor has a fused multiply-add.</summary>
    public static bool HasHardware => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Returns the float nearest to a * b + c, ties to even; the operands are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float a, float b, float c) => HasHardware ? MathF.FusedMultiplyAdd(a, b, c) : Emulate(a, b, c);

    /// <summary>
    /// Emulates the operation for floats. Their product is exact in double. The sum is rounded to odd: if it is inexact, the one of the two
    /// nearest doubles whose last bit is 1 is taken, so that it lies on no boundary between floats, and the second rounding gives the same
    /// as a single one (Boldo and Melquiond 2008, "Emulation of a FMA and Correctly Rounded Sums: Proved Algorithms Using Rounding to Odd",
    /// https://doi.org/10.1109/TC.2007.70819).
    /// </summary>
    public static float Emulate(float a, float b, float c)
    {
        double product = (double)a * b;
        return (float)RoundedToOdd(product, c);
    }

    /// <summary>
    /// Returns the double nearest to a * b + c, ties to even; the operands are finite, and all intermediate results normal numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Invoke(double a, double b, double c) => HasHardware ? Math.FusedMultiplyAdd(a, b, c) : Emulate(a, b, c);

    /// <summary>
    /// Emulates the operation for doubles, from product and sums with their errors. The sum of the two remaining errors is rounded to odd,
    /// so that the last rounding is the only one (the same paper).
    /// </summary>
    public static double Emulate(double a, double b, double c)
    {
        double product = a * b, low = ErrorOfProduct(a, b, product);
        double sum = c + low, errorOfSum = ErrorOfSum(c, low, sum);
        double total = product + sum, errorOfTotal = ErrorOfSum(product, sum, total);
        return total + RoundedToOdd(errorOfTotal, errorOfSum);
    }

    /// <summary>Returns a + b rounded to odd.</summary>
    private static double RoundedToOdd(double a, double b)
    {
        double sum = a + b, error = ErrorOfSum(a, b, sum);
        long bits = BitConverter.DoubleToInt64Bits(sum);
        if (error != 0 && (bits & 1) == 0) bits += error > 0 == sum > 0 ? 1 : -1;
        return BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>Returns a + b - sum exactly, for sum = a + b rounded (Knuth's two-sum).</summary>
    public static double ErrorOfSum(double a, double b, double sum)
    {
        double partOfB = sum - a;
        return (a - (sum - partOfB)) + (b - partOfB);
    }

    /// <summary>
    /// Returns a * b - product exactly, for product = a * b rounded (without FMA hardware, by Dekker's product with Veltkamp's splitting).
    /// </summary>
    public static double ErrorOfProduct(double a, double b, double product)
    {
        if (HasHardware) return Math.FusedMultiplyAdd(a, b, -product);
        (double highA, double lowA) = Halves(a);
        (double highB, double lowB) = Halves(b);
        return lowA * lowB - (((product - highA * highB) - lowA * highB) - highA * lowB);
    }

    /// <summary>Splits a double into two halves of its digits.</summary>
    private static (double High, double Low) Halves(double value)
    {
        double scaled = 134217729 * value; // 2^27 + 1
        double high = scaled - (scaled - value);
        return (high, value - high);
    }
}

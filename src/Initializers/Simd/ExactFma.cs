using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>
/// a * b + c with one rounding, on every machine: the only fused multiply-add on the way to a weight. Without FMA hardware .NET asks
/// the C runtime, which is wrong on some systems; here the same bits come from doubles.
/// </summary>
internal static class ExactFma
{
    /// <summary>Whether the processor rounds a * b + c once by itself.</summary>
    public static bool HasHardware => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>The float nearest to a * b + c, ties to even; the operands are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float a, float b, float c) => HasHardware ? MathF.FusedMultiplyAdd(a, b, c) : Emulate(a, b, c);

    /// <summary>
    /// The product of two floats is exact in double. The sum is rounded to odd: where it is inexact, its last bit is made 1, on the side of
    /// the truth, so that it lies on no boundary between floats and the second rounding cannot differ from a single one
    /// (Boldo and Melquiond 2008, "Emulation of a FMA and Correctly Rounded Sums: Proved Algorithms Using Rounding to Odd",
    /// https://doi.org/10.1109/TC.2007.70819).
    /// </summary>
    public static float Emulate(float a, float b, float c)
    {
        double product = (double)a * b;
        return (float)RoundedToOdd(product, c);
    }

    /// <summary>The double nearest to a * b + c, ties to even; the operands are finite, and nothing leaves the normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Invoke(double a, double b, double c) => HasHardware ? Math.FusedMultiplyAdd(a, b, c) : Emulate(a, b, c);

    /// <summary>
    /// Product and sums with their errors; what the two errors leave is rounded to odd, so that the last
    /// rounding is the only one (the same paper).
    /// </summary>
    public static double Emulate(double a, double b, double c)
    {
        double product = a * b, low = ErrorOfProduct(a, b, product);
        double sum = c + low, errorOfSum = ErrorOfSum(c, low, sum);
        double total = product + sum, errorOfTotal = ErrorOfSum(product, sum, total);
        return total + RoundedToOdd(errorOfTotal, errorOfSum);
    }

    private static double RoundedToOdd(double a, double b)
    {
        double sum = a + b, error = ErrorOfSum(a, b, sum);
        long bits = BitConverter.DoubleToInt64Bits(sum);
        if (error != 0 && (bits & 1) == 0) bits += error > 0 == sum > 0 ? 1 : -1;
        return BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>a + b - sum, exactly, where sum is a + b rounded (Knuth's two-sum).</summary>
    public static double ErrorOfSum(double a, double b, double sum)
    {
        double shareOfB = sum - a;
        return (a - (sum - shareOfB)) + (b - shareOfB);
    }

    /// <summary>
    /// a * b - product, exactly, where product is a * b rounded (without FMA hardware, Dekker's product of halves split by Veltkamp).
    /// </summary>
    public static double ErrorOfProduct(double a, double b, double product)
    {
        if (HasHardware) return Math.FusedMultiplyAdd(a, b, -product);
        (double highA, double lowA) = Halves(a);
        (double highB, double lowB) = Halves(b);
        return lowA * lowB - (((product - highA * highB) - lowA * highB) - highA * lowB);
    }

    private static (double High, double Low) Halves(double value)
    {
        double scaled = 134217729 * value; // 2^27 + 1
        double high = scaled - (scaled - value);
        return (high, value - high);
    }
}

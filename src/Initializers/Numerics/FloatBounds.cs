namespace Initializers;

/// <summary>The floats next to an exact real number, so that clamping to them neither leaves an interval nor shrinks it.</summary>
internal static class FloatBounds
{
    /// <summary>Bounds of this magnitude or more count as infinite. It is small enough that no error term overflows.</summary>
    private const double Unbounded = 1e300;

    /// <summary>A relative error too small to move a number beyond the floats next to its nearest one.</summary>
    private const double Negligible = 1e-9;

    /// <summary>Returns the smallest float not less than <paramref name="value"/>.</summary>
    public static float AtLeast(double value)
    {
        float nearest = (float)value;
        return nearest >= value ? nearest : NextUp(nearest);
    }

    /// <summary>Returns the largest float below <paramref name="value"/>.</summary>
    public static float Below(double value)
    {
        float nearest = (float)value;
        return nearest < value ? nearest : -NextUp(-nearest);
    }

    /// <summary>
    /// Returns the smallest float not less than mean + bound * deviation, computed without rounding; a bound of 1e300 or more is infinite.
    /// </summary>
    public static float AtLeast(double mean, double bound, double deviation)
    {
        double product = bound * deviation;
        if (!(Math.Abs(bound) < Unbounded && Math.Abs(product) < Unbounded))
            return bound < 0 ? float.NegativeInfinity : float.PositiveInfinity;
        double sum = mean + product;
        double errorOfSum = ExactFma.ErrorOfSum(mean, product, sum), errorOfProduct = ExactFma.ErrorOfProduct(bound, deviation, product);
        float nearest = (float)sum;
        double gap = nearest - sum, error = errorOfSum + errorOfProduct;
        bool decided = Math.Abs(error) <= Negligible * Math.Abs(sum) && (gap != error || error == 0) && float.IsFinite(nearest);
        return !decided ? AtLeastSum(sum, errorOfSum, errorOfProduct) : gap >= error ? nearest : NextUp(nearest);
    }

    /// <summary>
    /// Returns the largest float of at most mean + bound * deviation, computed without rounding; a bound of 1e300 or more is infinite.
    /// </summary>
    public static float AtMost(double mean, double bound, double deviation) => -AtLeast(-mean, -bound, deviation);

    /// <summary>Returns the smallest float not less than the exact sum of three numbers.</summary>
    private static float AtLeastSum(double a, double b, double c)
    {
        (double high, double middle, double low) = ExactSum(a, b, c);
        float nearest = (float)(high + (middle + low));
        if (float.IsInfinity(nearest)) return nearest;
        (double above, double more, double least) = ExactSum(nearest - high, -middle, -low);
        return above + (more + least) >= 0 ? nearest : NextUp(nearest);
    }

    /// <summary>
    /// Returns the exact sum of three numbers as an expansion of numbers that do not overlap: the largest has the sign of the sum, and
    /// adding them up from the smallest is accurate to one rounding (Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic",
    /// https://doi.org/10.1007/PL00009321, theorem 10).
    /// </summary>
    private static (double High, double Middle, double Low) ExactSum(double a, double b, double c)
    {
        double bc = b + c;
        double low = ExactFma.ErrorOfSum(b, c, bc);
        double aLow = a + low;
        double lowest = ExactFma.ErrorOfSum(a, low, aLow);
        double high = aLow + bc;
        return (high, ExactFma.ErrorOfSum(aLow, bc, high), lowest);
    }

    /// <summary>
    /// Returns the next float above a finite one, as <c>MathF.BitIncrement</c> does, which took 150 ns here, as long as the rest of a small
    /// fill.
    /// </summary>
    private static float NextUp(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        return x == 0 ? float.Epsilon : BitConverter.Int32BitsToSingle(x > 0 ? bits + 1 : bits - 1);
    }
}

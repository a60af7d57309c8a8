namespace Initializers;

/// <summary>The floats next to an exact real number, so that clamping to them never leaves an interval and never shrinks it.</summary>
internal static class FloatBounds
{
    /// <summary>From here on a bound is none; far below, no error term overflows.</summary>
    private const double Unbounded = 1e300;

    /// <summary>As a share of a number, an error that cannot move it past the float next to the nearest one.</summary>
    private const double Negligible = 1e-9;

    /// <summary>The smallest float of at least <paramref name="value"/>.</summary>
    public static float AtLeast(double value)
    {
        float nearest = (float)value;
        return nearest >= value ? nearest : NextUp(nearest);
    }

    /// <summary>The largest float below <paramref name="value"/>.</summary>
    public static float Below(double value)
    {
        float nearest = (float)value;
        return nearest < value ? nearest : -NextUp(-nearest);
    }

    /// <summary>
    /// The smallest float of at least mean + bound * deviation, a sum and a product that are not rounded; a bound of 1e300 or more is none.
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
        return !decided ? Above(sum, errorOfSum, errorOfProduct) : gap >= error ? nearest : NextUp(nearest);
    }

    /// <summary>
    /// The largest float of at most mean + bound * deviation, a sum and a product that are not rounded; a bound of 1e300 or more is none.
    /// </summary>
    public static float AtMost(double mean, double bound, double deviation) => -AtLeast(-mean, -bound, deviation);

    /// <summary>The smallest float of at least the exact sum of three numbers.</summary>
    private static float Above(double a, double b, double c)
    {
        (double high, double middle, double low) = ExactSum(a, b, c);
        float nearest = (float)(high + (middle + low));
        if (float.IsInfinity(nearest)) return nearest;
        (double above, double more, double least) = ExactSum(nearest - high, -middle, -low);
        return above + (more + least) >= 0 ? nearest : NextUp(nearest);
    }

    /// <summary>
    /// An exact sum as one of numbers that do not overlap, whose largest decides, and which is right to a rounding when added up from the
    /// smallest (Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic", https://doi.org/10.1007/PL00009321, theorem 10).
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
    /// The next float above a finite one: what <c>MathF.BitIncrement</c> gives, which took 150 ns
    /// here, as much as the rest of a small fill.
    /// </summary>
    private static float NextUp(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        return x == 0 ? float.Epsilon : BitConverter.Int32BitsToSingle(x > 0 ? bits + 1 : bits - 1);
    }
}

namespace Initializers.Kernels;

/// <summary>The floats next to an exact real number, so that clamping to them never leaves an interval and never shrinks it.</summary>
internal static class FloatBounds
{
    /// <summary>The smallest float of at least <paramref name="value"/>.</summary>
    public static float AtLeast(double value) => Above(value, 0, 0);

    /// <summary>The largest float below <paramref name="value"/>.</summary>
    public static float Below(double value)
    {
        float nearest = (float)value;
        return nearest < value ? nearest : MathF.BitDecrement(nearest);
    }

    /// <summary>The smallest float of at least mean + bound * deviation, a sum and a product that are not rounded; an infinite bound is no bound.</summary>
    public static float AtLeast(double mean, double bound, double deviation)
    {
        if (double.IsInfinity(bound)) return (float)bound;
        double product = bound * deviation;
        double sum = mean + product;
        return Above(sum, ExactFma.ErrorOfSum(mean, product, sum), ExactFma.ErrorOfProduct(bound, deviation, product));
    }

    /// <summary>The largest float of at most mean + bound * deviation, a sum and a product that are not rounded; an infinite bound is no bound.</summary>
    public static float AtMost(double mean, double bound, double deviation) => -AtLeast(-mean, -bound, deviation);

    /// <summary>The smallest float of at least the exact sum of three numbers, the first of which is close to it.</summary>
    private static float Above(double sum, double error1, double error2)
    {
        float nearest = (float)sum;
        return float.IsInfinity(nearest) || SignOfSum(nearest - sum, -error1, -error2) >= 0 ? nearest : MathF.BitIncrement(nearest);
    }

    /// <summary>The sign of an exact sum: as a sum of numbers that do not overlap, whose largest decides (Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic", https://doi.org/10.1007/PL00009321, theorem 10).</summary>
    private static int SignOfSum(double a, double b, double c)
    {
        double bc = b + c;
        double low = ExactFma.ErrorOfSum(b, c, bc);
        double aLow = a + low;
        double lowest = ExactFma.ErrorOfSum(a, low, aLow);
        double high = aLow + bc;
        double middle = ExactFma.ErrorOfSum(aLow, bc, high);
        double largest = high != 0 ? high : middle != 0 ? middle : lowest;
        return largest > 0 ? 1 : largest < 0 ? -1 : 0;
    }
}

namespace Initializers.Frameworks;

/// <summary>Whether a uniform between two bounds is rejected on the way to a truncated normal: with the chance that the density leaves, relative to its peak between the bounds. Every step is rounded to the tensor's type.</summary>
internal readonly struct TruncatedRejection<T, TType>(double mean, double deviation, double a, double b)
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private readonly double _mean = TType.Widen(TType.Round(mean)), _deviation = TType.IsDouble ? deviation : (float)deviation;

    private readonly double _peak = TType.Widen(TType.Round(-0.5 * Square((Math.Max(a, Math.Min(mean, b)) - mean) / deviation)));

    /// <summary>Whether ln u is above the logarithm of the density; ln 0 is not.</summary>
    public bool Rejects(T candidate, T drawn)
    {
        double u = TType.Widen(drawn);
        if (u == 0) return false;
        double x = Rounded(TType.Widen(candidate) - _mean);
        x = Rounded(x / _deviation);
        x = Rounded(x * x);
        x = Rounded(x * -0.5);
        return Rounded(GnuLog.Invoke(u)) > Rounded(x - _peak);
    }

    /// <summary>A step in double of numbers of 24 bits or fewer is rounded as one in float, except twice where a quotient is: the double has more than twice the bits.</summary>
    private static double Rounded(double value) => TensorType<T, TType>.Rounded(value);

    private static double Square(double x) => x * x;
}

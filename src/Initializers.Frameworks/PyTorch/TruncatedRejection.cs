namespace Initializers.Frameworks;

/// <summary>
/// Whether a uniform between two bounds is rejected on the way to a truncated normal: with the chance that the density leaves, relative to
/// its peak between the bounds. Every step is rounded to the tensor's type.
/// </summary>
internal readonly struct TruncatedRejection<T, TType>(double mean, double deviation, double a, double b)
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private readonly double _deviation = TType.IsDouble ? deviation : (float)deviation;

    private readonly double _peak = TType.Widen(TType.Round(-0.5 * Square((Math.Max(a, Math.Min(mean, b)) - mean) / deviation)));

    /// <summary>The mean, a number of the type.</summary>
    public double Mean { get; } = TType.Widen(TType.Round(mean));

    /// <summary>Whether ln u is above the logarithm of the density; ln 0 is not.</summary>
    public bool Rejects(T candidate, T drawn) => TType.Widen(drawn) is var u && u != 0 && Rounded(GnuLog.Invoke(u)) > LogDensity(candidate);

    /// <summary>The logarithm of the density over its peak: it does not rise away from the mean.</summary>
    public double LogDensity(T candidate)
    {
        double x = Rounded(TType.Widen(candidate) - Mean);
        x = Rounded(x / _deviation);
        x = Rounded(x * x);
        x = Rounded(x * -0.5);
        return Rounded(x - _peak);
    }

    /// <summary>
    /// A step in double of numbers of 24 bits or fewer is rounded as one in float, except twice where a quotient is: the double has more
    /// than twice the bits.
    /// </summary>
    private static double Rounded(double value) => TensorType<T, TType>.Rounded(value);

    private static double Square(double x) => x * x;
}

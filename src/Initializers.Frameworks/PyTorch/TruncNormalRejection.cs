namespace Initializers.Frameworks;

/// <summary>
/// Rejection sampling of a truncated normal: a uniform between the bounds is accepted with the probability of its density over the peak
/// density between the bounds. Every step is rounded to the tensor's type.
/// </summary>
internal readonly struct TruncNormalRejection<T, TType>(double mean, double deviation, double a, double b)
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private readonly double _deviation = TType.IsDouble ? deviation : (float)deviation;

    private readonly double _peak = TType.Widen(TType.Round(-0.5 * Square((Math.Max(a, Math.Min(mean, b)) - mean) / deviation)));

    /// <summary>The mean, rounded to the type.</summary>
    public double Mean { get; } = TType.Widen(TType.Round(mean));

    /// <summary>Whether ln u is above the logarithm of the density, which ln 0 never is.</summary>
    public bool Rejects(T candidate, T drawn) => TType.Widen(drawn) is var u && u != 0 && Rounded(GnuLog.Invoke(u)) > LogDensity(candidate);

    /// <summary>The logarithm of the density over its peak; it never rises away from the mean.</summary>
    public double LogDensity(T candidate)
    {
        double x = Rounded(TType.Widen(candidate) - Mean);
        x = Rounded(x / _deviation);
        x = Rounded(x * x);
        x = Rounded(x * -0.5);
        return Rounded(x - _peak);
    }

    /// <summary>
    /// Rounds to the type. For numbers of at most 24 bits, a step in double that is then rounded equals a step in float, since a double has
    /// more than twice the bits.
    /// </summary>
    private static double Rounded(double value) => TensorType<T, TType>.Rounded(value);

    private static double Square(double x) => x * x;
}

using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Whether a type resolves a truncated normal that is the inverse error function of a uniform: in a far tail, few numbers lie between the
/// error functions of the bounds.
/// </summary>
internal static class ErfResolution<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const int Fewest = 32;

    /// <summary>Refuses bounds with fewer than 32 numbers of the type between their error functions.</summary>
    /// <param name="low">The error function of the lower bound, rounded to the type.</param>
    /// <param name="high">The error function of the upper bound, rounded to the type.</param>
    /// <param name="lower">The lower bound in deviations.</param>
    /// <param name="upper">The upper bound in deviations.</param>
    /// <exception cref="ArgumentException">The bounds are refused.</exception>
    public static void Check(double low, double high, double lower, double upper)
    {
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        double step = largest - TType.Widen(TType.Next(TType.Round(largest), up: false));
        if (high - low >= Fewest * step) return;
        throw new ArgumentException(
            Invariant($"erf(lower/sqrt(2)) and erf(upper/sqrt(2)) must be at least {Fewest} representable values apart, ")
            + Invariant($"but lower and upper were {lower} and {upper}."),
            nameof(lower));
    }
}

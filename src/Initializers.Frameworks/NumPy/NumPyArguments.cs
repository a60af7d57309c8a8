using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// What both of NumPy's sources of weights refuse, beside what is refused everywhere: normals that no float may hold, and truncated ones
/// that would be waited for.
/// </summary>
internal static class NumPyArguments
{
    /// <summary>
    /// No normal is farther from the mean: the ziggurat's tail begins at 3.654 and is at most sqrt(2 ln 2^53) long; the polar method ends
    /// at sqrt(2 ln 2^104).
    /// </summary>
    private const double Farthest = 12.23;

    /// <summary>The share of normals below which bounds are refused: a value takes as many draws as its inverse.</summary>
    private const double LeastShare = 1e-6;

    /// <summary>A deviation as NumPy takes it, which looks at its sign alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, -0 too, or not finite.</exception>
    public static void Scale(double scale)
    {
        Guard.NotNegative(scale);
        if (double.IsNegative(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "scale must be at least 0, and not -0, which NumPy refuses too.");
    }

    /// <summary>The distance between two bounds as NumPy's Generator takes it, which looks at its sign alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or their distance is not finite, or the distance is negative, -0 too.
    /// </exception>
    public static double Width(double low, double high)
    {
        double width = Guard.FiniteWidth(low, high);
        return !double.IsNegative(width)
            ? width
            : throw new ArgumentOutOfRangeException(nameof(high), high,
                "high must not be -0 where low is 0: NumPy refuses their distance, which is -0.");
    }

    /// <exception cref="ArgumentException">
    /// The mean is not finite, the deviation is negative or not finite, or a value might overflow.
    /// </exception>
    public static void Normal(double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.NotNegative(standardDeviation);
        Guard.Reach(mean, standardDeviation, Farthest);
    }

    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, or next to no normals lie between the bounds.
    /// </exception>
    public static void TruncatedNormal(double mean, double standardDeviation, double lower, double upper)
    {
        _ = new TruncatedNormal(mean, standardDeviation, lower, upper);
        double share = NormalDistribution.Between(lower, upper);
        if (!(share >= LeastShare))
            throw new ArgumentException(Invariant($"lower and upper must have a share of at least {LeastShare:0.#e-0} of the normals ")
                + Invariant($"between them, since NumPy's normals are drawn until one lies there, but were {lower} and {upper}, with ")
                + Invariant($"{share:0.#e-0}."), nameof(lower));
    }
}

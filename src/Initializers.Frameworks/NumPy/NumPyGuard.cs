using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The checks of NumPy's two sources, beyond those of every source: normals that might overflow a float, and truncated normals that would
/// take too long.
/// </summary>
internal static class NumPyGuard
{
    /// <summary>
    /// The farthest normal from the mean: the ziggurat's tail begins at 3.654 and is at most sqrt(2 ln 2^53) long; the polar method ends at
    /// sqrt(2 ln 2^104).
    /// </summary>
    private const double Farthest = 12.23;

    /// <summary>The least share of normals between accepted bounds: a value takes 1 / share draws on average.</summary>
    private const double LeastShare = 1e-6;

    /// <summary>A deviation, of which NumPy also refuses -0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, -0, or not finite.</exception>
    public static void Scale(double scale)
    {
        Guard.NotNegative(scale);
        if (double.IsNegative(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale,
                "scale must be a finite number of at least 0, but was -0, which NumPy refuses too.");
    }

    /// <summary>The distance between two bounds, of which NumPy's Generator also refuses -0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or the distance is not finite, or the distance is negative or -0.
    /// </exception>
    public static double Width(double low, double high)
    {
        double width = Guard.FiniteWidth(low, high);
        return !double.IsNegative(width)
            ? width
            : throw new ArgumentOutOfRangeException(nameof(high), high,
                "high must be at least low, which is 0, but was -0: NumPy refuses a distance of -0.");
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
    /// A parameter is outside what it accepts, or hardly any normals lie between the bounds.
    /// </exception>
    public static void TruncatedNormal(double mean, double standardDeviation, double lower, double upper)
    {
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        double share = NormalDistribution.Between(lower, upper);
        if (!(share >= LeastShare))
            throw new ArgumentException(Invariant($"lower and upper must enclose a probability of at least {LeastShare:0.#e-0}, since ")
                + Invariant($"NumPy's normals are drawn until one lies between them, but were {lower} and {upper}, which enclose ")
                + Invariant($"{share:0.#e-0}."), nameof(lower));
    }
}

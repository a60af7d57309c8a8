namespace Initializers.Frameworks;

/// <summary>The normal distribution, as PyTorch computes it for its <c>trunc_normal_</c>.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability below x.</summary>
    public static double Below(double x) => (1 + GnuErf.Invoke(x / Math.Sqrt(2))) / 2;

    /// <summary>The probability between two numbers.</summary>
    public static double Between(double low, double high) => Below(high) - Below(low);
}

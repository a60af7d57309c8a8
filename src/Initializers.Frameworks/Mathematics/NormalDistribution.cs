namespace Initializers.Frameworks;

/// <summary>Probabilities of the standard normal distribution, as PyTorch's <c>trunc_normal_</c> computes them.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability of values below x.</summary>
    public static double Below(double x) => (1 + GnuErf.Invoke(x / Math.Sqrt(2))) / 2;

    /// <summary>The probability of values between two numbers.</summary>
    public static double Between(double low, double high) => Below(high) - Below(low);
}

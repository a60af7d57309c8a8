using MathNet.Numerics;

namespace Initializers.Frameworks;

/// <summary>The normal distribution, where it decides between two ways of sampling.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability below x.</summary>
    public static double Below(double x) => (1 + SpecialFunctions.Erf(x / Math.Sqrt(2))) / 2;
}

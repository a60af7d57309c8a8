using MathNet.Numerics;

namespace Initializers.Tests.Statistics;

internal static class BinomialTail
{
    /// <summary>The probability of at least the given number of hits in n trials, for a number above the mean: the first
    /// term, and the following ones by their ratios.</summary>
    public static double AtLeast(long hits, long n, double p)
    {
        double term = Math.Exp(
            SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(hits + 1.0) - SpecialFunctions.GammaLn(n - hits + 1.0)
            + hits * Math.Log(p) + (n - hits) * Log1P(-p));
        double sum = 0;
        for (long k = hits; k <= n && term > 1e-17 * sum; k++)
        {
            sum += term;
            term *= (n - k) * p / ((k + 1) * (1 - p));
        }
        return Math.Min(1, sum);
    }

    private static double Log1P(double x) => Math.Abs(x) < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);
}

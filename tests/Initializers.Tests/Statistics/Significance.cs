using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Initializers.Tests.Statistics;

/// <summary>The thresholds of all statistical tests: when a statistic is too improbable to be due to chance.</summary>
/// <remarks>
/// <para>The whole suite may raise a false alarm with probability 1e-6, so that any seed passes. It computes at
/// most 3,000 statistics (they are counted, and one more is an error); each is allowed 1e-6 / 3,000 = 3.3e-10,
/// whatever their dependence (Bonferroni 1936).</para>
/// <para>For a standard normal statistic this means |z| &lt; 6.28. The mean of n = 2^24 independent terms is normal
/// enough there: the skewness of the terms, at most 23 for fourth powers, is divided by 4,096, which changes the
/// probability beyond 6.28 by a quarter (first term of Edgeworth's series), and fourfold for one statistic, of an
/// exponential tail with n = 2^21. The part of the 3,000 that is not used compensates for that.</para>
/// </remarks>
internal static class Significance
{
    private const double OfSuite = 1e-6;
    private const int Budget = 3_000;
    private const double Each = OfSuite / Budget;

    private static int _drawn;

    /// <summary>Checks a standard normal statistic.</summary>
    public static void OfScore(double z, string what) => Judge(SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2), what, z);

    /// <summary>
    /// Checks the largest distance between a distribution function and that of n draws, by the bound 2 exp(-2 n d^2) that holds for every n
    /// (Massart 1990, "The Tight Constant in the Dvoretzky-Kiefer-Wolfowitz Inequality", https://doi.org/10.1214/aop/1176990746).
    /// </summary>
    public static void OfDistance(double distance, long n, string what) =>
        Judge(2 * Math.Exp(-2 * n * distance * distance), what, distance);

    /// <summary>Checks the number of hits in n independent trials of probability p, by the exact binomial tail on both sides.</summary>
    public static void OfCount(long hits, long n, double p, string what)
    {
        double smallerTail = hits > n * p ? BinomialTail.AtLeast(hits, n, p) : BinomialTail.AtLeast(n - hits, n, 1 - p);
        Judge(2 * smallerTail, what, hits);
    }

    /// <summary>Checks Pearson's statistic of counts that should be equal, on both sides: too equal is improbable, too.</summary>
    public static void OfEvenness(ReadOnlySpan<long> counts, string what)
    {
        double expected = 0, sum = 0;
        foreach (long count in counts) expected += (double)count / counts.Length;
        foreach (long count in counts) sum += (count - expected) * (count - expected) / expected;
        double lower = ChiSquared.CDF(counts.Length - 1, sum),
            upper = SpecialFunctions.GammaUpperRegularized((counts.Length - 1) / 2.0, sum / 2);
        Judge(2 * Math.Min(lower, upper), what, sum);
    }

    private static void Judge(double probability, string what, double statistic)
    {
        int drawn = Interlocked.Increment(ref _drawn);
        if (drawn > Budget) Assert.Fail($"More than {Budget} statistics are drawn: raise the budget, which widens every bound.");
        if (!(probability >= Each))
            Assert.Fail($"{what} is {statistic:R}, which has a probability of {probability:e1}, below {Each:e1}. " +
                $"The seed is {TestSeed.Value} ({TestSeed.SeedVariable}).");
    }
}

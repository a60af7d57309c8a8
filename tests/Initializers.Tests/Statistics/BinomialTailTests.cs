using MathNet.Numerics.Distributions;

namespace Initializers.Tests.Statistics;

/// <summary>Tests the bound on counts itself, within the range of MathNet's functions.</summary>
public class BinomialTailTests
{
    [Theory]
    [InlineData(6, 10, 0.5)]
    [InlineData(70, 100, 0.5)]
    [InlineData(9, 100, 0.03)]
    [InlineData(700, 1000, 0.6)]
    public void AtLeast_SmallNumbers_IsTheSumOfTheirProbabilities(int hits, int n, double p)
    {
        double sum = 0;
        for (int k = hits; k <= n; k++) sum += Binomial.PMF(p, n, k);

        BinomialTail.AtLeast(hits, n, p)
            .Should().BeApproximately(sum, 1e-10 * sum, "logarithms of numbers with up to 1,000 digits are exponentiated");
    }

    [Fact]
    public void AtLeast_RareHits_IsPoisson()
    {
        // 30 or more where 9.6 are expected; the relative error of the Poisson limit is 30^2 / n, and that of logarithms of n! about 1e-8.
        double poisson = 1 - Poisson.CDF(9.6, 29);

        BinomialTail.AtLeast(30, 1 << 24, 9.6 / (1 << 24)).Should().BeApproximately(poisson, 1e-3 * poisson);
    }

    [Fact]
    public void AtLeast_ManyTrials_IsNormal()
    {
        // Five deviations above half of 2^28 trials, where the probability is 2.87e-7; the nearest integer
        // is off by up to half in a deviation of 8,192.
        BinomialTail.AtLeast((1 << 27) + 5 * 8192, 1 << 28, 0.5)
            .Should().BeApproximately(Normal.CDF(0, 1, -5), 1e-3 * Normal.CDF(0, 1, -5));
    }
}

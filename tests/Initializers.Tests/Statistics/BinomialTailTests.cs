using MathNet.Numerics.Distributions;

namespace Initializers.Tests.Statistics;

/// <summary>The bound on counts is itself tested, where MathNet's functions reach.</summary>
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
            .Should().BeApproximately(sum, 1e-10 * sum, "logarithms of up to 1,000 digits' worth are exponentiated");
    }

    [Fact]
    public void AtLeast_RareHits_IsPoisson()
    {
        // 30 or more where 9.6 are expected; the Poisson limit is off by (30^2 / n), and the logarithms of n! by some 1e-8 of 1.
        double poisson = 1 - Poisson.CDF(9.6, 29);

        BinomialTail.AtLeast(30, 1 << 24, 9.6 / (1 << 24)).Should().BeApproximately(poisson, 1e-3 * poisson);
    }

    [Fact]
    public void AtLeast_ManyTrials_IsNormal()
    {
        // Five deviations above the half of 2^28 trials, where the probability is 2.87e-7; the nearest whole
        // number is off by a half in 8,192.
        BinomialTail.AtLeast((1 << 27) + 5 * 8192, 1 << 28, 0.5)
            .Should().BeApproximately(Normal.CDF(0, 1, -5), 1e-3 * Normal.CDF(0, 1, -5));
    }
}

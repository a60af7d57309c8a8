using MathNet.Numerics.Integration;

namespace Initializers.Tests.Numerics;

public class GaussLegendreTests
{
    private static readonly GaussLegendreRule MathNets = new(0, 1, 64);

    [Fact]
    public void UnitInterval_EveryPoint_IsMathNets()
    {
        GaussLegendre.UnitInterval.Length.Should().Be(MathNets.Order);
        for (int i = 0; i < MathNets.Order; i++)
        {
            (double position, double weight) = GaussLegendre.UnitInterval[i];
            double found = 2 * position - 1;

            // Both are rounded once to doubles below 1.
            position.Should().BeApproximately(MathNets.GetAbscissa(i), Ulp.Of(1.0));
            // The weight is 1 / ((1 - x^2) P'(x)^2). P' comes out of 64 steps of 3 roundings each, which add up as a
            // random walk to some 14 half ulps, and is squared; the error of x is magnified by 2 / (1 - x^2).
            weight.Should().BeApproximately(MathNets.GetWeight(i), weight * 16 * Ulp.Of(1.0) / (1 - found * found));
        }
    }

    [Fact]
    public void UnitInterval_Monomials_AreIntegratedExactly()
    {
        for (int degree = 0; degree <= 127; degree++)
        {
            double integral = 0;
            foreach ((double position, double weight) in GaussLegendre.UnitInterval) integral += weight * Math.Pow(position, degree);

            // Half an ulp of 1 in a position is `degree` times that in its power; the rest is for weights and sums.
            integral.Should().BeApproximately(1.0 / (degree + 1),
                (degree + 8) * Ulp.Of(1.0) / (degree + 1), "that is the integral of x^{0}", degree);
        }
    }
}

using System.Globalization;
using Initializers.Tests.KnownAnswers;

namespace Initializers.Tests.Numerics;

/// <summary>Mills' ratio against mpmath. The points include those where a scan of 10 million against 113-bit
/// numbers found the largest errors.</summary>
public class MillsRatioTests
{
    /// <summary>
    /// The largest relative errors of that scan were 7.6e-16 for x of at least 0 (3.4 halves of an ulp, at 0.03:
    /// Clenshaw's recurrence adds up 26 rounded terms) and 1.25e-15 below, where the exponential's is added.
    /// </summary>
    private const double ForPositive = 8e-16, ForNegative = 1.3e-15;

    public static IEnumerable<(double X, double High, double Low, double Tail)> Answers =>
        KnownAnswerFile.Lines("mills-ratio.txt")
            .Select(fields => (Number(fields[0]), Number(fields[1]), Number(fields[2]), Number(fields[3])));

    [Fact]
    public void Of_ZeroToAMillion_IsWithinItsRelativeError() => IsWithin(ForPositive, Answers.Where(answer => answer.X >= 0));

    [Fact]
    public void Of_NegativeDownToMinusFive_IsWithinItsRelativeError() => IsWithin(ForNegative, Answers.Where(answer => answer.X < 0));

    [Theory]
    [InlineData(1e8)]
    [InlineData(1e17)]
    [InlineData(1e18)]
    [InlineData(1e300)]
    public void Of_VeryFar_IsTheReciprocal(double x) =>
        (MillsRatio.Of(x) * x).Should().BeApproximately(1, ForPositive, "R(x) = 1/x - 1/x^3 + ...");

    [Fact]
    public void UpperTail_WhereItDoesNotUnderflow_IsWithinItsRelativeError()
    {
        (double worst, double at) = Answers.Where(answer => answer.Tail > 0)
            .Select(answer => (Math.Abs(MillsRatio.UpperTail(answer.X) / answer.Tail - 1), answer.X)).Max();

        // The doc comment claims 1e-15 or so; the answer and the quotient are rounded to doubles as well.
        worst.Should().BeLessThanOrEqualTo(1e-15 + Ulp.Of(1.0), "that is the worst relative error, at {0:R}", at);
    }

    [Fact]
    public void UpperTail_BeyondTheSmallestDouble_IsZero() => MillsRatio.UpperTail(41).Should().Be(0);

    private static void IsWithin(double relative, IEnumerable<(double X, double High, double Low, double Tail)> answers)
    {
        (double worst, double at) = answers
            .Select(answer => (Math.Abs((MillsRatio.Of(answer.X) - answer.High - answer.Low) / answer.High), answer.X)).Max();

        worst.Should().BeLessThanOrEqualTo(relative, "that is the worst relative error, at {0:R}", at);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

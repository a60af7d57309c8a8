using System.Text.Json;

namespace Initializers.Tests.KnownAnswers;

/// <summary>Moments and mass of truncated normals, including narrow and far intervals, against 25-digit values.</summary>
public class TruncatedMomentsAnswerTests
{
    /// <summary>The relative error that the doc comment of <see cref="TruncatedMoments"/> claims.</summary>
    private const double Claimed = 5e-14;

    private const double HalfLogTwoPi = 0.91893853320467274;

    [Fact]
    public void Of_IntervalsOfTheFile_HasTheMomentsOfTheFile()
    {
        foreach (JsonElement entry in MathematicsFile.Entries("truncated"))
        {
            double mean = entry.Number("mean"), deviation = entry.Number("standard_deviation");

            (double foundMean, double foundDeviation) = TruncatedMoments.Of(entry.Number("lower"), entry.Number("upper"));

            foundDeviation.Should().BeApproximately(deviation, Claimed * deviation, "the entry is {0}", entry);
            // The mean is a sum of terms as large as the bounds: its error cannot be below an ulp of
            // that sum, whatever the deviation.
            foundMean.Should().BeApproximately(mean, Claimed * deviation + 2 * Ulp.Of(mean), "the entry is {0}", entry);
        }
    }

    [Fact]
    public void MillsRatio_IntervalsOfTheFile_GivesTheirMass()
    {
        foreach (JsonElement entry in MathematicsFile.Entries("truncated"))
        {
            (double logMass, double share) = LogMass(entry.Number("lower"), entry.Number("upper"));
            double exact = entry.Number("log_mass");

            // R is accurate to 8e-16 (MillsRatioTests). Its error enters once for each bound, and is amplified as the difference
            // becomes a smaller share of the tail.
            logMass.Should().BeApproximately(exact, 2 * 8e-16 / share + 4 * Ulp.Of(exact), "the entry is {0}", entry);
        }
    }

    /// <summary>The logarithm of the mass from Mills' ratio, and the mass as a share of the lower bound's tail.</summary>
    private static (double LogMass, double Share) LogMass(double lower, double upper)
    {
        if (-lower > upper) (lower, upper) = (-upper, -lower);
        if (lower < 0) return (Math.Log(1 - MillsRatio.UpperTail(-lower) - MillsRatio.UpperTail(upper)), 1);

        double ratio = MillsRatio.Of(lower);
        double share = double.IsInfinity(upper) ? 1 : 1 - Math.Exp(-(upper - lower) * (upper + lower) / 2) * MillsRatio.Of(upper) / ratio;
        return (Math.Log(ratio * share) - lower * lower / 2 - HalfLogTwoPi, share);
    }
}

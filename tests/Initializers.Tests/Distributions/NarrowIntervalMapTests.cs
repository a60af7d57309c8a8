using System.Globalization;
using Initializers.Tests.KnownAnswers;

namespace Initializers.Tests.Distributions;

/// <summary>Truncated normals with little mass, narrow or far in a tail, against quantiles from mpmath.</summary>
public class NarrowIntervalMapTests
{
    /// <summary>Mean and deviation of the parent.</summary>
    private static readonly (double Mean, double Deviation)[] Parents = [(0, 1), (0, 0.02), (1.5, 0.25), (-3, 2)];

    public static IEnumerable<object[]> Intervals =>
        Answers.Select(answer => (answer.Lower, answer.Upper)).Distinct()
            .Select(interval => new object[] { interval.Lower, interval.Upper });

    private static IEnumerable<(double Lower, double Upper, uint Word, double Quantile)> Answers =>
        KnownAnswerFile.Lines("narrow-interval.txt").Select(fields =>
            (Number(fields[0]), Number(fields[1]), uint.Parse(fields[2], CultureInfo.InvariantCulture), Number(fields[3])));

    [Theory]
    [MemberData(nameof(Intervals))]
    public void Fill_WordsOfTheFile_GiveTheExactQuantile(double lower, double upper)
    {
        (double Lower, double Upper, uint Word, double Quantile)[] answers =
            [.. Answers.Where(answer => answer.Lower == lower && answer.Upper == upper)];
        uint[] words = [.. answers.Select(answer => answer.Word)];
        foreach ((double mean, double deviation) in Parents)
        {
            float[] values = Draw.TruncatedNormal(words.Length, new SequenceRandom(words), mean, deviation, lower, upper);
            for (int i = 0; i < words.Length; i++)
            {
                double exact = mean + deviation * answers[i].Quantile;

                // The specification requires 1 ulp of a float. Near 0 a value is a difference of larger doubles and has their error
                // instead: R, at most 1.26, times the logarithm of a quotient of two R, each accurate to 8e-16 (MillsRatioTests).
                ((double)values[i]).Should().BeApproximately(
                    exact, Ulp.Of((float)exact) + 2e-15 * deviation, "of word {0}, {1} + {2} z", words[i], mean, deviation);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Intervals))]
    public void Fill_EvenWords_NeverFallsAndStaysInBounds(double lower, double upper)
    {
        const int Bits = 14;
        foreach ((double mean, double deviation) in Parents)
        {
            float[] ends = Draw.TruncatedNormal(2, new SequenceRandom(uint.MinValue, uint.MaxValue), mean, deviation, lower, upper);
            float[] values = Draw.TruncatedNormal(1 << Bits, new EvenWords(Bits), mean, deviation, lower, upper);

            Draw.IsRising([ends[0], .. values, ends[1]]).Should().BeTrue();
            Bound.IsKept(ends[0], ends[1], mean, deviation, lower, upper).Should().BeTrue("{0} and {1} are the ends", ends[0], ends[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Intervals))]
    public void Fill_MirroredInterval_IsAntisymmetric(double lower, double upper)
    {
        if (lower == -upper) upper /= 2; // an interval centred at 0 has no distinct mirror image
        uint[] words = [.. Answers.Select(answer => answer.Word).Distinct()];
        float[] values = Draw.TruncatedNormal(words.Length, new SequenceRandom(words), 0, 0.02, lower, upper);
        float[] mirrored = Draw.TruncatedNormal(
            words.Length, new SequenceRandom([.. words.Select(word => ~word)]), 0, 0.02, -upper, -lower);

        mirrored.Should().Equal(values.Select(value => -value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

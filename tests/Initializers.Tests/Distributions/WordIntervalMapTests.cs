using MathNet.Numerics.Distributions;

namespace Initializers.Tests.Distributions;

/// <summary>Truncated normals with enough mass for an interval of the normal map: at least 2^24 of its words within the bounds.</summary>
public class WordIntervalMapTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>The logarithm of the number of words to test: fewer without FMA, since software is 20 times as slow.</summary>
    private static readonly int Bits = ExactFma.HasHardware ? 20 : 16;

    public static TheoryData<double, double> Bounds => new()
    {
        { -2, 2 }, { -1, 1 }, { -3, 3 }, { -0.5, 0.5 }, { -6, 6 }, { -0.25, 0.5 },
        { -1, 2 }, { 0, 1 }, { -0.05, 0.05 }, { 0.3, 0.4 }, { -1.05, -0.95 },
        { 1.9, 2.1 }, { -2.1, -1.9 }, { -Infinity, 0 }, { 0.25, Infinity }, { 2.6, Infinity }, { -Infinity, 2 },
    };

    public static IEnumerable<object[]> FiniteBounds => Bounds.Where(row => row.All(bound => double.IsFinite((double)bound)));

    [Fact]
    public void Fill_NoBounds_IsTheNormalBitForBit()
    {
        var normal = new float[8 << Bits];
        new PhiloxRandom(1).NextNormal(normal, 0.25, 0.02);

        Draw.TruncatedNormal(normal.Length, new PhiloxRandom(1), 0.25, 0.02, -Infinity, Infinity).AsSpan().SequenceEqual(normal)
            .Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Fill_EvenWords_NeverFallsAndStaysInBounds(double lower, double upper)
    {
        foreach ((double mean, double deviation) in new[] { (0, 1), (1.5, 0.25), (-3, 0.02), (0, 0.1) })
        {
            float[] ends = Draw.TruncatedNormal(2, new SequenceRandom(uint.MinValue, uint.MaxValue), mean, deviation, lower, upper);
            float[] values = Draw.TruncatedNormal(1 << Bits, new EvenWords(Bits), mean, deviation, lower, upper);

            Draw.IsRising([ends[0], .. values, ends[1]]).Should().BeTrue();
            Bound.IsKept(ends[0], ends[1], mean, deviation, lower, upper).Should().BeTrue("{0} and {1} are the ends", ends[0], ends[1]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0.05)]
    [InlineData(5)]
    public void Fill_SymmetricBounds_IsAntisymmetric(double bound)
    {
        var words = new uint[1 << 16];
        new PhiloxRandom(2).NextBits(words);
        float[] values = Draw.TruncatedNormal(words.Length, new SequenceRandom(words), 0, 0.02, -bound, bound);
        float[] mirrored = Draw.TruncatedNormal(words.Length, new SequenceRandom([.. words.Select(word => ~word)]), 0, 0.02, -bound, bound);

        mirrored.Should().Equal(values.Select(value => -value));
    }

    [Theory]
    [MemberData(nameof(FiniteBounds))]
    public void Fill_EvenWords_HasTheMomentsOfTheInterval(double lower, double upper)
    {
        float[] values = Draw.TruncatedNormal(1 << Bits, new EvenWords(Bits), 0, 1, lower, upper);
        double mean = values.Average(value => (double)value),
            deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        (double exactMean, double exactDeviation) = TruncatedMoments.Of(lower, upper);

        // A value is off by at most 1.5 ulp (2.5 smaller ulps near the median), and so are mean and deviation.
        // Each end of the interval of words is off by half a word, which moves that share of the mass by its distance
        // from the mean. Midpoints represent their parts to the square of 2^-16 or better, except in a whole tail:
        // there z^2 rises no faster than -2 ln p, whose midpoints miss ln 2 of a part (Stirling's formula).
        double share = 0.5 / 4294967296 / (Normal.CDF(0, 1, upper) - Normal.CDF(0, 1, lower)), distance = upper - lower;
        double allowed = 1.5 * Ulp.Of((float)Math.Max(Math.Abs(lower), Math.Abs(upper))) + 2 * share * distance;
        double tails = upper > 4 ? Math.Log(2) * Math.ScaleB(1, -Bits) : 0;
        mean.Should().BeApproximately(exactMean, allowed);
        deviation.Should().BeApproximately(exactDeviation, allowed + 2 * share * distance * distance / exactDeviation + tails);
    }
}

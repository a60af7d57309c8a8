namespace Initializers.Tests.Distributions;

/// <summary>Uniform fills from each of the 2^24 words that the map distinguishes.</summary>
public class UniformMapTests
{
    private const int Bits = 24, Words = 1 << Bits;

    public static TheoryData<double, double> Bounds => new()
    {
        { 0, 1 }, { -1, 1 }, { 1, 2 }, { 1000, 1001 }, { -0.1, 0.3 }, { -0.05, 0.05 },
        { 0.7, 0.7000001 }, { -3e37, 2e38 }, { 1e-30, 3e-30 }, { -2, -1 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    [Trait("Category", "Exhaustive")]
    public void Fill_EveryWord_IsInBoundsMonotoneAndOfTheExactMean(double low, double high)
    {
        double ulp = Ulp.Of((float)Math.Max(Math.Abs(low), Math.Abs(high))), worst = 0, sum = 0;
        float last = float.NegativeInfinity;
        int i = 0, outside = 0, falling = 0;
        foreach (float x in Uniform(low, high))
        {
            if (!(x >= low && x < high)) outside++;
            if (x < last) falling++;
            double error = x - (low + i++ * (1.0 / Words) * (high - low));
            worst = Math.Max(worst, Math.Abs(error));
            sum += error;
            last = x;
        }

        outside.Should().Be(0);
        falling.Should().Be(0);
        // Half an ulp for rounding low, one for the width, which is up to twice as large, and half for the result.
        worst.Should().BeLessThanOrEqualTo(2 * ulp);
        // The mean, low + (1/2 - 2^-25) (high - low), keeps the rounding errors of low and width; those of the
        // results average out like a random walk, to half an ulp / 4096 (eight times that is allowed), except
        // for the share of ulp / (high - low) next to the bounds, which is moved inside.
        double rounding = Math.Abs((float)low - low) + Math.Abs((float)(high - low) - (high - low)) / 2 +
            ulp / 1024 + ulp * Math.Min(1, ulp / (high - low));
        Math.Abs(sum / Words).Should().BeLessThanOrEqualTo(rounding);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(-0.25, 0.25)]
    public void Fill_EveryWord_IsExactWhereFloatsAreFineEnough(double low, double high)
    {
        float[] values = Uniform(low, high);
        int inexact = 0;
        for (int i = 0; i < Words; i++)
        {
            if (values[i] != low + i * (1.0 / Words) * (high - low)) inexact++;
        }

        inexact.Should().Be(0);
    }

    [Fact]
    public void Fill_LowestEightBitsOfAWord_DoNotMatter()
    {
        var values = new float[256];
        new SequenceRandom([.. Enumerable.Range(0, 256).Select(low => 0xABCDEF00 + (uint)low)]).NextUniform(values, -0.1, 0.3);

        values.Should().OnlyContain(value => value == values[0]);
    }

    private static float[] Uniform(double low, double high)
    {
        var words = new EvenWords(Bits);
        var values = new float[Words];
        words.NextUniform(values, low, high);
        return values;
    }
}

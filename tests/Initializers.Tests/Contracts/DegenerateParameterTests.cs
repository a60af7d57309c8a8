using Initializers.Tests.Statistics;

namespace Initializers.Tests.Contracts;

/// <summary>One rule for parameters without spread, in every source and initializer: a deviation of 0 gives a
/// constant, and an interval without mass is refused.</summary>
public class DegenerateParameterTests
{
    public static TheoryData<string> Sources => ["Philox", "DotNet", "bits only"];

    [Theory, MemberData(nameof(Sources))]
    public void NextNormal_ADeviationOf0_IsTheMean(string source)
    {
        var values = new float[5];
        foreach (double deviation in (double[])[0.0, -0.0])
        {
            SourceOf(source).NextNormal(values, 0.1, deviation);
            values.Should().OnlyContain(value => value == 0.1f);
            Init.Normal(0.1, deviation).Initialize([5], SourceOf(source)).Should().Equal(values);
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void NextUniform_AnEmptyInterval_IsRefused(string source)
    {
        foreach ((double low, double high) in (ReadOnlySpan<(double, double)>)[(1, 1), (0, 0), (-0.0, 0), (2, 1)])
        {
            ((Action)(() => SourceOf(source).NextUniform([], low, high)))
                .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("low");
            ((Action)(() => Init.Uniform(low, high))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("low");
        }
    }

    [Theory, MemberData(nameof(Sources))]
    public void NextTruncatedNormal_NoMassBetweenTheBounds_IsRefused(string source)
    {
        ((Action)(() => SourceOf(source).NextTruncatedNormal([], 0, 1, 1, 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lower");
        ((Action)(() => SourceOf(source).NextTruncatedNormal([], 0, 0, -1, 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
        ((Action)(() => Init.TruncatedNormal(0, 1, 1, 1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lower");
        ((Action)(() => Init.TruncatedNormal(1, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
    }

    private static IRandomSource SourceOf(string name) => name switch
    {
        "Philox" => TestSeed.Source(nameof(DegenerateParameterTests)),
        "DotNet" => new DotNetRandom(new Random(1)),
        _ => new BitsOnly(),
    };

    private sealed class BitsOnly : IRandomBitSource
    {
        public void NextBits(Span<uint> destination) => destination.Fill(0x12345678);
    }
}

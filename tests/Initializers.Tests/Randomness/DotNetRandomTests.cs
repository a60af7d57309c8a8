using MathNet.Numerics.Random;

namespace Initializers.Tests.Randomness;

public class DotNetRandomTests
{
    [Fact]
    public void NextBits_OfSystemRandom_AreItsBytes()
    {
        var bytes = new byte[40];
        new Random(42).NextBytes(bytes);
        Words(new DotNetRandom(new Random(42)), 10)
            .Should().Equal(Enumerable.Range(0, 10).Select(i => BitConverter.ToUInt32(bytes, 4 * i)));
    }

    [Fact]
    public void NextBits_OfMathNet_AreReproducible()
    {
        Words(new DotNetRandom(new MersenneTwister(42)), 100)
            .Should().Equal(Words(new DotNetRandom(new MersenneTwister(42)), 100)).And.OnlyHaveUniqueItems();
        Words(new DotNetRandom(new MersenneTwister(43)), 100).Should().NotEqual(Words(new DotNetRandom(new MersenneTwister(42)), 100));
    }

    [Fact]
    public void Skip_ByAnyCount_IsLikeDrawing()
    {
        var skipped = new DotNetRandom(new Random(42));
        skipped.Skip(5000);
        Words(skipped, 10).Should().Equal(Words(new DotNetRandom(new Random(42)), 5010)[5000..]);
        ((Action)(() => skipped.Skip(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
    }

    [Fact]
    public void Fills_OfAllKinds_AreTheMapsOfTheWords()
    {
        var words = Words(new DotNetRandom(new Random(42)), 300);
        foreach (Action<IRandomSource, float[]> fill in (Action<IRandomSource, float[]>[])[
            (random, values) => random.NextUniform(values, -1, 1),
            (random, values) => random.NextNormal(values, 1, 2),
            (random, values) => random.NextTruncatedNormal(values, 0, 1, -2, 2)])
        {
            float[] drawn = new float[300], scripted = new float[300];
            fill(new DotNetRandom(new Random(42)), drawn);
            fill(new SequenceRandom(words), scripted);
            drawn.Should().Equal(scripted);
        }
    }

    [Fact]
    public void Constructor_Null_Throws() =>
        ((Action)(() => _ = new DotNetRandom(null!))).Should().Throw<ArgumentNullException>().WithParameterName("random");

    private static uint[] Words(DotNetRandom random, int count)
    {
        var words = new uint[count];
        random.NextBits(words);
        return words;
    }
}

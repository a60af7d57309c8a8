namespace Initializers.Tests.Statistics;

/// <summary>Streams that are commonly used side by side are not correlated: parameters by name, layers by number, runs by seed.</summary>
public class StreamTests
{
    private const int Streams = 64, Count = 1 << 20;

    [Fact]
    public void Fork_NamesOfParameters_AreNotCorrelated()
    {
        var root = new PhiloxRandom(TestSeed.Value);
        NeighboursAreNotCorrelated(k => root.Fork($"encoder.{k}.weight"), "forks by name");
    }

    [Fact]
    public void Fork_NumbersInARow_AreNotCorrelated()
    {
        var root = new PhiloxRandom(TestSeed.Value);
        NeighboursAreNotCorrelated(k => root.Fork(k), "forks by number");
    }

    [Fact]
    public void PhiloxRandom_SeedsInARow_AreNotCorrelated() =>
        NeighboursAreNotCorrelated(k => new PhiloxRandom(TestSeed.Value + (ulong)k), "seeds in a row");

    [Fact]
    public void PhiloxRandom_SeedsThatDifferInTwoBits_AreNotCorrelated() =>
        NeighboursAreNotCorrelated(k => new PhiloxRandom(TestSeed.Value ^ 1UL << k), "seeds that differ in two bits");

    [Fact]
    public void Fork_GenerationAfterGeneration_IsNotCorrelated()
    {
        PhiloxRandom last = new(TestSeed.Value);
        NeighboursAreNotCorrelated(_ => last = last.Fork("a"), "children and their parents");
    }

    private static void NeighboursAreNotCorrelated(Func<int, PhiloxRandom> stream, string what)
    {
        uint[] words = new uint[Count], last = new uint[Count];
        stream(0).NextBits(last);
        for (int k = 1; k < Streams; k++)
        {
            stream(k).NextBits(words);
            Significance.OfScore(Correlation.OfNumbers(last, words), $"The correlation of {what}, {k - 1} and {k}");
            Significance.OfScore(Correlation.OfBits(last, words), $"The difference in bits of {what}, {k - 1} and {k}");
            (last, words) = (words, last);
        }
    }
}

namespace Initializers.Tests.Statistics;

/// <summary>The words of our own source: bits are balanced, rare values are as rare as expected, and streams are
/// not correlated.</summary>
[Trait("Category", "Exhaustive")]
public class WordTests
{
    [Fact]
    public void NextBits_ManyWords_AreEven() => Check.Words(WordCounts.Of(1L << 28, FillFrom(TestSeed.Source("words"))), "words");

    [Fact]
    public void NextBits_RootOfTheSeed_IsEven() =>
        Check.Words(WordCounts.Of(1L << 24, FillFrom(new PhiloxRandom(TestSeed.Value))), "words of the seed itself");

    [Fact]
    public void NextBits_BeyondBlock2To32_AreEven()
    {
        PhiloxRandom random = TestSeed.Source("far");
        random.Skip((1L << 36) - (1 << 23));
        Check.Words(WordCounts.Of(1L << 24, FillFrom(random)), "words around position 2^36");
    }

    [Fact]
    public void NextBits_AlongAStream_AreNotCorrelated()
    {
        var words = new uint[1 << 24];
        TestSeed.Source("series").NextBits(words);

        Check.Series(words, "words");
    }

    private static Action<uint[], long> FillFrom(PhiloxRandom source)
    {
        PhiloxState state = source.State;
        return (buffer, start) => new PhiloxRandom(state with { Position = state.Position + start }).NextBits(buffer);
    }
}

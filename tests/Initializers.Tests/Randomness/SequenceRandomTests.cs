namespace Initializers.Tests.Randomness;

public class SequenceRandomTests
{
    [Fact]
    public void NextBits_AScript_ComesInOrder()
    {
        uint[] script = [1, 2, 3, 4, 5];
        var random = new SequenceRandom(script);
        script[0] = 99;
        uint[] first = new uint[2], second = new uint[2];
        random.NextBits(first);
        random.Skip(1);
        random.NextBits(second);
        first.Should().Equal(1, 2).And.NotContain(99u, "the words are copied");
        second.Should().Equal(4, 5);
        random.Position.Should().Be(5);
    }

    [Fact]
    public void NextBits_BeyondTheLast_SaysSoAndWritesNothing()
    {
        var random = new SequenceRandom(1, 2, 3);
        uint[] words = [7, 7, 7, 7];
        ((Action)(() => random.NextBits(words)))
            .Should().Throw<InvalidOperationException>().WithMessage("*at least 4 words, or Repeats set, but had 3.");
        words.Should().Equal(7, 7, 7, 7);
        random.Position.Should().Be(0);
        random.Skip(10);
        random.NextBits([]);
        ((Action)(() => random.NextBits(words))).Should().Throw<InvalidOperationException>();
        ((Action)(() => new SequenceRandom { Repeats = true }.NextBits(words)))
            .Should().Throw<InvalidOperationException>("there are no words to repeat");
    }

    [Fact]
    public void NextBits_Repeating_ComesRound()
    {
        var random = new SequenceRandom(1, 2, 3) { Repeats = true };
        uint[] words = new uint[7];
        random.NextBits(words);
        words.Should().Equal(1, 2, 3, 1, 2, 3, 1);
    }

    [Fact]
    public void Fills_OfTheEnds_AreTheEndsOfTheDistributions()
    {
        SequenceRandom Ends() => new(0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF);
        float[] values = new float[4];
        Ends().NextUniform(values, 0, 1);
        values.Should().Equal(0, 0.5f - MathF.ScaleB(1, -24), 0.5f, 1 - MathF.ScaleB(1, -24));
        Ends().NextNormal(values, 0, 1);
        values.Should().Equal(-6.337958f, -2.9180993e-10f, 2.9180993e-10f, 6.337958f);
        Ends().NextTruncatedNormal(values, 0, 1, -2, 2);
        values[0].Should().Be(-values[3]);
        values[3].Should().BeInRange(1.9999f, 2);
    }

    [Fact]
    public void Constructor_Null_Throws() =>
        ((Action)(() => _ = new SequenceRandom(null!))).Should().Throw<ArgumentNullException>().WithParameterName("words");
}

using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>The integer generators against their authors' test vectors.</summary>
public class GeneratorTests
{
    [Fact]
    public void MersenneTwister_OfSeedsAndKeys_IsTheAuthors()
    {
        // The C++ standard gives the 10,000th word of the default seed; mt19937ar.out has those of the key.
        var twister = MersenneTwister.FromSeed(5489);
        uint[] words = [.. Enumerable.Range(0, 10000).Select(_ => twister.Next())];
        words[..5].Should().Equal(3499211612, 581869302, 3890346734, 3586334585, 545404204);
        words[9999].Should().Be(4123659995);
        var keyed = MersenneTwister.FromKey([0x123, 0x234, 0x345, 0x456]);
        Enumerable.Range(0, 5).Select(_ => keyed.Next()).Should().Equal(1067595299, 955945823, 477289528, 4107218783, 4228976476);
        var filled = new uint[10000];
        var again = MersenneTwister.FromSeed(5489);
        again.Fill(filled.AsSpan(0, 3));
        again.Fill(filled.AsSpan(3, 700));
        again.Fill(filled.AsSpan(703));
        filled.Should().Equal(words, "the words do not depend on how many are requested at once");
    }

    [Fact]
    public void Pcg64_OfItsDemo_GivesTheExpectedOutput()
    {
        // pcg64_srandom(42, 54) from the authors' check: increment 2 * 54 + 1, state (42 + increment) * multiplier + increment.
        UInt128 increment = 109, multiplier = new(Pcg64.MultiplierHigh, Pcg64.MultiplierLow);
        var generator = new Pcg64((42 + increment) * multiplier + increment, increment);
        ulong[] words = [.. Enumerable.Range(0, 6).Select(_ => generator.Next())];
        words.Should().Equal(0x86B1DA1D72062B68, 0x1304AA46C9853D39, 0xA3670E9E0DD50358, 0xF9090E529A7DAE00, 0xC85B9FD837996F2C,
            0x606121F8E3919196);
    }

    [Fact]
    public void Philox4x64_OfRandom123_GivesItsVectors()
    {
        Philox4x64.Block(0, 0, 0, 0, 0, 0)
            .Should().Be((0x16554D9ECA36314CUL, 0xDB20FE9D672D0FDCUL, 0xD7E772CEE186176BUL, 0x7E68B68AEC7BA23BUL));
        Philox4x64.Block(0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89, 0x452821E638D01377,
            0xBE5466CF34E90C6C)
            .Should().Be((0xA528F45403E61D95UL, 0x38C72DBD566E9788UL, 0xA5A1610E72FD18B5UL, 0x57BD43B5E52B7FE6UL));
    }
}

using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Threefry in bulk against single blocks, in both layouts and in parts, and JAX's floats against their scalar recipe.</summary>
public class JaxWordsTests
{
    private static readonly JaxKey Key = new(0x13198A2E, 0x03707344), Legacy = Key with { Layout = JaxLayout.Legacy };

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 511, 512, 513, 1001];

    [Fact]
    public void Threefry_OfRandom123_GivesItsVectors()
    {
        Threefry2x32.Block(0, 0, 0, 0).Should().Be((0x6B200159U, 0x99BA4EFEU));
        Threefry2x32.Block(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue).Should().Be((0x1CB996FCU, 0xBB002BE7U));
        Threefry2x32.Block(0x13198A2E, 0x03707344, 0x243F6A88, 0x85A308D3).Should().Be((0xC4923A9CU, 0x483DF7A0U));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData((1L << 32) - 16)]
    [InlineData((1L << 32) - 3)]
    [InlineData(1L << 32)]
    [InlineData((7L << 32) - 20)]
    public void Fill_OfCounters_IsABlockEach(long start)
    {
        foreach (int length in (int[])[0, 1, 3, 4, 5, 7, 8, 9, 16, 17, 100])
        {
            var words = new uint[length];
            var pairs = new ulong[length];
            new JaxWords(Key, length, 32).Fill(words, start);
            new JaxWords(Key, length, 64).Fill(pairs, start);
            for (int i = 0; i < length; i++)
            {
                (uint first, uint second) = Threefry2x32.Block(Key.First, Key.Second, (uint)((start + i) >> 32), (uint)(start + i));
                words[i].Should().Be(first ^ second);
                pairs[i].Should().Be(((ulong)first << 32) | second);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Bits_OfTheLegacyLayout_AreThoseOfItsWords(int length)
    {
        var words = new uint[length];
        var pairs = new ulong[length];
        var shorts = new ushort[length];
        var bytes = new byte[length];
        Legacy.Bits(words);
        Legacy.Bits(pairs);
        Legacy.Bits(shorts);
        Legacy.Bits(bytes);
        words.Should().Equal(LegacyWords(length));
        uint[] wide = LegacyWords(2 * length), ofShorts = LegacyWords((length + 1) / 2), ofBytes = LegacyWords((length + 3) / 4);
        for (int i = 0; i < length; i++)
        {
            pairs[i].Should().Be(((ulong)wide[i] << 32) | wide[length + i]);
            shorts[i].Should().Be((ushort)(ofShorts[i / 2] >> (16 * (i % 2))));
            bytes[i].Should().Be((byte)(ofBytes[i / 4] >> (8 * (i % 4))));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Fill_OfAPart_IsThatPartOfTheWhole(int width)
    {
        foreach (JaxKey key in (JaxKey[])[Key, Legacy])
        {
            var words = new JaxWords(key, 1001, width);
            var whole = new uint[1001];
            words.Fill(whole, 0);
            foreach ((int start, int length) in ((int, int)[])[(0, 7), (3, 30), (490, 21), (499, 4), (500, 8), (996, 5)])
            {
                var part = new uint[length];
                words.Fill(part, start);
                part.Should().Equal(whole[start..(start + length)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Floats_OfAnyLength_AreThoseOfTheRecipe(int length)
    {
        foreach (JaxKey key in (JaxKey[])[Key, Legacy])
        {
            var words = new uint[length];
            key.Bits(words);
            float low = BitConverter.UInt32BitsToSingle(0xBF7FFFFF), rootTwo = BitConverter.UInt32BitsToSingle(0x3FB504F3),
                bound = BitConverter.UInt32BitsToSingle(0x3F745A18);
            (float[] uniform, float[] normal, float[] truncated) = (new float[length], new float[length], new float[length]);
            JaxSampling<float, Float32>.Uniform(key, uniform, -0.3, 0.7);
            JaxSampling<float, Float32>.Normal(key, normal);
            JaxSampling<float, Float32>.TruncatedNormal(key, truncated, -2, 2, isFolded: false);
            uniform.Should().Equal(words.Select(word => Stretched(word, -0.3f, 0.7f)));
            normal.Should().Equal(words.Select(word => ScalarRecipes.ErfInv(Stretched(word, low, 1)) * rootTwo));
            truncated.Should().Equal(
                words.Select(word =>
                    Math.Clamp(
                        ScalarRecipes.ErfInv(Stretched(word, -bound, bound)) * rootTwo, MathF.BitIncrement(-2), MathF.BitDecrement(2))));
        }
    }

    [Fact]
    public void TruncatedNormal_OfLiteralBounds_TakesTheCLibrarysErf()
    {
        // erff of 0.2 / sqrt(2) by glibc 2.36; the nearest float is one ulp up.
        float bound = BitConverter.UInt32BitsToSingle(0x3E2252EA), rootTwo = BitConverter.UInt32BitsToSingle(0x3FB504F3);
        var words = new uint[1000];
        var values = new float[1000];
        Key.Bits(words);
        JaxInit.TruncatedNormal(1, -0.2, 0.2).InJit().Initialize(values, [1000], Key);
        values.Should().Equal(Expected(bound)).And.NotEqual(Expected(MathF.BitIncrement(bound)));

        IEnumerable<float> Expected(float erf) =>
            words.Select(word =>
                Math.Clamp(
                    ScalarRecipes.ErfInv(Stretched(word, -erf, erf)) * rootTwo, MathF.BitIncrement(-0.2f), MathF.BitDecrement(0.2f)));
    }

    [Fact]
    public void Fills_OfManyValues_AllocateNothing()
    {
        (float[] floats, double[] doubles, Half[] halves, ushort[] shorts) =
            (new float[5000], new double[5000], new Half[5000], new ushort[5000]);
        var seed = new TensorFlowSeed(1, 2);
        ITensorFlowSource source = seed;
        void Draw()
        {
            foreach (JaxKey key in (ReadOnlySpan<JaxKey>)[Key, Legacy])
            {
                JaxSampling<float, Float32>.Normal(key, floats);
                JaxSampling<double, Float64>.Normal(key, doubles);
                JaxSampling<Half, Float16>.TruncatedNormal(key, halves, -2, 2, isFolded: false);
                JaxSampling<ushort, BFloat16>.Uniform(key, shorts, 0, 1);
            }
            source.Uniform(floats);
            source.Normal(floats);
            source.TruncatedNormal(floats);
            source.Uniform(doubles);
            TensorFlowSampling<Half, Float16>.Normal(seed.Stream, halves, 0, 1);
        }
        Allocations.Of(Draw).Should().Be(0);
    }

    private static float Stretched(uint word, float low, float high) =>
        Math.Max(low, ExactFma.Invoke((word >> 9) * (1f / 8388608), high - low, low));

    /// <summary>Counters 0, 1, ... in two halves, with a 0 appended to an odd count.</summary>
    private static uint[] LegacyWords(int count)
    {
        int half = (count + 1) / 2;
        var words = new uint[2 * half];
        for (int i = 0; i < half; i++)
            (words[i], words[half + i]) = Threefry2x32.Block(Legacy.First, Legacy.Second, (uint)i, half + i < count ? (uint)(half + i) : 0);
        return words[..count];
    }
}

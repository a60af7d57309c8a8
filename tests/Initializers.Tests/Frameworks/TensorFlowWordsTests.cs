using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>TensorFlow's words and floats in bulk against the scalar recipe, block by block.</summary>
public class TensorFlowWordsTests
{
    private const ulong Key = 0x0123456789ABCDEF;

    /// <summary>Counters that carry from word to word.</summary>
    private static readonly UInt128[] Counters =
    [
        0, 7, uint.MaxValue - 20, uint.MaxValue - 128, uint.MaxValue, new(5, ulong.MaxValue - 100), new(ulong.MaxValue, ulong.MaxValue - 3),
        new(0xFEDCBA9876543210, 0x00000001FFFFFFF0),
    ];

    private static readonly int[] Lengths = [0, 1, 3, 4, 5, 7, 8, 9, 63, 64, 65, 100, 511, 512, 513, 1500];

    [Fact]
    public void Fill_OfCountersAcrossTheirWords_IsBlockByBlock()
    {
        foreach (UInt128 counter in Counters)
        {
            foreach (int length in Lengths)
            {
                var stream = new PhiloxCounter(Key, counter);
                var words = new uint[length];
                var pairs = new ulong[length];
                stream.Fill(words);
                stream.Fill(pairs);
                uint[] expected = WordsOf(stream, 2 * length);
                words.Should().Equal(expected[..length]);
                pairs.Should().Equal(Enumerable.Range(0, length).Select(i => ((ulong)expected[2 * i + 1] << 32) | expected[2 * i]));
            }
        }
    }

    [Fact]
    public void Float32_OfAnyLength_IsThatOfTheRecipe() => Compare<float, Float32>();

    [Fact]
    public void Float16_OfAnyLength_IsThatOfTheRecipe() => Compare<Half, Float16>();

    [Fact]
    public void BFloat16_OfAnyLength_IsThatOfTheRecipe() => Compare<ushort, BFloat16>();

    private static void Compare<T, TType>()
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        foreach (UInt128 counter in Counters)
        {
            var stream = new PhiloxCounter(Key, counter);
            foreach (int length in Lengths)
            {
                (T[] uniform, T[] normal, T[] truncated) = (new T[length], new T[length], new T[length]);
                TensorFlowSampling<T, TType>.Uniform(stream, uniform, -0.3, 0.7);
                TensorFlowSampling<T, TType>.Normal(stream, normal, 0.5, 0.02);
                TensorFlowSampling<T, TType>.TruncatedNormal(stream, truncated, 0.5, 0.02);
                double low = Constant(-0.3), mask = 1 << TType.Fraction;
                uniform.Should().Equal(WordsOf(stream, length)
                    .Select(word => Affine((word & ((uint)mask - 1)) / mask, R(Constant(0.7) - low), low)));
                normal.Should().Equal(NormalsOf(stream, length).Select(value => Affine(R(value), Constant(0.02), Constant(0.5))));
                truncated.Should().Equal(TruncatedOf(stream, length).Select(value => Affine(R(value), Constant(0.02), Constant(0.5))));
            }
        }

        static double Constant(double value) => TType.Widen(TType.RoundOnce(value));

        static double R(double value) => TType.Widen(TType.Round(value));

        static T Affine(double value, double factor, double addend) => TType.Round(R(value * factor) + addend);
    }

    private static uint[] WordsOf(PhiloxCounter stream, int count) =>
        [.. Enumerable.Range(0, (count + 3) / 4).Select(i => stream.After((ulong)i).Block())
            .SelectMany(block => (uint[])[block.X0, block.X1, block.X2, block.X3]).Take(count)];

    private static float[] NormalsOf(PhiloxCounter stream, int count) =>
        [.. WordsOf(stream, count + 4).Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => ScalarRecipes.TensorFlowNormals(pair[0], pair[1]))
            .SelectMany(pair => (float[])[pair.First, pair.Second]).Take(count)];

    /// <summary>For each group of four, the first normals of the group's stream that lie within the bounds.</summary>
    private static float[] TruncatedOf(PhiloxCounter stream, int count) =>
        [.. Enumerable.Range(0, (count + 3) / 4)
            .SelectMany(group => NormalsOf(stream.After(256 * (ulong)group), 40).Where(value => Math.Abs(value) < 2).Take(4)).Take(count)];
}

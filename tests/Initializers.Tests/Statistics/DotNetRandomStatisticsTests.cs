using MathNet.Numerics.Random;

namespace Initializers.Tests.Statistics;

/// <summary>Words and weights from other generators: no bits may be lost in the conversion from their bytes.</summary>
public class DotNetRandomStatisticsTests
{
    private const int Count = 1 << 22;

    /// <summary>The seed of both generators, which take 32 bits.</summary>
    private static readonly int Seed = (int)(uint)TestSeed.Value;

    public static TheoryData<string> Generators => ["System.Random", "MathNet's Mersenne Twister"];

    [Theory]
    [MemberData(nameof(Generators))]
    public void NextBits_ManyWords_AreEvenAndNotCorrelated(string generator)
    {
        var words = new uint[Count];
        Source(generator).NextBits(words);

        Check.Words(WordCounts.Of(words), $"words of {generator}");
        Check.Series(words, $"words of {generator}");
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void Initialize_ManyWeights_FollowTheirLaws(string generator)
    {
        var shape = TensorShape.Linear(inputs: 1024, outputs: Count / 1024);
        (ElementwiseInitializer Initializer, Law Law)[] entries =
        [
            (Init.Uniform(-1, 3), new UniformLaw(-1, 3)),
            (Init.HeNormal(), new NormalLaw(0, Math.Sqrt(2.0 / 1024))),
            (Init.TruncatedNormal(0, 0.02), new TruncatedLaw(0, 0.02, -2, 2)),
        ];
        IRandomSource random = Source(generator);
        foreach ((ElementwiseInitializer initializer, Law law) in entries)
        {
            float[] weights = initializer.Initialize(shape, random);
            Check.Moments(law, Moments.Of(law, Count, (part, start) => weights.AsSpan((int)start, part.Length).CopyTo(part)),
                $"{initializer} from {generator}");
            Check.Distribution(law, weights.AsSpan(0, 1 << 20), $"{initializer} from {generator}");
        }
    }

    private static DotNetRandom Source(string generator) =>
        new(generator == "System.Random" ? new Random(Seed) : new MersenneTwister(Seed));
}

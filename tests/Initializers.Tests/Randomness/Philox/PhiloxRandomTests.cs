using CsCheck;

namespace Initializers.Tests.Randomness.Philox;

public class PhiloxRandomTests
{
    /// <summary>Where a counter may carry: its low half reaches its last block at word 2^34; and anywhere else.</summary>
    private static readonly Gen<long> Positions = Gen.OneOf(
        Gen.OneOf(1L << 32, 1L << 34, 1L << 36, long.MaxValue - 200).SelectMany(edge => Gen.Long[edge - 200, edge]),
        Gen.Long[0, long.MaxValue - 200]);

    [Fact]
    public void Constructor_SignedAndUnsignedSeeds_AreTheSameBits()
    {
        Words(new PhiloxRandom(-1)).Should().Equal(Words(new PhiloxRandom(ulong.MaxValue)));
        Words(new PhiloxRandom(long.MinValue)).Should().Equal(Words(new PhiloxRandom(1UL << 63)));
        Words(new PhiloxRandom(1L << 32)).Should().NotEqual(Words(new PhiloxRandom(0)), "all 64 bits of a seed count");
        new PhiloxRandom(42).Seed.Should().Be(42);
        new PhiloxRandom(42).AlgorithmId.Should().Be("philox4x32-10/v1");
    }

    [Fact]
    public void Fork_NamesAndIndices_AreIndependentOfWhatWasDrawn() =>
        Gen.Select(Gen.ULong, Gen.Long[0, long.MaxValue], Gen.String.Where(IsText), Gen.ULong).Holds((seed, count, name, index) =>
        {
            var drawn = new PhiloxRandom(seed);
            drawn.Skip(count);
            Words(drawn.Fork(name)).Should().Equal(Words(new PhiloxRandom(seed).Fork(name)));
            Words(drawn.Fork(index)).Should().Equal(Words(new PhiloxRandom(seed).Fork(index)));
        });

    [Fact]
    public void Fork_DifferentPaths_AreDifferentStreams()
    {
        var root = new PhiloxRandom(42);
        PhiloxRandom[] all = [root, root.Fork(""), root.Fork("a.b"), root.Fork("a").Fork("b"), root.Fork("ab"),
            root.Fork("b").Fork("a"), root.Fork(0), root.Fork(1), root.Fork("0"), root.Fork(0).Fork(0)];
        all.Select(random => string.Join(",", Words(random))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Fork_AnyOverload_MeansTheSame()
    {
        var root = new PhiloxRandom(42);
        Words(root.Fork("weight".AsSpan())).Should().Equal(Words(root.Fork("weight")));
        Words(root.Fork(5)).Should().Equal(Words(root.Fork(5UL)));
        Words(root.Fork(5L)).Should().Equal(Words(root.Fork(5UL)));
        Words(root.Fork(-1L)).Should().Equal(Words(root.Fork(ulong.MaxValue)));
    }

    [Fact]
    public void Fork_ChildOfASource_InheritsSeedAndParallelism()
    {
        PhiloxRandom child = new PhiloxRandom(42) { MaxDegreeOfParallelism = 3 }.Fork("weight");
        (child.Seed, child.MaxDegreeOfParallelism, child.Position).Should().Be((42UL, 3, 0L));
    }

    [Fact]
    public void Fork_BadNames_AreRefused()
    {
        ((Action)(() => new PhiloxRandom(1).Fork(null!))).Should().Throw<ArgumentNullException>().WithParameterName("name");
        ((Action)(() => new PhiloxRandom(1).Fork("half \uD83E")))
            .Should().Throw<ArgumentException>().WithMessage("*surrogate*").WithParameterName("name");
    }

    [Fact]
    public void Skip_ByAnyCount_IsLikeDrawing() => Gen.Select(Gen.ULong, Gen.Int[0, 1000]).Holds((seed, count) =>
    {
        var drawn = new PhiloxRandom(seed);
        drawn.NextBits(new uint[count]);
        var skipped = new PhiloxRandom(seed);
        skipped.Skip(count);
        skipped.Position.Should().Be(count);
        Words(skipped).Should().Equal(Words(drawn));
    });

    [Fact]
    public void NextBits_AtAnyPosition_IsTheSameWholeOrInParts() =>
        Gen.Select(Gen.ULong, Positions, Gen.Int[0, 66].Array[1, 3]).Holds((seed, position, parts) =>
        {
            PhiloxRandom whole = new(seed), split = new(seed);
            whole.Skip(position);
            split.Skip(position);
            uint[] drawn = [.. parts.SelectMany(part => Words(split, part))];
            drawn.Should().Equal(Words(whole, parts.Sum())).And.OnlyHaveUniqueItems();
            split.Position.Should().Be(position + drawn.Length);
        });

    [Fact]
    public void NextBits_ManyThreadsOnOneSource_DrawEachWordOnce()
    {
        var shared = new PhiloxRandom(42);
        var parts = new uint[64][];
        Parallel.For(0, parts.Length, i => parts[i] = Words(shared, 100));
        shared.Position.Should().Be(6400);
        parts.SelectMany(part => part).Order().Should().Equal(Words(new PhiloxRandom(42), 6400).Order());
    }

    [Fact]
    public void NextNormal_LargeFillInsideAParallelLoop_SameBits()
    {
        float[] Large(PhiloxRandom random)
        {
            var values = new float[300_000];
            random.NextNormal(values, 0, 1);
            return values;
        }

        float[][] together = new float[4][];
        Parallel.For(0, together.Length, i => together[i] = Large(new PhiloxRandom(42).Fork(i)));
        for (int i = 0; i < together.Length; i++) together[i].AsSpan().SequenceEqual(Large(new PhiloxRandom(42).Fork(i))).Should().BeTrue();
    }

    [Fact]
    public void BadArguments_AnyMethod_AreRefusedBeforeAnythingIsDrawn()
    {
        var random = new PhiloxRandom(42);
        float[] values = [1, 2, 3];
        void Refuse(Action act, string message, string parameter) =>
            act.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);

        const double Infinity = double.PositiveInfinity;
        Refuse(() => random.NextUniform(values, double.NaN, 1), "low must be a number that is finite as a float, but was NaN.*", "low");
        Refuse(() => random.NextUniform(values, 0, Infinity),
            "high must be a number that is finite as a float, but was Infinity.*", "high");
        Refuse(() => random.NextUniform(values, 1, 1), "low must be a number below high, which is 1, but was 1.*", "low");
        Refuse(() => random.NextUniform(values, 2, 1), "low must be a number below high, which is 1, but was 2.*", "low");
        Refuse(() => random.NextUniform(values, -3e38, 3e38),
            "high must be a number whose distance from low, which is -3E+38, is finite as a float, but was 3E+38.*", "high");
        Refuse(() => random.NextUniform(values, 1.00000001, 1.00000002),
            "low and high must have a float in [low, high), but were 1.00000001 and 1.00000002.*", "low");
        Refuse(() => random.NextNormal(values, double.NaN, 1), "mean must be a number that is finite as a float, but was NaN.*", "mean");
        Refuse(() => random.NextNormal(values, 1e39, 1), "mean must be a number that is finite as a float, but was 1E+39.*", "mean");
        Refuse(() => random.NextNormal(values, 0, -1),
            "standardDeviation must be a finite number of at least 0, but was -1.*", "standardDeviation");
        Refuse(() => random.NextNormal(values, 0, double.NaN),
            "standardDeviation must be a finite number of at least 0, but was NaN.*", "standardDeviation");
        Refuse(() => random.NextNormal(values, 0, 1e38),
            "standardDeviation must be small enough for 0 +/- 6.34 * standardDeviation to be finite as a float, but was 1E+38.*",
            "standardDeviation");
        // its float is larger, and overflows
        Refuse(() => random.NextNormal(values, 0, 5.368958928062042E+37), "*finite as a float*", "standardDeviation");
        Refuse(() => random.NextNormal(values, -3e38, 6.355731050712533E+36), "*finite as a float*", "standardDeviation");
        Refuse(() => random.NextTruncatedNormal(values, Infinity, 1, -2, 2), "*finite*", "mean");
        Refuse(() => random.NextTruncatedNormal(values, 0, 0, -2, 2),
            "standardDeviation must be a finite number above 0, but was 0.*", "standardDeviation");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1, double.NaN, 2),
            "lower must be a number, or an infinity for no bound, but was NaN.*", "lower");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1, -2, double.NaN),
            "upper must be a number, or an infinity for no bound, but was NaN.*", "upper");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1, 2, 2),
            "lower must be a number below upper, which is 2, but was 2.*", "lower");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1, 3, -3),
            "lower must be a number below upper, which is -3, but was 3.*", "lower");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1, Infinity, Infinity), "*below upper*", "lower");
        Refuse(() => random.NextTruncatedNormal(values, 1, 1e-9, -1, -0.5), "*float between*", "lower");
        Refuse(() => random.NextTruncatedNormal(values, 0, 1e38, -2, 40), "*finite as a float*", "standardDeviation");
        Refuse(() => random.Skip(-1), "count must be a whole number of at least 0, but was -1.*", "count");
        Refuse(() => random.MaxDegreeOfParallelism = 0,
            "MaxDegreeOfParallelism must be a whole number of at least 1, but was 0.*", "value");
        Refuse(() => random.MaxDegreeOfParallelism = -2,
            "MaxDegreeOfParallelism must be a whole number of at least 1, but was -2.*", "value");
        values.Should().Equal(1, 2, 3);
        random.Position.Should().Be(0);
    }

    [Fact]
    public void Shared_TwoFills_Differ() =>
        Words(PhiloxRandom.Shared).Should().NotEqual(Words(PhiloxRandom.Shared));

    [Fact]
    public void ToString_AnySource_SaysWhereItStands()
    {
        var random = new PhiloxRandom(42);
        random.ToString().Should().Be("PhiloxRandom(seed: 42)");
        random.Skip(5);
        random.ToString().Should().Be("PhiloxRandom(seed: 42, position: 5)");
        random.Fork("a").ToString().Should().Be("PhiloxRandom(seed: 42, forked)");
    }

    private static bool IsText(string name) => !name.Any(char.IsSurrogate);

    private static uint[] Words(PhiloxRandom random, int count = 70)
    {
        var words = new uint[count];
        random.NextBits(words);
        return words;
    }
}

using System.Numerics;
using CsCheck;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>NumPy's generators as sources of weights, and what they refuse.</summary>
public class NumPyRandomTests
{
    public static TheoryData<NumPyBitGenerator> Generators => [.. Enum.GetValues<NumPyBitGenerator>()];

    [Theory]
    [MemberData(nameof(Generators))]
    public void Source_OfFloats_RoundsNumPysDoubles(NumPyBitGenerator generator)
    {
        const int Count = 1200;
        var doubles = new double[Count];
        new NumPyRandom(3, generator).Normal(doubles, 0.5, 2);
        Init.Normal(0.5, 2).Initialize([Count], new NumPyRandom(3, generator)).Should().Equal(doubles.Select(value => (float)value));
        new NumPyRandom(3, generator).Uniform(doubles, -1, 3);
        Init.Uniform(-1, 3).Initialize([Count], new NumPyRandom(3, generator)).Should().Equal(doubles.Select(value => (float)value));
        Init.TruncatedNormal(1, 0.5, -1, 2).Initialize([Count], new NumPyRandom(3, generator))
            .Should().OnlyContain(weight => weight >= 0.5f && weight <= 2);
    }

    /// <summary>Words are drawn in advance, and never more of them than the values take.</summary>
    [Theory]
    [MemberData(nameof(Generators))]
    public void StandardNormal_InPieces_IsTheWhole(NumPyBitGenerator generator)
    {
        const int Count = 20_000;
        NumPyRandom whole = new(5, generator), single = new(5, generator), pieces = new(5, generator);
        var expected = new double[Count];
        whole.StandardNormal(expected);
        expected.Should().Contain(value => Math.Abs(value) > 3.66, "some values lie beyond the last layer");
        double[] values = new double[Count], singles = new double[Count];
        for (int start = 0, length = 0; start < Count; start += length, length = (length + 1) % 700)
            pieces.StandardNormal(values.AsSpan(start, Math.Min(length, Count - start)));
        for (int i = 0; i < Count; i++) single.StandardNormal(singles.AsSpan(i, 1));
        values.Should().Equal(expected);
        singles.Should().Equal(expected);
        var next = new ulong[1];
        ulong[] after = [.. new[] { whole, single, pieces }.Select(random =>
        {
            random.RandomRaw(next);
            return next[0];
        })];
        after.Distinct().Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void Skip_AtAnyPlace_IsAsDrawing(NumPyBitGenerator generator) =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 9], Gen.Frequency((3, Gen.Int[0, 20]), (1, Gen.Int[0, 2000])))
            .Holds((seed, drawn, count) =>
        {
            NumPyRandom stepped = new(seed, generator), skipped = new(seed, generator);
            foreach (NumPyRandom random in (NumPyRandom[])[stepped, skipped])
            {
                random.NextBits(new uint[drawn]);
                random.RandomRaw(new ulong[1]); // whole words bypass a buffered half
            }
            stepped.NextBits(new uint[count]);
            skipped.Skip(count);
            Next(skipped).Should().Equal(Next(stepped));
        });

    [Theory]
    [InlineData(NumPyBitGenerator.Pcg64, 0x8EDB6C6F78F3D910, 0xB9877CF9810E9A18)]
    [InlineData(NumPyBitGenerator.Pcg64Dxsm, 0xDBF69B83B5E8A5A8, 0xB2408BFFFF4F0658)]
    [InlineData(NumPyBitGenerator.Philox, 0x8D635B85E867E96F, 0x430B9ACD533E089C)]
    public void Skip_OfAllThatCanBeCounted_IsNumPysAdvance(NumPyBitGenerator generator, ulong first, ulong second)
    {
        // NumPy 1.24: advance(2**62 - 1), or for Philox advance(2**60 - 1) and three words, then random_raw(2); 2^63 - 1 words of 32 bits
        // end in the middle of the first.
        NumPyRandom random = new(7, generator), halves = new(7, generator);
        random.Skip(long.MaxValue);
        halves.Skip(long.MaxValue / 2);
        halves.Skip(long.MaxValue - long.MaxValue / 2);
        Next(halves).Should().Equal(Next(random));
        random = new(7, generator);
        random.Skip(long.MaxValue);
        var half = new uint[1];
        random.NextBits(half);
        half[0].Should().Be((uint)(first >> 32));
        var words = new ulong[1];
        random.RandomRaw(words);
        words[0].Should().Be(second);
    }

    [Fact]
    public void Skip_OfTheLegacyGenerator_IsAsDrawing() => Gen.Select(Gen.UInt, Gen.Int[0, 2000]).Holds((seed, count) =>
    {
        NumPyLegacyRandom stepped = new(seed), skipped = new(seed);
        stepped.NextBits(new uint[count]);
        skipped.Skip(count);
        double[] expected = new double[3], actual = new double[3];
        stepped.Rand(expected);
        skipped.Rand(actual);
        actual.Should().Equal(expected);
    });

    [Fact]
    public void Legacy_OfFloats_RoundsNumPysDoubles()
    {
        var doubles = new double[101];
        new NumPyLegacyRandom(42).Normal(doubles, 0.5, 2);
        doubles[0].Should().BeApproximately(0.5 + 2 * 0.4967141530112327, 1e-15,
            "it is the well-known numpy.random.seed(42); numpy.random.randn()");
        Init.Normal(0.5, 2).Initialize([101], new NumPyLegacyRandom(42)).Should().Equal(doubles.Select(value => (float)value));
        new NumPyLegacyRandom([1, 2]).Uniform(doubles, -1, 3);
        Init.Uniform(-1, 3).Initialize([101], new NumPyLegacyRandom([1, 2])).Should().Equal(doubles.Select(value => (float)value));
        Init.TruncatedNormal(0, 1, 0, 1).Initialize([101], new NumPyLegacyRandom(1))
            .Should().OnlyContain(weight => weight >= 0 && weight <= 1);
    }

    [Fact]
    public void Legacy_DrawsNoMoreThanItGives()
    {
        // One by one, in pieces that end within a pair and within a chunk, and at once.
        double[] expected = new double[1000], piece = new double[131];
        var single = new NumPyLegacyRandom(3);
        for (int i = 0; i < expected.Length; i++) single.RandN(expected.AsSpan(i, 1));
        NumPyLegacyRandom pieces = new(3), filtered = new(3);
        for (int length = 0, drawn = 0; drawn < expected.Length; drawn += length++)
        {
            Span<double> values = piece.AsSpan(0, Math.Min(length, expected.Length - drawn));
            pieces.RandN(values);
            values.ToArray().Should().Equal(expected[drawn..(drawn + values.Length)]);
        }

        double[] accepted = [.. expected.Where(z => z is >= -0.5 and <= 2)];
        Init.TruncatedNormal(1, 3, -0.5, 2).Initialize([accepted.Length], filtered)
            .Should().Equal(accepted.Select(z => (float)(1 + 3 * z)));
        filtered.RandN(expected.AsSpan(Array.IndexOf(expected, accepted[^1]) + 1));
        filtered.State.Position.Should().Be(single.State.Position);
        filtered.State.KeptNormal.Should().Be(single.State.KeptNormal);
    }

    public static TheoryData<IRandomSource> Sources => [new NumPyRandom(1), new NumPyLegacyRandom(1)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void TruncatedNormal_WhereNextToNothingLies_IsRefused(IRandomSource random)
    {
        foreach ((double lower, double upper) in ((double, double)[])[(8, 9), (-40, -20), (4.76, double.PositiveInfinity), (0, 2e-6)])
            random.Invoking(it => Init.TruncatedNormal(0, 1, lower, upper).Initialize([1], it)).Should().Throw<ArgumentException>()
                .WithMessage("lower and upper must enclose a probability of at least 1e-6, *, "
                    + FormattableString.Invariant($"but were {lower} and {upper}, which enclose *"));
        Init.TruncatedNormal(0, 1, 3, double.PositiveInfinity).Initialize([3], random).Should().OnlyContain(weight => weight >= 3);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Normal_ThatNoFloatMayHold_IsRefused(IRandomSource random)
    {
        foreach (double deviation in (double[])[1e300, 3e37, double.NaN, -1])
            random.Invoking(it => it.NextNormal(new float[1], 0, deviation))
                .Should().Throw<ArgumentException>().WithParameterName("standardDeviation");
        random.Invoking(it => it.NextNormal(new float[1], 1e300, 1)).Should().Throw<ArgumentException>().WithParameterName("mean");
        random.NextNormal(new float[1], 0, 2.7e37);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Uniform_ThatNoFloatMayHold_IsRefused(IRandomSource random)
    {
        foreach ((double low, double high) in ((double, double)[])[(2, -1), (1, 1), (-1e300, 1e300), (0, double.NaN), (-3e38, 3e38)])
            random.Invoking(it => it.NextUniform(new float[1], low, high)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Uniform_WithHighBelowLow_IsOfTheLegacyGeneratorAlone()
    {
        var values = new double[2];
        new NumPyRandom(1).Invoking(it => it.Uniform(values, 2, -1)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("high must be a number of at least low, which is 2*but was -1*").WithParameterName("high");
        new NumPyRandom(1).Uniform(values, 2, 2);
        values.Should().OnlyContain(value => value == 2);
        new NumPyLegacyRandom(1).Uniform(values, 2, -1);
        values[0].Should().Be(2 - 3 * 0.417022004702574, "it is the well-known numpy.random.seed(1); numpy.random.rand()");
    }

    [Fact]
    public void DegenerateNumbers_AreWhatNumPyMakesOfThem()
    {
        // NumPy checks the sign bit of a deviation and of a distance, and checks nothing in an empty draw of integers.
        var random = new NumPyRandom(1);
        NumPyState state = random.State;
        random.Invoking(it => it.Normal(new double[1], 0, -0.0)).Should().Throw<ArgumentException>().WithParameterName("scale");
        new NumPyLegacyRandom(1).Invoking(it => it.Normal(new double[1], 0, -0.0))
            .Should().Throw<ArgumentException>().WithParameterName("scale");
        random.Invoking(it => it.Uniform(new double[1], 0.0, -0.0)).Should().Throw<ArgumentException>().WithParameterName("high");
        random.Invoking(it => it.Integers(new long[1], 0, 0)).Should().Throw<ArgumentException>().WithParameterName("low");
        random.Integers([], 0, 0);
        random.Integers([], 5, -5);
        random.State.Should().Be(state, "nothing has been drawn");
        var values = new double[2];
        random.Normal(values, 3, 0);
        values.Should().OnlyContain(value => value == 3);
        random.Uniform(values, 3, 3);
        values.Should().OnlyContain(value => value == 3);
        random.NextNormal(new float[1], 0, -0.0); // the core treats -0 as 0
    }

    [Fact]
    public void SeedSequence_Spawned_CountsItsChildren()
    {
        var parent = new SeedSequence([7, 8]);
        SeedSequence[] first = parent.Spawn(2), second = parent.Spawn(1);
        first.Concat(second).Select(child => child.SpawnKey.Single()).Should().Equal(0, 1, 2);
        second[0].GenerateState(4).Should().Equal(new SeedSequence([7, 8], [2]).GenerateState(4)).And.NotEqual(first[1].GenerateState(4));
        second[0].Spawn(1)[0].SpawnKey.Should().Equal(2, 0);
    }

    /// <summary>The next values: halves, a whole word and a buffered half.</summary>
    private static ulong[] Next(NumPyRandom random)
    {
        (uint[] halves, ulong[] word) = (new uint[3], new ulong[1]);
        random.NextBits(halves);
        random.RandomRaw(word);
        random.NextBits(halves.AsSpan(2));
        return [.. halves.Select(half => (ulong)half), word[0]];
    }

    [Fact]
    public void Arguments_ThatNumPyDoesNotTake_AreRefused()
    {
        var random = new NumPyRandom(0);
        Created(() => new NumPyRandom(-1)).WithMessage("seed must be a whole number of at least 0*but was -1*").WithParameterName("seed");
        Created(() => new SeedSequence(-1)).WithMessage("entropy must be a whole number of at least 0*but was -1*")
            .WithParameterName("entropy");
        Created(() => new SeedSequence([1], [BigInteger.MinusOne])).WithParameterName("spawnKey");
        Created(() => new SeedSequence(1).GenerateState64(1_500_000_000))
            .WithMessage("count must be a whole number from 0 to 1073741795*but was 1500000000*");
        Created(() => new NumPyRandom(1, (NumPyBitGenerator)9)).WithParameterName("generator");
        Created(() => new NumPyRandom(null!));
        Created(() => new NumPyLegacyRandom([])).WithParameterName("key");
        Refused(() => random.Uniform(new double[1], 0, double.NaN)).WithParameterName("high");
        Refused(() => random.Uniform(new double[1], double.MinValue, double.MaxValue)).WithParameterName("high");
        Refused(() => random.Normal(new double[1], 0, -1)).WithParameterName("scale");
        Refused(() => random.Integers(new long[1], 2, 2)).WithMessage("low must be a whole number below high, which is 2*but was 2*");
        Refused(() => random.NextTruncatedNormal(new float[1], 0, 1, 2, 1));
        Refused(() => random.Skip(-1)).WithParameterName("count");

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action act) =>
            act.Should().Throw<ArgumentException>();

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Created(Func<object> create) =>
            create.Invoking(function => function()).Should().Throw<ArgumentException>();
    }
}

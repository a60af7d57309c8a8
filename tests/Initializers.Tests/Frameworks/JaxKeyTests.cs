using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>What JAX keys draw in each type, and what they and the initializers refuse.</summary>
public class JaxKeyTests
{
    private static readonly JaxKey Key = new(0x13198A2E, 0x03707344);

    [Fact]
    public void Distributions_OfEachType_AreThoseOfTheGoldenFiles()
    {
        Compare<float, Float32>(Key.Uniform, Key.Normal, Key.TruncatedNormal);
        Compare<double, Float64>(Key.Uniform, Key.Normal, Key.TruncatedNormal);
        Compare<Half, Float16>(Key.Uniform, Key.Normal, Key.TruncatedNormal);
        Compare<ushort, BFloat16>(Key.UniformBFloat16, Key.NormalBFloat16, Key.TruncatedNormalBFloat16);
    }

    [Fact]
    public void Distributions_OfKey42_AreKnown()
    {
        // jax.random.uniform(key, (4,), minval=-.3, maxval=.7), normal(key, (4,)) and truncated_normal(key, -2, 2, (4,)) from JAX 0.10.2.
        (float[] uniform, float[] normal, float[] truncated) = (new float[4], new float[4], new float[4]);
        var key = JaxKey.FromSeed(42);
        key.Uniform(uniform, -0.3, 0.7);
        key.Normal(normal);
        key.TruncatedNormal(truncated, -2, 2);
        Bits(uniform).Should().Equal(0x3E413D14, 0x3EC274C6, 0x3EA1EE56, 0x3E85A3E6);
        Bits(normal).Should().Equal(0xBCE7DF15, 0x3EEF2BE8, 0x3E976661, 0x3E1D3B24);
        Bits(truncated).Should().Equal(0xBCDD51B4, 0x3EE385E2, 0x3E905231, 0x3E160635);

        static IEnumerable<uint> Bits(float[] values) => values.Select(BitConverter.SingleToUInt32Bits);
    }

    [Fact]
    public void Bounds_ThatAreNotFiniteOrInOrder_AreRefused()
    {
        (float[] floats, double[] doubles, Half[] halves, ushort[] shorts) = (new float[1], new double[1], new Half[1], new ushort[1]);
        Refused(() => Key.Uniform(floats, double.NaN, 1)).WithMessage("low must be a number that is finite in the type*but was NaN*")
            .WithParameterName("low");
        Refused(() => Key.Uniform(floats, 0, 1e39)).WithParameterName("high");
        Refused(() => Key.Uniform(floats, -3e38, 3e38))
            .WithMessage("high must be a number whose distance from low, which is -3E+38*but was 3E+38*").WithParameterName("high");
        Refused(() => Key.Uniform(doubles, double.MinValue, double.MaxValue)).WithParameterName("high");
        Refused(() => Key.Uniform(halves, -40000, 40000)).WithParameterName("high");
        Refused(() => Key.UniformBFloat16(shorts, double.NegativeInfinity, 0)).WithParameterName("low");
        Refused(() => Key.TruncatedNormal(floats, 1, 1)).WithParameterName("lower");
        Refused(() => Key.TruncatedNormal(doubles, 0, double.NaN)).WithParameterName("upper");
        Key.Uniform(halves, -40000, 20000);

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentOutOfRangeException> Refused(Action act) =>
            act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(JaxLayout.Partitionable)]
    [InlineData(JaxLayout.Legacy)]
    public void Split_IntoMoreThanAnArrayHolds_IsRefused(JaxLayout layout)
    {
        var key = JaxKey.FromSeed(1, layout);
        foreach (int count in (int[])[-1, 1_500_000_000])
            key.Invoking(it => it.Split(count))
                .Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage(FormattableString.Invariant($"count must be a whole number from 0 to 1073741795*but was {count}*"))
                .WithParameterName(nameof(count));
        key.Split(0).Should().BeEmpty();
    }

    [Fact]
    public void LinenKey_OfANameThatIsNull_IsRefused() =>
        FluentActions.Invoking(() => Flax.LinenKey(JaxKey.FromSeed(1), ["Block_0", null!], 1)).Should().Throw<ArgumentException>()
            .WithMessage("scope must be the names of modules, but was [Block_0, null]*").WithParameterName("scope");

    [Fact]
    public void DeltaOrthogonal_OfAKernelWithoutACentre_IsRefused()
    {
        JaxInit.DeltaOrthogonal().Invoking(it => it.Initialize([0, 3, 3], JaxKey.FromSeed(1))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have a kernel with a centre, and so no dimension of 0, but was [0, 3, 3]*").WithParameterName("shape");
        JaxInit.DeltaOrthogonal().Initialize([3, 0, 2], JaxKey.FromSeed(1)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(6, 9)]
    [InlineData(10, double.PositiveInfinity)]
    [InlineData(4.8, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -5)]
    [InlineData(4.7, 4.701)]
    public void TruncatedNormal_WhereErfHasNextToNoFloats_IsRefusedOfASource(double lower, double upper)
    {
        var random = new JaxRandom(1);
        random.Invoking(it => Init.TruncatedNormal(0, 1, lower, upper).Initialize([6], it)).Should().Throw<ArgumentException>()
            .WithParameterName("random")
                .WithMessage("erf(lower/sqrt(2)) and erf(upper/sqrt(2)) must be at least 32 representable values apart, "
                    + "but lower and upper were *");
        random.Key.Should().Be(new JaxRandom(1).Key);
        // Under JAX's own name it is drawn as JAX draws it.
        JaxInit.TruncatedNormal(1, lower, upper).Initialize([6], random)
            .Should().OnlyContain(weight => weight >= (float)lower && weight <= (float)upper);
    }

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(4.5, double.PositiveInfinity)]
    [InlineData(0, 1e-7)]
    [InlineData(-3, -2.9)]
    public void TruncatedNormal_ThatErfResolves_HasManyValues(double lower, double upper)
    {
        float[] weights = Init.TruncatedNormal(0, 1, lower, upper).Initialize([1000], new JaxRandom(1));
        weights.Should().OnlyContain(weight => weight >= (float)lower && weight <= (float)upper);
        weights.Distinct().Should().HaveCountGreaterThan(32);
    }

    [Fact]
    public void LinenKey_OfANameWithHalfAPair_IsRefused()
    {
        FluentActions.Invoking(() => Flax.LinenKey(JaxKey.FromSeed(1), ["\ud800"], 1))
            .Should().Throw<ArgumentException>().WithParameterName("scope");
        Flax.LinenKey(JaxKey.FromSeed(1), ["\ud83d\ude00"], 1).Should().NotBe(Flax.LinenKey(JaxKey.FromSeed(1), ["x"], 1));
    }

    [Fact]
    public void Shapes_OfMoreThanAnArray_AreRefusedByTheNumberToBlame()
    {
        FluentActions.Invoking(() => FlaxLayer.Dense(1L << 40, 1L << 20)).Should().Throw<ArgumentException>().WithParameterName("inputs");
        FluentActions.Invoking(() => FlaxLayer.Dense(1L << 20, 1L << 20)).Should().Throw<ArgumentException>().WithParameterName("features");
        FluentActions.Invoking(() => FlaxLayer.Conv(1, 1, [1, 1, 1, 1, 1, 1, 1]))
            .Should().Throw<ArgumentException>().WithParameterName("features");
        FluentActions.Invoking(() => JaxInit.Zeros().Initialize([1L << 40], JaxKey.FromSeed(1)))
            .Should().Throw<ArgumentException>().WithParameterName("shape");
    }

    /// <summary>Compares with what the golden tests draw.</summary>
    private static void Compare<T, TType>(Between<T> uniform, Fill<T> normal, Between<T> truncated)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        (T[] expected, T[] actual) = (new T[101], new T[101]);
        JaxSampling<T, TType>.Uniform(Key, expected, -0.3, 0.7);
        uniform(actual, -0.3, 0.7);
        actual.Should().Equal(expected);
        JaxSampling<T, TType>.Normal(Key, expected);
        normal(actual);
        actual.Should().Equal(expected);
        JaxSampling<T, TType>.TruncatedNormal(Key, expected, -1, double.PositiveInfinity, isFolded: false);
        truncated(actual, -1, double.PositiveInfinity);
        actual.Should().Equal(expected);
    }

    private delegate void Fill<T>(Span<T> destination);

    private delegate void Between<T>(Span<T> destination, double low, double high);
}

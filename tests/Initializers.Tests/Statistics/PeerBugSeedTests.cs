namespace Initializers.Tests.Statistics;

/// <summary>Bugs in the seeds, generators and arguments of other libraries, found by reading their sources: each
/// has a test that would have caught it.</summary>
public class PeerBugSeedTests
{
    private static readonly TensorShape Shape = [20, 30];

    public static TheoryData<string> Names => Entry.Names;

    // TorchSharp: uniform_, normal_ and trunc_normal_ ignore `generator`. TensorFlow.NET: VarianceScaling and Orthogonal ignore `seed`.
    [Theory]
    [MemberData(nameof(Names))]
    public void Initialize_Source_IsWhatIsDrawnFrom(string name)
    {
        IWeightInitializer initializer = Entry.Named(name).Initializer;
        var random = new PhiloxRandom(1);
        float[] first = initializer.Initialize(Shape, random);

        random.Position.Should().Be(Shape.Count, "each weight takes one word of the given source");
        initializer.Initialize(Shape, new PhiloxRandom(1)).Should().Equal(first);
        initializer.Initialize(Shape, new PhiloxRandom(2)).Should().NotEqual(first);
        initializer.WithSeed(7).Initialize(Shape, new PhiloxRandom(1))
            .Should().Equal(first, "an explicit source takes precedence over a bound one");
    }

    // Keras: a seeded initializer gives all layers of the same shape the same weights.
    [Theory]
    [MemberData(nameof(Names))]
    public void WithSeed_TwoLayersOfOneShape_AreNotIdentical(string name)
    {
        SeededInitializer initializer = Entry.Named(name).Initializer.WithSeed(42);
        float[] first = initializer.Initialize(Shape), second = initializer.Initialize(Shape);

        second.Zip(first).Count(pair => pair.First == pair.Second).Should().BeLessThan(first.Length / 2);
    }

    // Paddle: seed 0 means unset, and the first call stores another seed in the initializer.
    [Theory]
    [MemberData(nameof(Names))]
    public void Initialize_Called_DoesNotChangeTheInitializer(string name)
    {
        IWeightInitializer initializer = Entry.Named(name).Initializer;
        float[] first = initializer.Initialize(Shape, new PhiloxRandom(0));
        _ = initializer.Initialize(TensorShape.Linear(5, 5));

        initializer.Initialize(Shape, new PhiloxRandom(0)).Should().Equal(first);
        initializer.ToString().Should().Be(name);
    }

    // tfjs and Paddle: seed 0 is falsy, hence unseeded.
    [Fact]
    public void WithSeed_Zero_IsASeed()
    {
        float[] weights = Init.Normal().WithSeed(0).Initialize(Shape);

        Init.Normal().WithSeed(0).Initialize(Shape).Should().Equal(weights);
        Init.Normal().WithSeed(1).Initialize(Shape).Should().NotEqual(weights);
    }

    // tfjs: `args.minval || -0.05`, `args.mean || 0`, `args.stddev || 0.05`: an explicit 0 is replaced by the default.
    [Fact]
    public void ExplicitZero_OfAnyArgument_IsZero()
    {
        Init.Uniform(0, 1).Initialize(Shape).Should().OnlyContain(weight => weight >= 0);
        Init.Uniform(-1, 0).Initialize(Shape).Should().OnlyContain(weight => weight < 0);
        Init.Normal(0, 0).Initialize(Shape).Should().OnlyContain(weight => weight == 0);
        Init.Normal(3, 0).Initialize(Shape).Should().OnlyContain(weight => weight == 3);
        Init.TruncatedNormal(0, 1, 0, 2).Initialize(Shape).Should().OnlyContain(weight => weight >= 0);
        Init.TruncatedNormal(0, 1, -2, 0).Initialize(Shape).Should().OnlyContain(weight => weight <= 0);
        Init.Constant(0).Initialize(Shape).Should().OnlyContain(weight => weight == 0);
        Init.HeNormal(negativeSlope: 0).Should().Be(Init.HeNormal());
    }

    // PyTorch and its ports: init_genrand takes 32 bits of the seed. Keras on PyTorch: the two words of a seed are added.
    [Theory]
    [InlineData(1, 1UL | 1UL << 32)]
    [InlineData(1UL << 32, 1)]
    [InlineData(1UL | 2UL << 32, 2UL | 1UL << 32)]
    [InlineData(0, 1UL << 63)]
    public void PhiloxRandom_SeedsThatDifferInHighBits_Differ(ulong one, ulong other) =>
        Init.Normal().Initialize(Shape, new PhiloxRandom(one)).Should().NotEqual(Init.Normal().Initialize(Shape, new PhiloxRandom(other)));

    // timm: an unknown mode or distribution falls through all branches and reaches an undefined variable.
    [Fact]
    public void VarianceScaling_UnknownMode_IsRefused() =>
        FluentActions.Invoking(() => Init.VarianceScaling(1, (FanMode)99))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("mode must be In, Out, Average, Sum or GeometricMean, but was 99.*");

    // JAX: a negative scale silently gives NaN. Keras: the check `scale <= 0` lets NaN pass.
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void VarianceScaling_InvalidScale_IsRefused(double scale) =>
        FluentActions.Invoking(() => Init.VarianceScaling(scale))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(scale));

    // Keras: a copy of Identity loses its gain.
    [Fact]
    public void Identity_CopiedAndNamed_KeepsItsGain() => (Init.Identity(3) with { }).Initialize([2, 2]).Should().Equal(3, 0, 0, 3);

    // TensorFlow.NET: Ones, Zeros and RandomUniform ignore the requested number type.
    [Fact]
    public void Initialize_NumberType_IsTheOneAskedFor()
    {
        Init.Ones().Initialize<double>([2]).Should().Equal(1.0, 1.0);
        Init.Uniform(0.1, 0.2).Initialize<double>([9]).Should().OnlyContain(weight => weight >= 0.1f && weight < 0.2f);
        Init.Ones().Initialize<Half>([1]).Should().Equal((Half)1);
    }
}

using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Keras's seeds, configurations and models, and what they refuse.</summary>
public class KerasTests
{
    public static TheoryData<KerasBackend> Backends => [.. Enum.GetValues<KerasBackend>()];

    [Theory]
    [MemberData(nameof(Backends))]
    public void Seeds_OfNumbersStayAndOfGeneratorsAdvance(KerasBackend backend)
    {
        TensorShape shape = [4, 6];
        var fixedSeed = new KerasRandom(42, backend);
        KerasRandom generator = KerasRandom.Generator(42, backend);
        float[] first = KerasInit.GlorotUniform().Initialize(shape, fixedSeed);
        KerasInit.GlorotUniform().Initialize(shape, fixedSeed).Should().Equal(first);
        KerasInit.GlorotUniform().Initialize(shape, generator).Should().Equal(first);
        float[] second = KerasInit.GlorotUniform().Initialize(shape, generator);
        second.Should().NotEqual(first);
        KerasRandom other = KerasRandom.Generator(42, backend);
        other.NextUniform(new float[24], 0, 1);
        KerasInit.GlorotUniform().Initialize(shape, other).Should().Equal(second, "a draw of any size takes one pair of seed and counter");
        // The core's initializers draw from it, too.
        Init.Uniform(-0.5, 0.5).Initialize(shape, fixedSeed)
            .Should().Equal(KerasInit.RandomUniform(-0.5, 0.5).Initialize(shape, fixedSeed));
        Init.Normal(0, 2).Initialize(shape, fixedSeed).Should().Equal(KerasInit.RandomNormal(0, 2).Initialize(shape, fixedSeed));
        Init.TruncatedNormal(0, 2).Initialize(shape, fixedSeed)
            .Should().Equal(KerasInit.TruncatedNormal(0, 2).Initialize(shape, fixedSeed));
    }

    [Fact]
    public void Model_OfTwoDenseLayers_HasKerasNamesAndSeeds()
    {
        KerasModel model = new(KerasLayer.Dense(5, 4, KerasInit.HeNormal()), KerasLayer.WithoutWeights("flatten"),
            KerasLayer.Dense(4, 3, bias: KerasInit.RandomNormal()));
        IReadOnlyList<NamedTensor<float>> weights = model.Initialize(42, KerasBackend.TensorFlow);
        weights.Select(weight => weight.Name).Should().Equal("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
        // The seeds after set_random_seed(42) are 686579304, 119540832, 26855093.
        weights[0].Values.Should().Equal(KerasInit.HeNormal().Initialize([5, 4], new KerasRandom(686579304, KerasBackend.TensorFlow)));
        weights[3].Values.Should().Equal(KerasInit.RandomNormal().Initialize([3], new KerasRandom(26855093, KerasBackend.TensorFlow)));
        var session = new KerasSession(42, KerasBackend.TensorFlow);
        session.NextSeed();
        model.Initialize(session)[0].Values.Should().NotEqual(weights[0].Values, "the session had moved on");
        KerasLayer.EinsumDense([6, 2, 4], [0], [1, 2], new TensorShape(2, 4)).Should().NotBeNull();
    }

    [Fact]
    public void Arguments_ThatKerasDoesNotTake_AreRefused()
    {
        var random = new KerasRandom(1, KerasBackend.TensorFlow);
        Refused(() => new KerasRandom(-1, KerasBackend.Jax)).WithMessage("seed must be a number from 0 to 4294967295 on Jax, but was -1*");
        Refused(() => new KerasRandom(1, (KerasBackend)9)).WithParameterName("backend");
        Refused(() => KerasInit.VarianceScaling(mode: FanMode.Sum)).WithMessage("mode must be In, Out or Average, but was Sum*");
        Refused(() => KerasInit.HeNormal().Initialize([2, 2], new PhiloxRandom(1)))
            .WithMessage("random must be a KerasRandom: name one, Initialize(shape, new KerasRandom(42, KerasBackend.TensorFlow))"
                + "*but was a PhiloxRandom*");
        Refused(() => KerasInit.Orthogonal().Initialize([5], random)).WithParameterName("shape");
        Refused(() => KerasInit.Identity().Initialize([5], random)).WithParameterName("shape");
        ((Action)(() => random.NextTruncatedNormal(new float[1], 0, 1, -1, 1))).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("lower")
            .WithMessage("lower and upper must be -2 and 2, the only bounds of Keras's truncated normals, but were -1 and 1.*");
    }

    [Fact]
    public void Seeds_OutsideTheBackendsNumbers_AreRefused()
    {
        foreach (KerasBackend backend in (KerasBackend[])[KerasBackend.Jax, KerasBackend.NumPy])
        {
            Refused(() => KerasRandom.Generator(-1, backend)).WithParameterName("seed");
            Refused(() => new KerasRandom(1L << 32, backend))
                .WithMessage($"seed must be a number from 0 to 4294967295 on {backend}, but was 4294967296.*");
        }
        new KerasRandom(3_000_000_000, KerasBackend.Torch).Backend.Should().Be(KerasBackend.Torch, "a number is reduced modulo 2^32");
        Refused(() => KerasRandom.Generator(3_000_000_000, KerasBackend.Torch))
            .WithMessage("seed must be a number from -2147483648 to 2147483647 for a generator on Torch, but was 3000000000.*");
        KerasRandom.Generator(int.MaxValue, KerasBackend.Torch).Should().NotBeNull();
        KerasRandom.Generator(long.MinValue, KerasBackend.TensorFlow).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Numbers_WhoseValuesWouldNotBeFinite_AreRefusedByName(KerasBackend backend)
    {
        var session = new KerasSession(1, backend);
        var values = new float[8];
        Named("low", () => KerasInit.RandomUniform(double.NaN, 1), () => session.Uniform(values, double.NaN, 1));
        Named("high", () => KerasInit.RandomUniform(-3e38, 3e38), () => session.Uniform(values, -3e38, 3e38),
            () => session.Uniform(values, 0, double.PositiveInfinity));
        Named("mean", () => KerasInit.RandomNormal(1e300), () => session.TruncatedNormal(values, double.NaN));
        Named("stddev", () => KerasInit.RandomNormal(0, 1e300), () => KerasInit.RandomNormal(0, -1),
            () => KerasInit.TruncatedNormal(0, double.NaN), () => session.Normal(values, 0, -1),
            () => session.TruncatedNormal(values, 0, 3e37));
        Named("scale", () => KerasInit.VarianceScaling(1e300), () => KerasInit.VarianceScaling(0));
        Named("gain", () => KerasInit.Identity(double.NaN));
        Named("shape", () => KerasInit.Stft().Initialize([4, 1, 1], new KerasRandom(1, backend)));
        session.Normal(values, 5, 0);
        values.Should().AllBeEquivalentTo(5f, "Keras accepts a deviation of 0");
        session.TruncatedNormal(values, 5, 0);
        values.Should().AllBeEquivalentTo(5f);

        static void Named(string name, params Action[] acts) =>
            acts.Should().AllSatisfy(act => act.Should().Throw<ArgumentException>().WithParameterName(name));
    }

    [Fact]
    public void Uniform_WithTheHigherBoundFirst_IsWhatTheBackendMakesOfIt()
    {
        float[] Drawn(KerasBackend backend) => KerasInit.RandomUniform(1, -1).Initialize([100], new KerasRandom(1, backend));
        foreach (KerasBackend backend in (KerasBackend[])[KerasBackend.TensorFlow, KerasBackend.Torch])
            Drawn(backend).Should().OnlyContain(value => value > -1 && value <= 1).And.OnlyHaveUniqueItems();
        Drawn(KerasBackend.Jax).Should().AllBeEquivalentTo(1f);
        ((Action)(() => Drawn(KerasBackend.NumPy)))
            .Should().Throw<ArgumentException>().WithParameterName("random")
                .WithMessage("high must be at least low, which is 1, on NumPy, but was -1.*");
    }

    [Fact]
    public void Initializer_WithASeedOfItsOwn_DrawsFromIt()
    {
        KerasInitializer seeded = KerasInit.HeNormal() with { Seed = 42 };
        float[] expected = KerasInit.HeNormal().Initialize([4, 3], new KerasRandom(42, KerasBackend.Jax));
        KerasRandom generator = KerasRandom.Generator(7, KerasBackend.Jax), untouched = KerasRandom.Generator(7, KerasBackend.Jax);
        seeded.Initialize([4, 3], generator).Should().Equal(expected);
        seeded.Initialize([4, 3], generator).Should().Equal(expected, "each call draws the same");
        KerasInit.RandomNormal().Initialize([5], generator)
            .Should().Equal(KerasInit.RandomNormal().Initialize([5], untouched), "the source did not advance");
        seeded.ToString().Should().Be("HeNormal() with the seed 42");
        seeded.Should().NotBe(KerasInit.HeNormal()).And.Be(KerasInit.HeNormal() with { Seed = 42 });
        Refused(() => (seeded with { Seed = -1 }).Initialize([4, 3], generator)).WithMessage("seed must be * on Jax, but was -1*");
        (KerasInit.Ones() with { Seed = -1 }).Initialize([2], generator).Should().Equal(1, 1);
    }

    [Fact]
    public void WhatDrawsNothing_TakesAnySource()
    {
        KerasInit.Zeros().Initialize([2, 2]).Should().Equal(0, 0, 0, 0);
        KerasInit.Constant(0.5).Initialize([2], new PhiloxRandom(1)).Should().Equal(0.5f, 0.5f);
        KerasInit.Identity(2).Initialize<double>([2, 2]).Should().Equal(2, 0, 0, 2);
        KerasInit.Stft().Initialize([1, 1, 2]).Should().Equal(1, 1);
        ((Action)(() => KerasInit.Ones().Initialize(new float[3], [2], new PhiloxRandom(1))))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => KerasInit.Ones().Initialize(new float[2], [2], null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
    }

    [Theory]
    [InlineData(KerasWindow.Hann, KerasScaling.Density, false)]
    [InlineData(KerasWindow.Hann, KerasScaling.Spectrum, true)]
    [InlineData(KerasWindow.Hamming, KerasScaling.Density, true)]
    [InlineData(KerasWindow.Hamming, KerasScaling.None, false)]
    public void Stft_WithAWindow_IsTheFormulaOfSciPyAndKeras(KerasWindow window, KerasScaling scaling, bool isPeriodic)
    {
        const int Times = 24, Frequencies = 9;
        double mean = window == KerasWindow.Hann ? 0.5 : 0.54;
        // scipy.signal.windows.general_cosine: a0 + a1 cos over an even grid from -pi to pi, with one more point if it is periodic.
        int steps = isPeriodic ? Times : Times - 1;
        double[] weights = [.. Enumerable.Range(0, Times).Select(t => mean + (1 - mean) * Math.Cos(-Math.PI + 2 * Math.PI * t / steps))];
        double scale = scaling switch
        {
            KerasScaling.Density => Math.Sqrt(weights.Sum(weight => weight * weight)),
            KerasScaling.Spectrum => weights.Sum(),
            _ => 1
        };
        foreach (bool isReal in (bool[])[true, false])
        {
            float[] kernel = KerasInit.Stft(isReal, window, scaling, isPeriodic).Initialize([Times, 1, Frequencies]);
            for (int i = 0; i < kernel.Length; i++)
            {
                double angle = -2 * Math.PI * (i / Frequencies) * (i % Frequencies) / (2.0 * (Frequencies - 1));
                kernel[i]
                    .Should().BeApproximately((float)((isReal ? Math.Cos(angle) : Math.Sin(angle)) * weights[i / Frequencies] / scale),
                        3e-6f, "the angle is a float, of up to 72 with an ulp of 8e-6 and half of that off");
            }
        }
    }

    [Fact]
    public void Stft_OfAFewTimes_HasSciPysWindows()
    {
        // scipy.signal.get_window: a window of 1 is [1], hann of 2 is [0, 0], and hamming of 3 is [0.08, 1, 0.08].
        KerasInit.Stft(window: KerasWindow.Hann).Initialize([1, 1, 2]).Should().Equal(1, 1);
        KerasInit.Stft(window: KerasWindow.Hamming, scaling: KerasScaling.None).Initialize([3, 1, 2]).Where((_, i) => i % 2 == 0)
            .Should().Equal(0.08f, 1, 0.08f);
        KerasInit.Stft(window: KerasWindow.Hann, scaling: KerasScaling.None).Initialize([2, 1, 2]).Should().Equal(0, 0, 0, 0);
        Refused(() => KerasInit.Stft(window: KerasWindow.Hann).Initialize([2, 1, 2])).WithParameterName("shape")
            .WithMessage("shape must not have 2 time steps*");
        KerasInit.Stft(window: KerasWindow.Hann, isPeriodic: true).Initialize([2, 1, 2]).Should().Equal(0, 0, 1, -1);
        Refused(() => KerasInit.Stft(window: (KerasWindow)7)).WithParameterName("window");
        Refused(() => KerasInit.Stft(scaling: (KerasScaling)7)).WithParameterName("scaling");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1500)]
    public void TruncatedNormal_OnPyTorch_TakesTheFirstOfFourOfOneFill(int count)
    {
        float[] drawn = PyTorchInit.Normal().Initialize([4 * count], new PyTorchRandom(42));
        float[] expected = [.. drawn.Chunk(4).Select(four => four.FirstOrDefault(value => Math.Abs(value) < 2, four[0]))];
        KerasInit.TruncatedNormal(0, 1).Initialize([count], new KerasRandom(42, KerasBackend.Torch)).Should().Equal(expected);
    }

    [Fact]
    public void Blocks_FromANumberAreEqualAndFromAGeneratorDiffer()
    {
        IWeightInitializer blocks = Init.PerBlock(Init.Uniform(-1, 1), Init.Uniform(-1, 1));
        TensorShape shape = new TensorShape(4, 3).WithBlocks(2);
        float[] equal = blocks.Initialize(shape, new KerasRandom(1, KerasBackend.Jax)),
            other = blocks.Initialize(shape, KerasRandom.Generator(1, KerasBackend.Jax));
        equal[6..].Should().Equal(equal[..6]);
        other[6..].Should().NotEqual(other[..6]);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Func<object> act) =>
        act.Invoking(function => function()).Should().Throw<ArgumentException>();
}

using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Keras' seeds, configurations and models, and what they refuse.</summary>
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
        other.Skip(24);
        KerasInit.GlorotUniform().Initialize(shape, other).Should().Equal(second, "a draw of any size is one pair");
        // Initializers of the core draw from it too.
        Init.Uniform(-0.5, 0.5).Initialize(shape, fixedSeed).Should().Equal(KerasInit.RandomUniform(-0.5, 0.5).Initialize(shape, fixedSeed));
        Init.Normal(0, 2).Initialize(shape, fixedSeed).Should().Equal(KerasInit.RandomNormal(0, 2).Initialize(shape, fixedSeed));
        Init.TruncatedNormal(0, 2).Initialize(shape, fixedSeed).Should().Equal(KerasInit.TruncatedNormal(0, 2).Initialize(shape, fixedSeed));
    }

    [Fact]
    public void Model_OfTwoDenseLayers_HasKerasNamesAndSeeds()
    {
        KerasModel model = new(KerasLayer.Dense(5, 4, KerasInit.HeNormal()), KerasLayer.WithoutWeights("flatten"), KerasLayer.Dense(4, 3, bias: KerasInit.RandomNormal()));
        IReadOnlyList<KerasWeight> weights = model.Initialize(42, KerasBackend.TensorFlow);
        weights.Select(weight => weight.Name).Should().Equal("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
        // The seeds after set_random_seed(42) are 686579304, 119540832, 26855093.
        weights[0].Values.Should().Equal(KerasInit.HeNormal().Initialize([5, 4], new KerasRandom(686579304, KerasBackend.TensorFlow)));
        weights[3].Values.Should().Equal(KerasInit.RandomNormal().Initialize([3], new KerasRandom(26855093, KerasBackend.TensorFlow)));
        var session = new KerasSession(42, KerasBackend.TensorFlow);
        session.NextSeed();
        model.Initialize(session)[0].Values.Should().NotEqual(weights[0].Values, "the session had moved on");
        KerasLayer.EinsumDense([6, 2, 4], [0], [1, 2], new TensorShape(2, 4)).Should().NotBeNull();
    }

    [Theory]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":42}}""", 42)]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":[0],"output_axes":[1,2],"seed":null}}""", null)]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":1.5,"mode":"fan_out","distribution":"untruncated_normal","seed":7}}""", 7)]
    [InlineData("""{"class_name":"TruncatedNormal","config":{"mean":0.5,"stddev":2,"seed":null}}""", null)]
    [InlineData("""{"class_name":"RandomUniform","config":{"minval":-0.1,"maxval":0.2,"seed":3}}""", 3)]
    [InlineData("""{"class_name":"Orthogonal","config":{"gain":1.5,"seed":1}}""", 1)]
    [InlineData("""{"class_name":"Constant","config":{"value":0.25}}""", null)]
    [InlineData("""{"class_name":"Zeros","config":{}}""", null)]
    [InlineData("""{"class_name":"Identity","config":{"gain":2}}""", null)]
    public void Config_ReadAndWritten_IsTheSame(string json, int? seed)
    {
        (KerasInitializer initializer, long? read) = KerasConfig.Read(json);
        read.Should().Be(seed);
        KerasConfig.Write(initializer, read).Should().Be(json);
    }

    [Fact]
    public void Config_WithDefaultsAndMore_IsRead()
    {
        (KerasInitializer initializer, long? seed) = KerasConfig.Read("""{"module": "keras.initializers", "class_name": "VarianceScaling", "config": {"distribution": "normal"}, "registered_name": null}""");
        (initializer, seed).Should().Be((KerasInit.VarianceScaling(), null));
        foreach (string json in (string[])["", "{}", "[]", """{"class_name": "Glorot"}""", """{"class_name": "HeNormal", "config": {"seed": "x"}}""", """{"class_name": "VarianceScaling", "config": {"mode": "fan_sum"}}"""])
            ((Action)(() => KerasConfig.Read(json))).Should().Throw<ArgumentException>(json).WithParameterName("json");
        ((Action)(() => KerasConfig.Write(KerasInit.Stft()))).Should().Throw<ArgumentException>().WithParameterName("initializer");
    }

    [Fact]
    public void Arguments_ThatKerasDoesNotTake_AreRefused()
    {
        var random = new KerasRandom(1, KerasBackend.TensorFlow);
        Refused(() => new KerasRandom(-1, KerasBackend.Jax)).WithMessage("seed is -1; accepted on Jax are numbers from 0 to 4294967295*");
        Refused(() => new KerasRandom(1, (KerasBackend)9)).WithParameterName("backend");
        Refused(() => KerasInit.VarianceScaling(mode: FanMode.Sum)).WithMessage("mode is Sum; accepted are In, Out and Average*");
        Refused(() => KerasInit.TruncatedNormal(0, 0)).WithParameterName("stddev");
        Refused(() => KerasInit.HeNormal().Initialize([2, 2], new PhiloxRandom(1))).WithMessage("random is a PhiloxRandom; accepted is a KerasRandom*");
        Refused(() => KerasInit.Orthogonal().Initialize([5], random)).WithParameterName("shape");
        Refused(() => KerasInit.Identity().Initialize([5], random)).WithParameterName("shape");
        ((Action)(() => random.NextTruncatedNormal(new float[1], 0, 1, -1, 1))).Should().Throw<NotSupportedException>().WithMessage("The bounds are -1 and 1*");
        ((Action)(() => random.NextBits(new uint[1]))).Should().Throw<NotSupportedException>();

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Func<object> act) => act.Invoking(function => function()).Should().Throw<ArgumentException>();
    }
}

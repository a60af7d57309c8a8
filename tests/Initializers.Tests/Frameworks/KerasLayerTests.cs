using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Which seeds layers take, which weights they have, and what they refuse.</summary>
public class KerasLayerTests
{
    private const KerasBackend Backend = KerasBackend.TensorFlow;

    /// <summary>The seeds of unseeded initializers after set_random_seed(42).</summary>
    private static readonly long[] Seeds = [686579304, 119540832, 26855093, 796233791, 295310486];

    [Fact]
    public void Initializer_WithASeedOfItsOwn_TakesNoneOfTheSession()
    {
        KerasInitializer shared = KerasConfig.Read("""{"class_name": "HeNormal", "config": {"seed": 7}}""");
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.Dense(3, 3, shared), KerasLayer.Dense(3, 3, shared), KerasLayer.Dense(3, 3));
        weights[0].Values.Should().Equal(Drawn(KerasInit.HeNormal(), 7, [3, 3]));
        weights[2].Values.Should().Equal(weights[0].Values, "an initializer that two layers share draws the same values for both");
        weights[4].Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[0], [3, 3]));
    }

    [Fact]
    public void Bias_ThatIsNotUsed_TakesItsSeed()
    {
        IReadOnlyList<NamedTensor<float>> weights = Built(
            KerasLayer.Dense(3, 2, bias: KerasInit.RandomNormal(), useBias: false), KerasLayer.Dense(2, 2, useBias: false),
            KerasLayer.Dense(2, 2));
        Names(weights).Should().Equal("dense/kernel", "dense_1/kernel", "dense_2/kernel", "dense_2/bias");
        weights[1].Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[2], [2, 2]));
        weights[2].Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[3], [2, 2]));
    }

    [Fact]
    public void SimpleRnn_TakesASeedFirst()
    {
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.SimpleRnn(4, 3, KerasInit.HeUniform(), KerasInit.RandomNormal(), KerasInit.RandomUniform()));
        weights[0].Values.Should().Equal(Drawn(KerasInit.HeUniform(), Seeds[1], [4, 3]));
        weights[1].Values.Should().Equal(Drawn(KerasInit.RandomNormal(), Seeds[2], [3, 3]));
        weights[2].Values.Should().Equal(Drawn(KerasInit.RandomUniform(), Seeds[3], [3]));
    }

    [Fact]
    public void Lstm_WithInitializers_HasTwoDrawsAroundTheForgetGate()
    {
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.Lstm(4, 3, KerasInit.HeUniform(), KerasInit.Identity(), KerasInit.RandomNormal()), KerasLayer.Dense(3, 2));
        weights[0].Values.Should().Equal(Drawn(KerasInit.HeUniform(), Seeds[0], [4, 12]));
        weights[1].Values.Should().Equal(KerasInit.Identity().Initialize([3, 12]));
        weights[2].Values.Should().Equal(
            [.. Drawn(KerasInit.RandomNormal(), Seeds[1], [3]), 1, 1, 1, .. Drawn(KerasInit.RandomNormal(), Seeds[1], [6])]);
        weights[3].Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[3], [3, 2]), "the dropout takes one seed");
        KerasInitializer own = KerasInit.RandomNormal() with { Seed = 5 };
        Built(KerasLayer.Lstm(4, 3, bias: own))[2].Values.Should().Equal([.. Drawn(own, 0, [3]), 1, 1, 1, .. Drawn(own, 0, [6])]);
        Built(KerasLayer.Lstm(4, 3, bias: own, unitForgetBias: false))[2].Values.Should().Equal(Drawn(own, 0, [12]));
        Names(Built(KerasLayer.Lstm(4, 3, useBias: false))).Should().Equal("lstm/lstm_cell/kernel", "lstm/lstm_cell/recurrent_kernel");
    }

    [Fact]
    public void Gru_WithoutResetAfter_HasOneRowOfBiases()
    {
        Built(KerasLayer.Gru(4, 3))[2].Shape.ToArray().Should().Equal(2, 9);
        Built(KerasLayer.Gru(4, 3, bias: KerasInit.RandomNormal(), resetAfter: false))[2].Values
            .Should().Equal(Drawn(KerasInit.RandomNormal(), Seeds[2], [9]));
    }

    [Fact]
    public void Bidirectional_OfAnInitializerWithASeed_HasItInBothDirections()
    {
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.Bidirectional(KerasLayer.SimpleRnn(4, 3, KerasInit.HeNormal() with { Seed = 9 })));
        weights[3].Values.Should().Equal(weights[0].Values);
        weights[4].Values.Should().NotEqual(weights[1].Values);
    }

    [Fact]
    public void MultiHeadAttention_CopiesItsInitializers()
    {
        // The constructor takes one seed for the kernel and one for the bias; build takes two for each projection.
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.MultiHeadAttention(4, 2, 3, kernel: KerasInit.HeNormal(), bias: KerasInit.RandomNormal()));
        weights[0].Values.Should().Equal(Drawn(KerasInit.HeNormal([0], [1, 2]), Seeds[2], [4, 2, 3]));
        weights[1].Values.Should().Equal(Drawn(KerasInit.RandomNormal(), Seeds[3], [2, 3]));
        weights[2].Values.Should().Equal(Drawn(KerasInit.HeNormal([0], [1, 2]), Seeds[4], [4, 2, 3]));
        IReadOnlyList<NamedTensor<float>> owned =
            Built(KerasLayer.MultiHeadAttention(4, 2, 3, kernel: KerasInit.HeNormal() with { Seed = 1 }, useBias: false));
        Names(owned).Should().Equal("multi_head_attention/query/kernel", "multi_head_attention/key/kernel",
            "multi_head_attention/value/kernel", "multi_head_attention/attention_output/kernel");
        owned[1].Values.Should().Equal(owned[0].Values).And.Equal(owned[2].Values);
        owned[3].Values.Should().Equal(Drawn(KerasInit.HeNormal([0, 1], [2]), 1, [2, 3, 4]));
    }

    [Fact]
    public void Convolutions_WithGroupsAndInitializers_HaveKerasShapes()
    {
        NamedTensor<float> grouped = Built(KerasLayer.Conv(6, 4, [3, 3], groups: 2))[0];
        grouped.Shape.ToArray().Should().Equal(3, 3, 3, 4);
        grouped.Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[0], [3, 3, 3, 4]));
        IReadOnlyList<NamedTensor<float>> separable = Built(
            KerasLayer.SeparableConv(3, 4, [3], 2, KerasInit.HeNormal(), KerasInit.RandomNormal(), KerasInit.RandomUniform(),
                useBias: false),
            KerasLayer.Dense(4, 1));
        Names(separable).Should().Equal("separable_conv1d/depthwise_kernel", "separable_conv1d/pointwise_kernel", "dense/kernel",
            "dense/bias");
        separable[0].Values.Should().Equal(Drawn(KerasInit.HeNormal(), Seeds[0], [3, 3, 2]));
        separable[1].Values.Should().Equal(Drawn(KerasInit.RandomNormal(), Seeds[1], [1, 6, 4]));
        separable[2].Values.Should().Equal(Drawn(KerasInit.GlorotUniform(), Seeds[3], [4, 1]));
    }

    [Fact]
    public void Normalizations_HaveOnesAndZeros()
    {
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.GroupNormalization(64), KerasLayer.GroupNormalization(3, -1), KerasLayer.RmsNormalization([5]));
        Names(weights).Should().Equal("group_normalization/gamma", "group_normalization/beta", "group_normalization_1/gamma",
            "group_normalization_1/beta", "rms_normalization/scale");
        weights.Select(weight => weight.Values.Average()).Should().Equal(1, 0, 1, 0, 1);
    }

    [Fact]
    public void EinsumDense_WithInitializers_NamesTheAxes()
    {
        IReadOnlyList<NamedTensor<float>> weights =
            Built(KerasLayer.EinsumDense([6, 2, 4], [0], [1, 2], new TensorShape(2, 4), KerasInit.LecunNormal(), KerasInit.RandomNormal()));
        weights[0].Values.Should().Equal(Drawn(KerasInit.LecunNormal([0], [1, 2]), Seeds[0], [6, 2, 4]));
        weights[1].Values.Should().Equal(Drawn(KerasInit.RandomNormal(), Seeds[1], [2, 4]));
    }

    public static TheoryData<string, Func<object?>> Refusals => new()
    {
        { "layers", () => new KerasModel(KerasLayer.Dense(1, 1), null!) },
        { "layer", () => KerasLayer.Bidirectional(null!) },
        { "name", () => KerasLayer.WithoutWeights("") },
        { "inputs", () => KerasLayer.Dense(-1, 2) },
        { "units", () => KerasLayer.Dense(2, 0) },
        { "units", () => KerasLayer.Lstm(4, 1L << 62) },
        { "units", () => KerasLayer.Lstm(4, -1) },
        { "units", () => KerasLayer.Gru(4, long.MaxValue) },
        { "units", () => KerasLayer.SimpleRnn(4, 0) },
        { "inputs", () => KerasLayer.SimpleRnn(1L << 40, 2) },
        { "heads", () => KerasLayer.MultiHeadAttention(4, -1, 3) },
        { "keySize", () => KerasLayer.MultiHeadAttention(4, 2, 1L << 62) },
        { "valueSize", () => KerasLayer.MultiHeadAttention(4, 2, 3, 0) },
        { "dropout", () => KerasLayer.MultiHeadAttention(4, 2, 3, dropout: double.NaN) },
        { "kernel", () => KerasLayer.MultiHeadAttention(4, 2, 3, kernel: KerasInit.HeNormal([0], [1])) },
        { "extents", () => KerasLayer.Conv(3, 4, [3, 3, 3, 3]) },
        { "extents", () => KerasLayer.Conv(3, 4, []) },
        { "extents", () => KerasLayer.ConvTranspose(3, 4, [3, 0]) },
        { "extents", () => KerasLayer.DepthwiseConv(3, [3, 3, 3]) },
        { "multiplier", () => KerasLayer.DepthwiseConv(3, [3], 0) },
        { "filters", () => KerasLayer.SeparableConv(3, 1L << 62, [3]) },
        { "filters", () => KerasLayer.Conv(3, -1, [3]) },
        { "groups", () => KerasLayer.Conv(3, 4, [3], groups: 2) },
        { "groups", () => KerasLayer.Conv(3, 4, [3], groups: 0) },
        { "groups", () => KerasLayer.GroupNormalization(48) },
        { "features", () => KerasLayer.BatchNormalization(-1) },
        { "count", () => KerasLayer.Embedding(-1, 2) },
        { "rate", () => KerasLayer.Dropout(2) },
        { "rate", () => KerasLayer.Dropout(double.NaN) },
        { "shape", () => KerasLayer.EinsumDense([6, 2], [0], [2]) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Factories_OfWhatKerasDoesNotBuild_RefuseItByName(string name, Func<object?> make) =>
        make.Should().Throw<ArgumentException>().WithParameterName(name);

    private static IReadOnlyList<NamedTensor<float>> Built(params ReadOnlySpan<KerasLayer> layers) =>
        new KerasModel(layers).Initialize(42, Backend);

    private static IEnumerable<string> Names(IEnumerable<NamedTensor<float>> weights) => weights.Select(weight => weight.Name);

    private static float[] Drawn(KerasInitializer initializer, long seed, TensorShape shape) =>
        initializer.Initialize(shape, new KerasRandom(seed, Backend));
}

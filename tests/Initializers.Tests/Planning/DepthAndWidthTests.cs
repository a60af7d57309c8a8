using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>Schemes over depth and width: what they multiply a plan's deviations by.</summary>
public class DepthAndWidthTests
{
    private const int Width = 32;

    /// <summary>What fairseq and torchscale begin with: Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value.</summary>
    private static InitializationPlan Fairseq => new()
    {
        { "**.(q_proj|k_proj|v_proj).weight", Init.GlorotUniform(1 / Math.Sqrt(2)) },
        { "**.(out_proj|fc1|fc2).weight", Init.GlorotUniform() },
        { "**.embed_tokens.weight", Rule.Initialize(TransformerInit.Embedding()).WithLayout(WeightLayout.InOut) },
        { "**.*_layer_norm.weight", Init.Ones() },
        { "**.bias", Init.Zeros() },
    };

    private static readonly (string, TensorShape)[] Transformer = [.. ModelShapes.FairseqTransformer(3, 2, Width, 100)];

    private static readonly LlamaSize Narrow = new(2, 64, 96, 4, 2, 16, 300), Wide = new(2, 256, 768, 16, 8, 16, 300);

    public static TheoryData<string, double, double, double> EncoderAndDecoder => new()
    {
        { "DeepNorm", 1.15 * Math.Pow(81 * 2, -1.0 / 16), Math.Pow(24, -0.25), Math.Pow(24, -0.25) },
        { "SubLN", Math.Sqrt(Math.Log(6) * Math.Log(6) / 3), Math.Sqrt(Math.Log(6)), 1 },
    };

    [Theory]
    [MemberData(nameof(EncoderAndDecoder))]
    public void EncoderAndDecoder_AreScaledEachByItsDepth(string scheme, double encoder, double decoder, double attentionToEncoder)
    {
        InitializationPlan plan = scheme == "DeepNorm" ? ModelPlan.DeepNorm(Fairseq, 3, 2) : ModelPlan.SubLN(Fairseq, 3, 2);
        Dictionary<string, double> factors = Factors(plan, Fairseq);
        factors["encoder.layers.2.self_attn.v_proj.weight"].Should().BeApproximately(encoder, 1e-7);
        factors["encoder.layers.0.fc1.weight"].Should().BeApproximately(encoder, 1e-7);
        factors["decoder.layers.0.fc2.weight"].Should().BeApproximately(decoder, 1e-7);
        factors["decoder.layers.1.self_attn.out_proj.weight"].Should().BeApproximately(decoder, 1e-7);
        factors["decoder.layers.1.encoder_attn.out_proj.weight"].Should().BeApproximately(attentionToEncoder, 1e-7);
        factors["decoder.layers.1.self_attn.q_proj.weight"].Should().Be(1);
        factors["encoder.layers.1.self_attn.k_proj.weight"].Should().Be(1);
        factors["encoder.embed_tokens.weight"].Should().Be(1);
    }

    [Fact]
    public void OneStack_IsScaledByItsDepth()
    {
        Factors(ModelPlan.DeepNorm(Fairseq, 5), Fairseq)["encoder.layers.2.self_attn.v_proj.weight"].Should()
            .BeApproximately(Math.Pow(40, -0.25), 1e-7);
        Factors(ModelPlan.SubLN(Fairseq, 5), Fairseq)["encoder.layers.2.fc2.weight"].Should()
            .BeApproximately(Math.Sqrt(Math.Log(10)), 1e-7);
        ResolvedPlan plan = ModelPlan.DeepNorm(Fairseq, 5).Resolve(Transformer);
        plan["encoder.layers.2.self_attn.v_proj.weight"].Prediction!.Value.StandardDeviation.Should()
            .BeApproximately(1 / Math.Sqrt(2 * Width) * Math.Pow(40, -0.25), 1e-7);
        plan["encoder.layers.2.fc1.bias"].Initializer.Should().Be(Init.Zeros());
    }

    [Fact]
    public void TFixup_UndoesTheGainOfValues()
    {
        ResolvedPlan plan = ModelPlan.TFixup(Fairseq, 4).Resolve(Transformer);
        double glorot = 1 / Math.Sqrt(Width), encoder = 0.67 * Math.Pow(4, -0.25), decoder = Math.Pow(36, -0.25);
        double Deviation(string name) => plan[name].Prediction!.Value.StandardDeviation;
        Deviation("encoder.layers.1.self_attn.v_proj.weight").Should().BeApproximately(glorot * encoder, 1e-7);
        Deviation("encoder.layers.1.self_attn.out_proj.weight").Should().BeApproximately(glorot * encoder, 1e-7);
        Deviation("decoder.layers.1.encoder_attn.v_proj.weight").Should().BeApproximately(glorot * decoder, 1e-7);
        Deviation("decoder.layers.1.fc1.weight").Should().BeApproximately(Math.Sqrt(2.0 / (5 * Width)) * decoder, 1e-7);
        Deviation("encoder.embed_tokens.weight").Should().BeApproximately(glorot * decoder, 1e-7);
        Deviation("encoder.layers.1.self_attn.q_proj.weight").Should().BeApproximately(glorot / Math.Sqrt(2), 1e-7);
    }

    [Fact]
    public void Schemes_RefuseAModelThatLacksTheirNames()
    {
        ((Action)(() => ModelPlan.DeepNorm(ModelPlan.Gpt2(2), 2).Resolve(ModelShapes.Gpt2(2, 8, 9, 5)))).Should().Throw<PlanException>()
            .Which.Faults.Should().ContainSingle().Which.Message.Should().Contain("Scale(").And.Contain("matches no parameter");
        ((Action)(() => ModelPlan.DeepNorm(Fairseq, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => ModelPlan.TFixup(null!, 1))).Should().Throw<ArgumentNullException>().WithParameterName("plan");
    }

    [Fact]
    public void SkipInit_ClosesTheBranches()
    {
        ResolvedPlan plan = ModelPlan.SkipInit(new InitializationPlan { { "**", Init.HeNormal() } })
            .Resolve([("stages.0.0.conv1.weight", [8, 8, 3, 3]), ("stages.0.0.skipinit_gain", [])]);
        plan["stages.0.0.skipinit_gain"].Initializer.Should().Be(Init.Zeros());
    }

    /// <summary>The names of the authors' package: one gain [1] for the branches of a layer.</summary>
    [Fact]
    public void SkipInit_IsReZeroToo()
    {
        (string, TensorShape)[] shapes = [("layers.0.resweight", [1]), ("layers.0.linear1.weight", [8, 8]), ("layers.1.resweight", [1])];
        ResolvedPlan plan = ModelPlan.SkipInit(new InitializationPlan { { "**", Init.HeNormal() } }, "**.resweight").Resolve(shapes);
        plan["layers.1.resweight"].Initializer.Should().Be(Init.Zeros());
        plan["layers.0.linear1.weight"].Initializer.Should().Be(Init.HeNormal());
    }

    /// <summary>The paper multiplies the encoder by 0.87 (N^4 M)^(-1/16), and its code divides by that power over 1.15.</summary>
    [Fact]
    public void DeepNorm_OfThePaper_IsAFactorAway()
    {
        var plan = new InitializationPlan
        {
            { "**.encoder.**.(fc1|fc2|out_proj|v_proj).**", Rule.Scale(0.87 / 1.15) }, ModelPlan.DeepNorm(Fairseq, 3, 2),
        };
        Dictionary<string, double> factors = Factors(plan, Fairseq);
        factors["encoder.layers.2.fc1.weight"].Should().BeApproximately(0.87 * Math.Pow(81 * 2, -1.0 / 16), 1e-7);
        factors["decoder.layers.1.fc1.weight"].Should().BeApproximately(Math.Pow(24, -0.25), 1e-7);
    }

    [Fact]
    public void Residuals_AreScaledByAllLayersOrTheirOwn()
    {
        const string Residual = "(self_attn.o_proj|mlp.down_proj).weight";
        (string, TensorShape)[] shapes = [.. ModelShapes.Llama(Narrow)];
        ResolvedPlan all = ModelPlan.ResidualScaled(ModelPlan.Llama(), "**.layers.*." + Residual, 2).Resolve(shapes);
        ResolvedPlan own = ModelPlan.DepthScaled(ModelPlan.Llama(), "**.layers.{layer}." + Residual).Resolve(shapes);
        all["model.layers.1.self_attn.o_proj.weight"].Initializer.Should().Be(Init.Normal(0, 0.02 * (1 / Math.Sqrt(4))));
        own["model.layers.0.mlp.down_proj.weight"].Initializer.Should().Be(Init.Normal(0, 0.02 * (1 / Math.Sqrt(2))));
        own["model.layers.1.mlp.down_proj.weight"].Initializer.Should().Be(Init.Normal(0, 0.02 * (1 / Math.Sqrt(4))));
        own["model.layers.1.mlp.up_proj.weight"].Initializer.Should().Be(Init.Normal(0, 0.02));
        all.ToString().Should().NotContain("Rule 0 takes nothing");
    }

    [Fact]
    public void MuP_DividesMatricesThatGrowBothWays()
    {
        ResolvedPlan plan = ModelPlan.MuP(ModelPlan.Llama(), ModelShapes.Llama(Narrow), ModelShapes.Llama(Wide), "lm_head.weight")
            .Resolve(ModelShapes.Llama(Wide));
        double Deviation(string name) => plan[name].Prediction!.Value.StandardDeviation;
        Deviation("model.layers.0.self_attn.q_proj.weight").Should().Be(0.02 * 0.5, "4 times the inputs");
        Deviation("model.layers.1.mlp.up_proj.weight").Should().Be(0.02 * 0.5);
        Deviation("model.layers.1.mlp.down_proj.weight").Should().BeApproximately(0.02 / Math.Sqrt(8), 1e-15, "8 times the inputs");
        Deviation("model.embed_tokens.weight").Should().Be(0.02, "one dimension is infinite");
        Deviation("lm_head.weight").Should().Be(0.02, "a deviation that does not depend on width");
        plan["model.norm.weight"].Initializer.Should().Be(Init.Ones());
    }

    [Fact]
    public void MuP_KnowsLayoutsAndFans()
    {
        static IEnumerable<(string, TensorShape)> Shapes(long width) =>
            [("in", [width, 10]), ("conv1d", [width, 3 * width]), ("hidden", [width, width]), ("out", [10, width])];
        var plan = new InitializationPlan
        {
            { "conv1d", Rule.Initialize(Init.Uniform(0.1)).WithLayout(WeightLayout.InOut) },
            { "(in|hidden|out)", Init.LeCunNormal() },
        };
        ResolvedPlan wide = ModelPlan.MuP(plan, Shapes(8), Shapes(72), "out").Resolve(Shapes(72));
        double Deviation(string name) => wide[name].Prediction!.Value.StandardDeviation;
        wide["conv1d"].Initializer.Should().Be(Init.Uniform(0.1 * (1 / 3.0)));
        Deviation("in").Should().BeApproximately(1 / Math.Sqrt(10), 1e-7);
        Deviation("hidden").Should().BeApproximately(1 / Math.Sqrt(72), 1e-7, "He's and LeCun's divide by the fan themselves");
        Deviation("out").Should().BeApproximately(1 / Math.Sqrt(8), 1e-7, "as the base's");
        ModelPlan.MuP(plan, Shapes(8), Shapes(8), "out").Should().HaveCount(2, "nothing grows");
    }

    /// <summary>
    /// What <c>set_base_shapes</c> multiplies PyTorch's default biases by: the root of how much the inputs of their layer grow.
    /// </summary>
    [Fact]
    public void MuP_LeavesBiasesAsInTheBase()
    {
        static IEnumerable<(string, TensorShape)> Shapes(long width) =>
        [
            ("hidden.weight", [width, width]), ("hidden.bias", [width]), ("out.weight", [10, width]), ("out.bias", [10]),
            ("norm.weight", [width]), ("class_token", [width]),
        ];
        var plan = new InitializationPlan
        {
            { "norm.weight", Init.Ones() },
            { "class_token", match => Init.Normal(0, 1 / Math.Sqrt(match.Shape[0])) },
            { "*.weight", Init.HeUniform(Math.Sqrt(5)) },
            { "*.bias", match => Init.Uniform(1 / Math.Sqrt(match.ShapeOf(match.Name.Replace("bias", "weight"))[1])) },
        };
        ResolvedPlan wide = ModelPlan.MuP(plan, Shapes(8), Shapes(72), "out.*").Resolve(Shapes(72));
        double Deviation(string name) => wide[name].Prediction!.Value.StandardDeviation;
        Deviation("hidden.bias").Should().BeApproximately(1 / Math.Sqrt(3 * 8), 1e-7, "sqrt(9) of its own");
        Deviation("out.bias").Should().BeApproximately(1 / Math.Sqrt(3 * 8), 1e-7);
        Deviation("out.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 8), 1e-7);
        Deviation("hidden.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 72), 1e-7);
        Deviation("class_token").Should().BeApproximately(1 / Math.Sqrt(8), 1e-7);
        wide["norm.weight"].Initializer.Should().Be(Init.Ones());
    }

    [Fact]
    public void MuP_RefusesModelsThatAreNotOne()
    {
        var plan = new InitializationPlan { { "**", Init.Normal() } };
        Action names = () => ModelPlan.MuP(plan, [("a", [2, 2])], [("b", [4, 4])]);
        Action ranks = () => ModelPlan.MuP(plan, [("a", [2])], [("a", [4, 4])]);
        Action twice = () => ModelPlan.MuP(plan, [("a", [2, 2]), ("a", [2, 2])], [("a", [4, 4])]);
        Action readout = () => ModelPlan.MuP(plan, [("a", [2, 2])], [("a", [4, 4])], "head");
        names.Should().Throw<ArgumentException>().WithParameterName("baseShapes").WithMessage("*but a, b are in one of them alone*");
        ranks.Should().Throw<ArgumentException>().WithParameterName("baseShapes").WithMessage("*a was *2*, and is *4, 4*");
        twice.Should().Throw<ArgumentException>().WithParameterName("baseShapes");
        readout.Should().Throw<ArgumentException>().WithParameterName("readout");
    }

    /// <summary>By what a plan's deviations exceed those of another one.</summary>
    private static Dictionary<string, double> Factors(InitializationPlan plan, InitializationPlan plain) =>
        plan.Resolve(Transformer).Parameters.Zip(plain.Resolve(Transformer).Parameters)
            .Where(pair => pair.Second.Prediction!.Value.StandardDeviation > 0)
            .ToDictionary(
                pair => pair.First.Name,
                pair => pair.First.Prediction!.Value.StandardDeviation / pair.Second.Prediction!.Value.StandardDeviation);
}

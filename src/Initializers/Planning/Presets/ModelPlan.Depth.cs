namespace Initializers;

/// <content>Schemes that depend on depth, over any plan.</content>
/// <remarks>
/// Each multiplies what the given plan fills some parameters with, by <see cref="Rule.Scale(double)"/>, and refuses a model without them.
/// Names are those of fairseq and torchscale: <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c>, <c>out_proj</c>, <c>fc1</c>, <c>fc2</c>.
/// </remarks>
public static partial class ModelPlan
{
    /// <summary>
    /// DeepNorm for an encoder or a decoder alone: weights and biases of <c>fc1</c>, <c>fc2</c>, <c>out_proj</c> and <c>v_proj</c> times
    /// (8 L)^(-1/4); queries and keys as the plan has them.
    /// </summary>
    /// <param name="plan">The plan: in torchscale Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value.</param>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    /// <remarks>
    /// Wang et al. (2022), "DeepNet: Scaling Transformers to 1,000 Layers", <see href="https://arxiv.org/abs/2203.00555"/>;
    /// microsoft/torchscale at 4d1e0e8 (2024-04-11). What DeepNorm multiplies the residual stream by is a matter of the network.
    /// </remarks>
    public static InitializationPlan DeepNorm(InitializationPlan plan, long layers) => new(isPreset: true)
    {
        new PresetDepth(nameof(DeepNorm), layers, AnyLayer),
        { Written, Rule.Scale(1 / FourthRoot(8.0 * Guard.Positive(layers))) },
        plan,
    };

    /// <summary>
    /// DeepNorm for an encoder and a decoder: the encoder's times 1.15 (Le^4 Ld)^(-1/16), the decoder's times (12 Ld)^(-1/4).
    /// </summary>
    /// <param name="plan">The plan: in torchscale Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value.</param>
    /// <param name="encoderLayers">The number of the encoder's layers Le, at least 1.</param>
    /// <param name="decoderLayers">The number of the decoder's layers Ld, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of layers is below 1.</exception>
    /// <remarks>
    /// microsoft/torchscale at 4d1e0e8 (2024-04-11), whose encoder divides by (Le^4 Ld)^(1/16) / 1.15. The paper, Wang et al. (2022),
    /// "DeepNet: Scaling Transformers to 1,000 Layers", <see href="https://arxiv.org/abs/2203.00555"/>, multiplies by
    /// 0.87 (Le^4 Ld)^(-1/16) instead, where 0.87 is 1 / 1.15: for the paper's encoder put
    /// <c>{ "**.encoder.**.(fc1|fc2|out_proj|v_proj).**", Rule.Scale(0.87 / 1.15) }</c> beside this plan. What DeepNorm multiplies the
    /// residual stream by is a matter of the network.
    /// </remarks>
    public static InitializationPlan DeepNorm(InitializationPlan plan, long encoderLayers, long decoderLayers)
    {
        double encoder = Guard.Positive(encoderLayers), decoder = Guard.Positive(decoderLayers);
        return new(isPreset: true)
        {
            new PresetDepth(nameof(DeepNorm), encoderLayers, "**.encoder." + AnyLayer, argument: nameof(encoderLayers)),
            new PresetDepth(nameof(DeepNorm), decoderLayers, "**.decoder." + AnyLayer, argument: nameof(decoderLayers)),
            { "**.encoder." + Written, Rule.Scale(1.15 / (FourthRoot(encoder) * FourthRoot(FourthRoot(decoder)))) },
            { "**.decoder." + Written, Rule.Scale(1 / FourthRoot(12 * decoder)) },
            plan,
        };
    }

    /// <summary>
    /// SubLN for an encoder or a decoder alone: weights and biases of <c>fc1</c>, <c>fc2</c>, <c>out_proj</c> and <c>v_proj</c> times
    /// sqrt(ln(2 L)); queries and keys as the plan has them.
    /// </summary>
    /// <param name="plan">The plan: in torchscale Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value.</param>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    /// <remarks>
    /// Wang et al. (2022), "Foundation Transformers", <see href="https://arxiv.org/abs/2210.06423"/>; microsoft/torchscale at 4d1e0e8
    /// (2024-04-11).
    /// </remarks>
    public static InitializationPlan SubLN(InitializationPlan plan, long layers) => new(isPreset: true)
    {
        new PresetDepth(nameof(SubLN), layers, AnyLayer),
        { Written, Rule.Scale(Math.Sqrt(PortableMath.Log(2.0 * Guard.Positive(layers)))) },
        plan,
    };

    /// <summary>
    /// SubLN for an encoder and a decoder: the encoder's times sqrt(ln(3 Ld) ln(2 Le) / 3), the decoder's times sqrt(ln(3 Ld)), but for its
    /// attention to the encoder.
    /// </summary>
    /// <param name="plan">The plan: in torchscale Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value.</param>
    /// <param name="encoderLayers">The number of the encoder's layers Le, at least 1.</param>
    /// <param name="decoderLayers">The number of the decoder's layers Ld, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of layers is below 1.</exception>
    /// <inheritdoc cref="SubLN(InitializationPlan, long)" path="/remarks"/>
    public static InitializationPlan SubLN(InitializationPlan plan, long encoderLayers, long decoderLayers)
    {
        double encoder = PortableMath.Log(2.0 * Guard.Positive(encoderLayers));
        double decoder = PortableMath.Log(3.0 * Guard.Positive(decoderLayers));
        return new(isPreset: true)
        {
            new PresetDepth(nameof(SubLN), encoderLayers, "**.encoder." + AnyLayer, argument: nameof(encoderLayers)),
            new PresetDepth(nameof(SubLN), decoderLayers, "**.decoder." + AnyLayer, argument: nameof(decoderLayers)),
            { "**.encoder." + Written, Rule.Scale(Math.Sqrt(decoder * encoder / 3)) },
            { "**.decoder.**.(self_attn.out_proj|self_attn.v_proj|fc1|fc2).**", Rule.Scale(Math.Sqrt(decoder)) },
            plan,
        };
    }

    /// <summary>
    /// T-Fixup for an encoder and a decoder of L layers each, without layer norms and warm-up: the encoder's <c>v_proj</c>,
    /// <c>out_proj</c>, <c>fc1</c> and <c>fc2</c> times 0.67 L^(-1/4), the decoder's times (9 L)^(-1/4), values times sqrt(2) too, and
    /// embeddings times (9 L)^(-1/4).
    /// </summary>
    /// <param name="plan">
    /// The plan: in fairseq Glorot's uniform, with a gain of 1 / sqrt(2) for query, key and value, which the sqrt(2) undoes, and embeddings
    /// N(0, 1 / d): <c>Rule.Initialize(TransformerInit.Embedding()).WithLayout(WeightLayout.InOut)</c>.
    /// </param>
    /// <param name="layers">The number of layers L of each, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    /// <remarks>
    /// Huang, Perez, Ba and Volkovs (2020), "Improving Transformer Optimization Through Better Initialization",
    /// <see href="https://proceedings.mlr.press/v119/huang20f.html"/>; layer6ai-labs/T-Fixup.
    /// </remarks>
    public static InitializationPlan TFixup(InitializationPlan plan, long layers)
    {
        double encoder = 0.67 / FourthRoot(Guard.Positive(layers)), decoder = 1 / FourthRoot(9.0 * layers);
        return new(isPreset: true)
        {
            new PresetDepth(nameof(TFixup), layers, AnyLayer),
            { "**.encoder.**.(v_proj|out_proj|fc1|fc2).weight", Rule.Scale(encoder) },
            { "**.decoder.**.(v_proj|out_proj|fc1|fc2).weight", Rule.Scale(decoder) },
            { "**.v_proj.weight", Rule.Scale(Math.Sqrt(2)) },
            { "**.embed_tokens.weight", Rule.Scale(decoder) },
            plan,
        };
    }

    /// <summary>
    /// SkipInit and ReZero: the scalar gain of each residual branch is 0, so that the network begins as its skip connections.
    /// </summary>
    /// <param name="plan">The plan of all other parameters.</param>
    /// <param name="pattern">The pattern of the gains' names; defaults to those of timm's NFNet.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pattern"/> is none.</exception>
    /// <remarks>
    /// SkipInit: De and Smith (2020), <see href="https://arxiv.org/abs/2002.10444"/>; timm at aa4b585 (1.0.29.dev0), <c>nfnet.py</c>.
    /// ReZero: Bachlechner et al. (2020), "ReZero is All You Need", <see href="https://arxiv.org/abs/2003.04887"/>; the authors' package
    /// majumderb/rezero, <c>rztx.py</c>, has one gain [1] for all branches of a layer: <c>"**.resweight"</c>.
    /// </remarks>
    public static InitializationPlan SkipInit(InitializationPlan plan, string pattern = "**.skipinit_gain") => new(isPreset: true)
    {
        { pattern, Zeros },
        plan,
    };

    /// <summary>Projections onto the residual stream over sqrt(2 L), for L layers with two of them each.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pattern">The pattern of their names: <c>"**.layers.*.(self_attn.o_proj|mlp.down_proj).weight"</c>.</param>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="pattern"/> is none.</exception>
    /// <remarks>
    /// <c>output_layer_init_method</c> of NVIDIA/Megatron-LM at d98e8a6 (2026-08-22); Shoeybi et al. (2019),
    /// <see href="https://arxiv.org/abs/1909.08053"/>. For models with Mamba it divides by sqrt(L): one branch in each layer. See
    /// <see cref="TransformerInit"/>.
    /// </remarks>
    public static InitializationPlan ResidualScaled(InitializationPlan plan, string pattern, long layers) => new(isPreset: true)
    {
        { pattern, Rule.Scale(1 / Math.Sqrt(2.0 * Guard.Positive(layers))) },
        plan,
    };

    /// <summary>Projections onto the residual stream over sqrt(2 (l + 1)), for the layer l, counted from 0.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pattern">
    /// The pattern of their names, which captures the layer: <c>"**.layers.{layer}.(self_attn.o_proj|mlp.down_proj).weight"</c>.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pattern"/> is none.</exception>
    /// <remarks>
    /// <c>llama_depth</c> of <see href="https://github.com/allenai/OLMo-core"/> at fa6c501, <c>depth_init</c> of
    /// <see href="https://github.com/pytorch/torchtitan"/> at b5bcd76; see <see cref="TransformerInit.ResidualProjectionAtDepth"/>.
    /// </remarks>
    public static InitializationPlan DepthScaled(InitializationPlan plan, string pattern) => new(isPreset: true)
    {
        { pattern, Rule.Scale(match => 1 / Math.Sqrt(2 * (match["layer"] + 1.0))) },
        plan,
    };

    /// <summary>x^(1/4), by square roots, which round the same everywhere.</summary>
    private static double FourthRoot(double x) => Math.Sqrt(Math.Sqrt(x));

    /// <summary>What belongs to a numbered layer, anywhere in a name.</summary>
    private const string AnyLayer = "**.layers.{layer}.**";

    /// <summary>What writes to the residual stream, and the values that it is made of; anywhere in a name.</summary>
    private const string Written = "**.(fc1|fc2|out_proj|v_proj).**";
}

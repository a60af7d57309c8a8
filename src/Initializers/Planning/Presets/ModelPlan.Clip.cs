namespace Initializers;

/// <content>CLIP and SigLIP: a tower for texts and one for images.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// CLIP, both towers: <see cref="ClipText"/> and <see cref="ClipVision"/>, each by its own number of layers, with both projections and
    /// <c>logit_scale</c>.
    /// </summary>
    /// <param name="textLayers">The number of layers of the tower for texts, at least 1.</param>
    /// <param name="visionLayers">The number of layers of the tower for images, at least 1.</param>
    /// <param name="factor">The factor f, <c>initializer_factor</c>; between 1e-30 and 1e30.</param>
    /// <param name="standardDeviation">
    /// The deviation r of patches and positions of images, <c>initializer_range</c>; f multiplies it too.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number of layers is below 1, <paramref name="factor"/> is not between 1e-30 and 1e30, or the deviation is negative or not finite.
    /// </exception>
    /// <inheritdoc cref="ClipText" path="/remarks"/>
    public static InitializationPlan Clip(long textLayers, long visionLayers, double factor = 1, double standardDeviation = 0.02) =>
        new(isPreset: true)
        {
            TextTower(TextDepth(nameof(Clip), textLayers, nameof(textLayers)), textLayers, factor),
            VisionTower(VisionDepth(nameof(Clip), visionLayers, nameof(visionLayers)), visionLayers, factor, standardDeviation),
        };

    /// <summary>
    /// The text tower of CLIP: queries, keys and values N(0, f^2 / (2 L d)), outputs of attention N(0, f^2 / d), <c>fc1</c>
    /// N(0, f^2 / (2 d)), <c>fc2</c> N(0, f^2 / (2 L d)), embeddings N(0, (0.02 f)^2), projection N(0, f^2 / d); biases 0, norms 1 and 0.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="factor">The factor f, <c>initializer_factor</c>; between 1e-30 and 1e30.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layers"/> is below 1, or <paramref name="factor"/> is not between 1e-30 and 1e30.
    /// </exception>
    /// <remarks>
    /// <para>
    /// <c>modeling_clip.py</c> of transformers as of 5.15.0. <c>logit_scale</c> is 2.6592, <c>logit_scale_init_value</c>: ln(1 / 0.07).
    /// transformers divides query, key and value by the depth, and OpenAI's code the output of attention: see <see cref="ClipOpenAI"/>.
    /// </para>
    /// <para>
    /// Names are those of files, with <c>text_model</c> and <c>vision_model</c>. Since 5.6 (pull request 44431) a tower that is loaded
    /// alone lacks these in memory. Radford et al. (2021), <see href="https://arxiv.org/abs/2103.00020"/>.
    /// </para>
    /// </remarks>
    public static InitializationPlan ClipText(long layers, double factor = 1) =>
        TextTower(TextDepth(nameof(ClipText), layers, nameof(layers)), layers, factor);

    /// <summary>
    /// The image tower of CLIP: its layers as those of <see cref="ClipText"/>, by its own number of them; patches and positions
    /// N(0, (r f)^2), the class token N(0, f^2 / d), the projection N(0, f^2 / d); biases 0, norms 1 and 0.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="factor">The factor f, <c>initializer_factor</c>; between 1e-30 and 1e30.</param>
    /// <param name="standardDeviation">The deviation r, <c>initializer_range</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layers"/> is below 1, <paramref name="factor"/> is not between 1e-30 and 1e30, or the deviation is negative or not
    /// finite.
    /// </exception>
    /// <inheritdoc cref="ClipText" path="/remarks"/>
    public static InitializationPlan ClipVision(long layers, double factor = 1, double standardDeviation = 0.02) =>
        VisionTower(VisionDepth(nameof(ClipVision), layers, nameof(layers)), layers, factor, standardDeviation);

    /// <summary>
    /// CLIP as OpenAI begins it, under OpenAI's names: of the text tower the packed query, key and value N(0, 1 / d), the output of
    /// attention and <c>c_proj</c> N(0, 1 / (2 L d)), <c>c_fc</c> N(0, 1 / (2 d)), tokens N(0, 0.02^2), positions N(0, 0.01^2) and the
    /// projection N(0, 1 / d); <c>logit_scale</c> ln(1 / 0.07); norms 1 and 0.
    /// </summary>
    /// <param name="textLayers">The number of layers L of the text tower, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="textLayers"/> is below 1.</exception>
    /// <remarks>
    /// <para>
    /// openai/CLIP, <c>clip/model.py</c> at 0845fc4: names such as <c>transformer.resblocks.0.attn.in_proj_weight</c>. Biases of
    /// <c>c_fc</c> and <c>c_proj</c> are PyTorch's default, U(-b, b) with b = 1 / sqrt(fan-in), those of attention 0.
    /// </para>
    /// <para>
    /// A ViT for images has class token, positions and projection N(0, 1 / d), and PyTorch's defaults elsewhere: the packed query, key and
    /// value Glorot's uniform of [3 d, d], all other matrices, patches too, U(-b, b) with b = 1 / sqrt(fan-in). A ResNet for images has
    /// matrices and positions of its attention pool N(0, 1 / d), the last norm of each block 0, and PyTorch's defaults elsewhere. Radford
    /// et al. (2021), <see href="https://arxiv.org/abs/2103.00020"/>.
    /// </para>
    /// </remarks>
    public static InitializationPlan ClipOpenAI(long textLayers)
    {
        var depth = new PresetDepth(
            nameof(ClipOpenAI), textLayers, "transformer.resblocks.{layer}.**", "ln_final.weight", nameof(textLayers));
        double byDepth = 1 / (2.0 * textLayers);
        return new(isPreset: true)
        {
            depth,
            VisualOpenAI,
            { "**.token_embedding.weight", Normal(0.02) },
            { "**.positional_embedding", Normal(0.01) },
            { "**.transformer.resblocks.*.attn.in_proj_weight", FanNormal(1, FanMode.In) },
            { "**.transformer.resblocks.*.attn.out_proj.weight", FanNormal(byDepth, FanMode.In) },
            { "**.transformer.resblocks.*.mlp.c_fc.weight", FanNormal(0.5, FanMode.In) },
            { "**.transformer.resblocks.*.mlp.c_proj.weight", FanNormal(byDepth, FanMode.Out) },
            { "**.transformer.resblocks.*.attn.(in_proj_bias|out_proj.bias)", Zeros },
            { "**.transformer.resblocks.*.mlp.(c_fc|c_proj).bias", PyTorchBias },
            { "**.(ln_1|ln_2|ln_final).weight", Ones },
            { "**.(ln_1|ln_2|ln_final).bias", Zeros },
            { "**.text_projection", FirstAxisNormal },
            { "**.logit_scale", Init.Constant(-PortableMath.Log(0.07)) },
            { "**.(input_resolution|context_length|vocab_size)", Rule.Skip.Optional() },
            BatchStatistics,
        };
    }

    /// <summary>
    /// SigLIP and SigLIP 2, either tower or both: attention and the feed-forward part Glorot's uniform, biases of the latter N(0, 1e-6^2);
    /// embeddings of tokens and positions N(0, 1 / d); patches, the text head and the output of pooled attention a normal cut at two
    /// deviations that has 1 / sqrt(fan-in) after the cut; of pooled attention the packed query, key and value Glorot's uniform of [3 d, d]
    /// and the probe U(-b, b) with b = sqrt(3 / d); norms 1, other biases, <c>logit_scale</c> and <c>logit_bias</c> 0.
    /// </summary>
    /// <param name="truncated">
    /// Whether what is cut is cut: true up to transformers 4.57. Since 5.0 its bounds are -2 and 2 themselves, so that nothing is cut, and
    /// the correction for the cut makes the deviation 1.137 / sqrt(fan-in).
    /// </param>
    /// <remarks>
    /// <c>modeling_siglip.py</c> and <c>modeling_siglip2.py</c> of transformers, 4.37 to 5.15.0. Names such as
    /// <c>vision_model.head.attention.in_proj_weight</c>. Zhai et al. (2023), <see href="https://arxiv.org/abs/2303.15343"/>, begin with
    /// ln 10 for the scale and -10 for the bias: put <c>{ "**.logit_bias", Init.Constant(-10) }</c> before this plan.
    /// </remarks>
    public static InitializationPlan Siglip(bool truncated = true)
    {
        Rule leCun = truncated ? Rule.Initialize(Init.LeCunTruncatedNormal())
            : Rule.Initialize(match => WithinTwo(1 / (DeviationWithinTwo * Math.Sqrt(match.Shape.Fans.In))));
        return new(isPreset: true)
        {
            { "**.embeddings.(token_embedding|position_embedding).weight", LastAxisNormal },
            { "**.embeddings.position_ids", Rule.Skip.Optional() },
            { "**.embeddings.patch_embedding.weight", leCun.Optional() },
            { "**.embeddings.patch_embedding.bias", Zeros.Optional() },
            { "**.self_attn.(q_proj|k_proj|v_proj|out_proj).weight", Init.GlorotUniform() },
            { "**.self_attn.(q_proj|k_proj|v_proj|out_proj).bias", Zeros },
            { "**.mlp.(fc1|fc2).weight", Init.GlorotUniform() },
            { "**.mlp.(fc1|fc2).bias", Normal(1e-6) },
            { "**.(layer_norm1|layer_norm2|final_layer_norm|post_layernorm|layernorm).weight", Ones },
            { "**.(layer_norm1|layer_norm2|final_layer_norm|post_layernorm|layernorm).bias", Zeros },
            { "**.head.probe", Rule.Initialize(match => Init.Uniform(Math.Sqrt(3.0 / match.Shape[^1]))).Optional() },
            { "**.head.attention.in_proj_weight", Rule.Initialize(Init.GlorotUniform()).Optional() },
            { "**.head.attention.in_proj_bias", Zeros.Optional() },
            { "**.(head|head.attention.out_proj).weight", leCun.Optional() },
            { "**.(head|head.attention.out_proj).bias", Zeros.Optional() },
            { "**.classifier.weight", FanNormal(1, FanMode.In).Optional() },
            { "**.classifier.bias", Zeros.Optional() },
            { "**.(logit_scale|logit_bias)", Zeros.Optional() },
        };
    }

    /// <summary>The deviation of N(0, 1) cut at two deviations.</summary>
    private const double DeviationWithinTwo = 0.87962566103423978;

    /// <summary>N(0, 1 / n) for n entries of the first axis: a projection that is stored as [in, out], or a vector.</summary>
    private static Rule FirstAxisNormal { get; } = Rule.Initialize(match => Init.Normal(0, 1 / Math.Sqrt(match.Shape[0])));

    /// <summary>N(0, 1 / d) for a table of rows of width d.</summary>
    private static Rule LastAxisNormal { get; } = Rule.Initialize(match => Init.Normal(0, 1 / Math.Sqrt(match.Shape[^1])));

    /// <summary>The tower for images of OpenAI's CLIP, a ViT or a ResNet: PyTorch's defaults but for what the first rules name.</summary>
    private static InitializationPlan VisualOpenAI => new(isPreset: true)
    {
        { "**.visual.(class_embedding|proj)", FirstAxisNormal.Optional() },
        { "**.visual.**.positional_embedding", LastAxisNormal.Optional() },
        { "**.visual.attnpool.(q_proj|k_proj|v_proj|c_proj).weight", FanNormal(1, FanMode.In).Optional() },
        { "**.visual.layer*.*.bn3.weight", Zeros.Optional() },
        { "**.visual.transformer.resblocks.*.attn.in_proj_weight", Rule.Initialize(Init.GlorotUniform()).Optional() },
        { "**.visual.transformer.resblocks.*.attn.(in_proj_bias|out_proj.bias)", Zeros.Optional() },
        { "**.visual.**.weight", NormWeight.Optional() },
        { "**.visual.**.weight", PyTorchWeight.Optional() },
        { "**.visual.**.bias", PyTorchBias.Optional() },
    };

    private static PresetDepth TextDepth(string preset, long layers, string argument) =>
        new(preset, layers, "**.text_model.encoder.layers.{layer}.**", "**.text_model.final_layer_norm.weight", argument);

    private static PresetDepth VisionDepth(string preset, long layers, string argument) =>
        new(preset, layers, "**.vision_model.encoder.layers.{layer}.**", "**.vision_model.post_layernorm.weight", argument);

    private static InitializationPlan TextTower(PresetDepth depth, long layers, double factor)
    {
        double square = Square(factor);
        return new(isPreset: true)
        {
            depth,
            { "**.text_model.embeddings.(token_embedding|position_embedding).weight", Normal(0.02 * factor) },
            { "**.text_model.embeddings.position_ids", Rule.Skip.Optional() },
            ClipTower("text_model", layers, square),
            { "**.text_model.final_layer_norm.weight", Ones },
            { "**.text_model.final_layer_norm.bias", Zeros },
            { "**.text_projection.weight", FanNormal(square, FanMode.In).Optional() },
            { "**.logit_scale", Rule.Initialize(Init.Constant(2.6592)).Optional() },
        };
    }

    private static InitializationPlan VisionTower(PresetDepth depth, long layers, double factor, double standardDeviation)
    {
        double square = Square(factor);
        Rule embedding = Normal(Guard.NotNegative(standardDeviation) * factor);
        return new(isPreset: true)
        {
            depth,
            { "**.vision_model.embeddings.class_embedding", match => Init.Normal(0, factor / Math.Sqrt(match.Shape[0])) },
            { "**.vision_model.embeddings.(patch_embedding|position_embedding).weight", embedding },
            { "**.vision_model.embeddings.position_ids", Rule.Skip.Optional() },
            ClipTower("vision_model", layers, square),
            { "**.vision_model.(pre_layrnorm|post_layernorm).weight", Ones },
            { "**.vision_model.(pre_layrnorm|post_layernorm).bias", Zeros },
            { "**.visual_projection.weight", FanNormal(square, FanMode.In).Optional() },
        };
    }

    /// <summary>The layers of a tower of CLIP.</summary>
    private static InitializationPlan ClipTower(string tower, long layers, double square)
    {
        double byDepth = square / (2.0 * layers);
        string layer = $"**.{tower}.encoder.layers.*.";
        return new(isPreset: true)
        {
            { layer + "self_attn.(q_proj|k_proj|v_proj).weight", FanNormal(byDepth, FanMode.In) },
            { layer + "self_attn.out_proj.weight", FanNormal(square, FanMode.In) },
            { layer + "mlp.fc1.weight", FanNormal(square / 2, FanMode.In) },
            { layer + "mlp.fc2.weight", FanNormal(byDepth, FanMode.Out) },
            { layer + "(self_attn.q_proj|self_attn.k_proj|self_attn.v_proj|self_attn.out_proj|mlp.fc1|mlp.fc2).bias", Zeros },
            { layer + "(layer_norm1|layer_norm2).weight", Ones },
            { layer + "(layer_norm1|layer_norm2).bias", Zeros },
        };
    }
}

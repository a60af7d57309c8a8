namespace Initializers;

/// <content>Transformers for images.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// torchvision's ViT: patches N(0, 1 / fan-in), kept within -2 and 2; positions N(0, 0.02^2), class token 0; the packed query, key and
    /// value Glorot's uniform of the matrix [3 d, d], the attention's output PyTorch's default, U(-b, b) with b = 1 / sqrt(d); the
    /// feed-forward part Glorot's uniform with biases N(0, 1e-6^2); norms 1, other biases 0, and the classifier 0.
    /// </summary>
    /// <remarks>
    /// torchvision 0.14.1, <c>vision_transformer.py</c>: names such as
    /// <c>encoder.layers.encoder_layer_0.self_attention.in_proj_weight</c>. The feed-forward part is <c>mlp.linear_1</c> in the published
    /// files, and <c>mlp.0</c> in modules since 0.14 (#6053). Packing makes the query, key and value smaller by sqrt(2) than Glorot's
    /// formula for each. Without the convolutional stem, whose names the plan refuses. Dosovitskiy et al. (2020),
    /// <see href="https://arxiv.org/abs/2010.11929"/>.
    /// </remarks>
    public static InitializationPlan VitTorchvision() => new(isPreset: true)
    {
        { "**.conv_proj.weight", FanInWithinTwo },
        { "**.encoder.pos_embedding", Normal(0.02) },
        { "**.class_token", Zeros },
        { "**.self_attention.in_proj_weight", Init.GlorotUniform() },
        { "**.self_attention.in_proj_bias", Zeros },
        { "**.self_attention.out_proj.weight", PyTorchWeight },
        { "**.mlp.(0|3|linear_1|linear_2).weight", Init.GlorotUniform() },
        { "**.mlp.(0|3|linear_1|linear_2).bias", Normal(1e-6) },
        { "**.heads.pre_logits.weight", FanInWithinTwo.Optional() },
        { "**.heads.head.weight", Zeros.Optional() },
        { "**.(ln|ln_1|ln_2).weight", Ones },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// timm's ViT: linear layers N(0, 0.02^2) and positions N(0, 0.02^2), kept within -2 and 2; class token and registers N(0, 1e-6^2);
    /// patches PyTorch's default, U(-b, b) with b = 1 / sqrt(fan-in), bias too; norms 1, other biases 0.
    /// </summary>
    /// <param name="layerScale">The scale of each layer where a model has one, <c>init_values</c>: 1e-5, or 1e-6 for deep models.</param>
    /// <exception cref="ArgumentException"><paramref name="layerScale"/> is not finite.</exception>
    /// <remarks>
    /// timm 1.0.29.dev0 (aa4b585), <c>vision_transformer.py</c>, <c>weight_init=''</c>: names such as <c>blocks.0.attn.qkv.weight</c>. The
    /// other modes are <see cref="VitTimmJax"/> and <see cref="VitTimmMoco"/>.
    /// <see href="https://github.com/huggingface/pytorch-image-models"/>.
    /// </remarks>
    public static InitializationPlan VitTimm(double layerScale = 1e-5) => new(isPreset: true)
    {
        TimmTokens(layerScale),
        { "**.weight", TruncatedNormal(0.02).OfRank(2) },
        { "**.patch_embed.proj.weight", PyTorchWeight },
        { "**.patch_embed.proj.bias", PyTorchBias },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// timm's ViT as the paper's JAX code has it: linear layers Glorot's uniform, biases of the feed-forward part N(0, 1e-6^2); patches a
    /// normal cut at two deviations that has 1 / sqrt(fan-in) after the cut; classifier 0; the rest as <see cref="VitTimm"/>.
    /// </summary>
    /// <param name="negativeLogBias">
    /// Whether the classifier's bias is -ln(classes), so that each class starts as improbable as it is: mode <c>jax_nlhb</c>.
    /// </param>
    /// <param name="layerScale">The scale of each layer where a model has one.</param>
    /// <exception cref="ArgumentException"><paramref name="layerScale"/> is not finite.</exception>
    /// <remarks>
    /// timm 1.0.29.dev0 (aa4b585), <c>init_weights_vit_jax</c>. Before timm had <c>trunc_normal_tf_</c>, its <c>lecun_normal_</c> cut at -2
    /// and 2 themselves, and the patches came out 1.137 times as large.
    /// <see href="https://github.com/google-research/vision_transformer"/>.
    /// </remarks>
    public static InitializationPlan VitTimmJax(bool negativeLogBias = false, double layerScale = 1e-5) => new(isPreset: true)
    {
        TimmTokens(layerScale),
        { "**.head.weight", Zeros.Optional() },
        {
            "**.head.bias",
            Rule.Initialize(match => Init.Constant(negativeLogBias ? -PortableMath.Log(match.Shape[0]) : 0)).Optional()
        },
        { "**.weight", Rule.Initialize(Init.GlorotUniform()).OfRank(2) },
        { "**.mlp.*.bias", Normal(1e-6) },
        { "**.patch_embed.proj.weight", Init.LeCunTruncatedNormal() },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// timm's ViT as MoCo v3 has it: query, key and value each Glorot's uniform from d to d, other linear layers Glorot's uniform; the rest
    /// as <see cref="VitTimm"/>, patches too.
    /// </summary>
    /// <param name="layerScale">The scale of each layer where a model has one.</param>
    /// <exception cref="ArgumentException"><paramref name="layerScale"/> is not finite.</exception>
    /// <remarks>
    /// timm 1.0.29.dev0 (aa4b585), <c>init_weights_vit_moco</c>. Chen, Xie and He (2021), <see href="https://arxiv.org/abs/2104.02057"/>.
    /// </remarks>
    public static InitializationPlan VitTimmMoco(double layerScale = 1e-5) => new(isPreset: true)
    {
        TimmTokens(layerScale),
        { "**.attn.qkv.weight", Rule.Initialize(Init.GlorotUniform()).WithBlocks(3) },
        { "**.weight", Rule.Initialize(Init.GlorotUniform()).OfRank(2) },
        { "**.patch_embed.proj.weight", PyTorchWeight },
        { "**.patch_embed.proj.bias", PyTorchBias },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// Hugging Face's ViT: linear layers and patches N(0, r^2); class token and positions N(0, r^2), kept within -2 and 2; mask token 0,
    /// norms 1, biases 0.
    /// </summary>
    /// <param name="standardDeviation">The deviation r, <c>initializer_range</c>.</param>
    /// <param name="truncated">Whether linear layers and patches are kept within -2 and 2 too: true before v5.9.0.</param>
    /// <exception cref="ArgumentException"><paramref name="standardDeviation"/> is not a finite number above 0.</exception>
    /// <remarks>
    /// transformers v4.20.1 to v5.15.0, <c>modeling_vit.py</c>: names such as
    /// <c>vit.encoder.layer.0.attention.attention.query.weight</c>. v5.9.0 (#41693, May 2026) dropped the truncation, which for 0.02 makes
    /// no difference that can be measured. <see href="https://github.com/huggingface/transformers"/>.
    /// </remarks>
    public static InitializationPlan VitTransformers(double standardDeviation = 0.02, bool truncated = false) => new(isPreset: true)
    {
        { "**.(cls_token|position_embeddings)", TruncatedNormal(standardDeviation) },
        { "**.mask_token", Zeros.Optional() },
        { "**.weight", NormWeight },
        { "**.weight", truncated ? TruncatedNormal(standardDeviation) : Normal(standardDeviation) },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// Swin: linear layers and tables of relative positions N(0, 0.02^2), kept within -2 and 2; patches PyTorch's default, U(-b, b) with
    /// b = 1 / sqrt(fan-in), bias too; norms 1, other biases 0.
    /// </summary>
    /// <remarks>
    /// torchvision 0.14.1, <c>swin_transformer.py</c> (names such as <c>features.1.0.attn.qkv.weight</c>), and timm 1.0.29.dev0
    /// (<c>layers.0.blocks.0.attn.qkv.weight</c>). torchvision draws the feed-forward part by Glorot's formula first and overwrites it. V1:
    /// what V2 adds is refused. Liu et al. (2021), <see href="https://arxiv.org/abs/2103.14030"/>.
    /// </remarks>
    public static InitializationPlan Swin() => new(isPreset: true)
    {
        { "**.relative_position_bias_table", TruncatedNormal(0.02) },
        { "**.(relative_position_index|attn_mask)", Rule.Skip.Optional() },
        { "**.(features.0.0|patch_embed.proj).weight", PyTorchWeight },
        { "**.(features.0.0|patch_embed.proj).bias", PyTorchBias },
        { "**.weight", NormWeight },
        { "**.weight", TruncatedNormal(0.02).OfRank(2) },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// Hugging Face's Swin: linear layers and patches N(0, r^2), tables of relative positions, absolute positions and mask token 0; norms
    /// 1, biases 0.
    /// </summary>
    /// <param name="standardDeviation">The deviation r, <c>initializer_range</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="standardDeviation"/> is negative or not finite.</exception>
    /// <remarks>
    /// transformers v5.15.0, <c>modeling_swin.py</c>: names such as <c>swin.encoder.layers.0.blocks.0.attention.self.query.weight</c>. The
    /// other Swins have random tables: see <see cref="Swin"/>. <see href="https://github.com/huggingface/transformers"/>.
    /// </remarks>
    public static InitializationPlan SwinTransformers(double standardDeviation = 0.02) => new(isPreset: true)
    {
        { "**.relative_position_bias_table", Zeros },
        { "**.relative_position_index", Rule.Skip.Optional() },
        { "**.embeddings.(mask_token|position_embeddings)", Zeros.Optional() },
        { "**.weight", NormWeight },
        { "**.weight", Normal(standardDeviation) },
        { "**.bias", Zeros },
    };

    /// <summary>PyTorch's <c>trunc_normal_(std=sqrt(1 / fan_in))</c>.</summary>
    private static Rule FanInWithinTwo { get; } = Rule.Initialize(match => WithinTwo(1 / Math.Sqrt(match.Shape.Fans.In)));

    /// <summary>What all modes of timm's ViT have in common: tokens, positions, scales of layers and norms.</summary>
    private static InitializationPlan TimmTokens(double layerScale) => new(isPreset: true)
    {
        { "**.pos_embed", TruncatedNormal(0.02).Optional() },
        { "**.(cls_token|reg_token)", Normal(1e-6).Optional() },
        { "**.(ls1|ls2).gamma", Rule.Initialize(Init.Constant(Guard.Finite(layerScale))).Optional() },
        { "**.weight", NormWeight },
    };
}

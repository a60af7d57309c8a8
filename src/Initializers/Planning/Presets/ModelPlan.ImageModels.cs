namespace Initializers;

/// <content>Models that make images, or fill them in.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// MAE, encoder and decoder: linear layers Glorot's uniform, the packed query, key and value as one matrix [3 d, d]; patches Glorot's
    /// uniform of the matrix [d, 3 k k], their bias PyTorch's default, U(-b, b) with b = 1 / sqrt(3 k k); class and mask tokens
    /// N(0, 0.02^2); positions a fixed table of sines and cosines; norms 1, other biases 0.
    /// </summary>
    /// <remarks>
    /// facebookresearch/mae, <c>models_mae.py</c>: names such as <c>decoder_blocks.0.attn.qkv.weight</c>. The table has for column x and
    /// row y of a patch first all sin(x w), then cos(x w), sin(y w) and cos(y w), with w = 10000^(-4 i / d), and 0 for the class token.
    /// transformers' table has x and y the other way round, and its v5.15.0 zeroes the decoder's table and the mask token, by the code.
    /// He et al. (2021), <see href="https://arxiv.org/abs/2111.06377"/>.
    /// </remarks>
    public static InitializationPlan Mae() => new(isPreset: true)
    {
        { "**.(pos_embed|decoder_pos_embed)", SineTable },
        { "**.(cls_token|mask_token)", Normal(0.02) },
        { "**.patch_embed.proj.weight", GlorotUniformOfPatches },
        { "**.patch_embed.proj.bias", PyTorchBias },
        { "**.weight", NormWeight },
        { "**.weight", Init.GlorotUniform() },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// DiT: linear layers Glorot's uniform; patches Glorot's uniform of the matrix [d, in k k]; the table of labels and both matrices of
    /// the time embedding N(0, 0.02^2); positions a fixed table of sines and cosines; the modulations of all blocks and of the final layer,
    /// and the output, 0; biases 0.
    /// </summary>
    /// <remarks>
    /// facebookresearch/DiT, <c>models.py</c>: names such as <c>blocks.0.adaLN_modulation.1.weight</c>; the norms have no parameters. At
    /// 00d70ac the bias of the patches was left at PyTorch's default, U(-b, b) with b = 1 / sqrt(in k k); it is 0 since. Peebles and Xie
    /// (2022), <see href="https://arxiv.org/abs/2212.09748"/>.
    /// </remarks>
    public static InitializationPlan Dit() => new(isPreset: true)
    {
        { "**.pos_embed", SineTable },
        { "**.adaLN_modulation.1.weight", Zeros },
        { "**.final_layer.linear.weight", Zeros },
        { "**.x_embedder.proj.weight", GlorotUniformOfPatches },
        { "**.y_embedder.embedding_table.weight", Normal(0.02) },
        { "**.t_embedder.mlp.*.weight", Normal(0.02) },
        { "**.weight", Init.GlorotUniform() },
        { "**.bias", Zeros },
    };

    /// <summary>
    /// The U-Net of guided diffusion: the last convolution of each residual block, each attention's output and the output are 0; all else
    /// is PyTorch's default: weights and biases U(-b, b) with b = 1 / sqrt(fan-in), norms 1 and 0, the table of labels N(0, 1).
    /// </summary>
    /// <remarks>
    /// openai/guided-diffusion, <c>unet.py</c>, <c>UNetModel</c>: names such as <c>input_blocks.1.0.in_layers.2.weight</c>; the zeroed ones
    /// are <c>out_layers.3</c>, <c>proj_out</c> and <c>out.2</c>. diffusers leaves PyTorch's default everywhere, but for the zero
    /// convolutions of ControlNet. Dhariwal and Nichol (2021), <see href="https://arxiv.org/abs/2105.05233"/>.
    /// </remarks>
    public static InitializationPlan GuidedDiffusionUNet() => new(isPreset: true)
    {
        { "**.(out_layers.3|proj_out|out.2).(weight|bias)", Zeros },
        { "**.label_emb.weight", Normal(1).Optional() },
        { "**.weight", NormWeight },
        { "**.weight", PyTorchWeight },
        { "**.bias", PyTorchBias },
    };

    /// <summary>
    /// DCGAN, generator or discriminator: convolutions N(0, 0.02^2), batch norms N(1, 0.02^2) and 0; what is neither, PyTorch's default:
    /// U(-b, b) with b = 1 / sqrt(fan-in).
    /// </summary>
    /// <remarks>
    /// pytorch/examples, <c>dcgan/main.py</c>, <c>weights_init</c>: names such as <c>main.0.weight</c>. Radford, Metz and Chintala (2015),
    /// section 4, <see href="https://arxiv.org/abs/1511.06434"/>.
    /// </remarks>
    public static InitializationPlan Dcgan() => new(isPreset: true)
    {
        { "**.weight", Rule.Initialize(Init.Normal(1, 0.02)).OfRank(1) },
        { "**.weight", PyTorchWeight.OfRank(2).Optional() },
        { "**.weight", Normal(0.02) },
        { "**.bias", PyTorchBias },
        BatchStatistics,
    };

    /// <summary>The fixed positions of MAE and DiT.</summary>
    private static Rule SineTable { get; } = Rule.Initialize(match => Init.FromArray(SinePositions.OfGrid(match.Shape), match.Shape));
}

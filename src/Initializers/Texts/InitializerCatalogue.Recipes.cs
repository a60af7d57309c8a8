namespace Initializers;

/// <content>The recipes by situation.</content>
internal static partial class InitializerCatalogue
{
    private static CatalogueEntry[] Recipes =>
    [
        new("transformer/residual_projection", a => TransformerInit.ResidualProjection(a.WholeNumber("layers"), Deviation(a)),
            NeedsArguments: true),
        new("transformer/residual_projection_at_depth",
            a => TransformerInit.ResidualProjectionAtDepth(a.WholeNumber("layer"), Deviation(a)), NeedsArguments: true),
        new("transformer/small", a => TransformerInit.Small(a.WholeNumber("width")), NeedsArguments: true),
        new("transformer/wang", a => TransformerInit.Wang(a.WholeNumber("layers"), a.WholeNumber("width")), NeedsArguments: true),
        ("transformer/embedding", _ => TransformerInit.Embedding()),
        ("adapter/lora_down", _ => AdapterInit.LoraDown()),
        new("adapter/lora_down_normal", a => AdapterInit.LoraDownNormal(a.WholeNumber("rank")), NeedsArguments: true),
        ("adapter/lora_up", _ => AdapterInit.LoraUp()),
        ("adapter/lora_embedding_down", _ => AdapterInit.LoraEmbeddingDown()),
        ("adapter/lora_embedding_up", _ => AdapterInit.LoraEmbeddingUp()),
        ("recurrent/forget_gate_bias", a => RecurrentInit.ForgetGateBias(a.Number("forget", 1))),
        new("recurrent/chrono", a => RecurrentInit.Chrono(a.Number("maxSteps")), NeedsArguments: true),
        ("recurrent/irnn_recurrent", a => RecurrentInit.IrnnRecurrent(a.Number("scale", 1))),
        ("recurrent/irnn_input", _ => RecurrentInit.IrnnInput()),
        ("sigmoid/glorot_uniform", _ => SigmoidInit.GlorotUniform()),
        ("sigmoid/prior_bias", a => SigmoidInit.PriorBias(a.Number("probability", 0.01))),
        ("sigmoid/nguyen_widrow", _ => SigmoidInit.NguyenWidrow()),
        ("sigmoid/nguyen_widrow_bias", _ => SigmoidInit.NguyenWidrowBias()),
        ("field/siren_first", _ => FieldInit.SirenFirst()),
        ("field/siren_hidden", a => FieldInit.SirenHidden(a.Number("omega0", 30))),
        ("field/fourier_features", a => FieldInit.FourierFeatures(a.Number("standardDeviation", 10))),
        ("state_space/hippo_legs_a", _ => StateSpaceInit.HippoLegsA()),
        ("state_space/hippo_legs_b", _ => StateSpaceInit.HippoLegsB()),
        ("state_space/hippo_legs_p", _ => StateSpaceInit.HippoLegsP()),
        ("state_space/s4d_log_step", a => StateSpaceInit.S4DLogStep(a.Number("smallest", 0.001), a.Number("largest", 0.1))),
        ("state_space/s4d_log_real_part", _ => StateSpaceInit.S4DLogRealPart()),
        ("state_space/s4d_lin_imaginary_part", _ => StateSpaceInit.S4DLinImaginaryPart()),
        ("state_space/s4d_inv_imaginary_part", _ => StateSpaceInit.S4DInvImaginaryPart()),
        ("state_space/mamba_log_a", _ => StateSpaceInit.MambaLogA()),
        ("state_space/mamba_d", _ => StateSpaceInit.MambaD()),
        ("state_space/mamba2_log_a", a => StateSpaceInit.Mamba2LogA(a.Number("smallest", 1), a.Number("largest", 16))),
        ("state_space/mamba_step_bias", a => StateSpaceInit.MambaStepBias(
            a.Number("smallest", 0.001), a.Number("largest", 0.1), a.Number("floor", 1e-4))),
        ("state_space/mamba_step_weight", a => StateSpaceInit.MambaStepWeight(a.Number("scale", 1))),
        new("rwkv/token_shift", TokenShift, NeedsArguments: true),
        new("rwkv/feed_forward_token_shift", a => RwkvInit.FeedForwardTokenShift(Layer(a), Layers(a)), NeedsArguments: true),
        new("rwkv/decay", a => RwkvInit.Decay(Layer(a), Layers(a), HeadWidth(a)), NeedsArguments: true),
        ("rwkv/learning_rate", a => RwkvInit.LearningRate(HeadWidth(a))),
        ("rwkv/value_residual", _ => RwkvInit.ValueResidual()),
        ("rwkv/removal_key", _ => RwkvInit.RemovalKey()),
        new("rwkv/head_norm", a => RwkvInit.HeadNorm(Layer(a), Layers(a)), NeedsArguments: true),
        new("rwkv/channel_ramp", a => new ChannelRampInitializer(
            a.Number("start"), a.Number("rise"), a.Number("exponent", 1), a.Number("zigzag", 0), HeadWidth(a)), NeedsArguments: true),
    ];

    /// <summary>One number is the exponent itself, three are that of the first layer, the layer and the layers.</summary>
    private static TokenShiftInitializer TokenShift(CallArguments arguments) =>
        arguments.Count > 1 ? RwkvInit.TokenShift(arguments.Number("exponent"), Layer(arguments), Layers(arguments))
            : new TokenShiftInitializer(arguments.Number("exponent"));

    private static long Layer(CallArguments arguments) => arguments.WholeNumber("layer");

    private static long Layers(CallArguments arguments) => arguments.WholeNumber("layers");

    private static long HeadWidth(CallArguments arguments) => arguments.WholeNumber("headWidth", 64);

    private static double Deviation(CallArguments arguments) => arguments.Number("standardDeviation", 0.02);
}

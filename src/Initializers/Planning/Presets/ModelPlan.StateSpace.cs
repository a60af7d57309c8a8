namespace Initializers;

/// <content>Mamba 1 and 2.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// Mamba: projections U[-b, b) with b = 1 / sqrt(fan-in), those that write to the residual stream over sqrt(n L); time steps
    /// log-uniform, A the numbers -1 to -N, D 1, the embedding N(0, s^2), norms 1, and the head tied to the embedding.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="residuals">The number n of branches in a layer: 1, or 2 with a feed-forward part.</param>
    /// <param name="standardDeviation">The deviation s of the embedding.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the deviation is negative or not finite.</exception>
    /// <remarks>
    /// <c>mamba_simple.py</c> and <c>mixer_seq_simple.py</c> of state-spaces/mamba at e9594ce (2026-07-23), names of both it and
    /// transformers. transformers' own numbers are others: N(0, 0.1^2) for the embedding, <c>in_proj</c> and <c>x_proj</c>, the scaling by
    /// depth only with <c>rescale_prenorm_residual</c>, and since 5.0 a <c>conv1d.bias</c> of 0. Gu and Dao (2023),
    /// <see href="https://arxiv.org/abs/2312.00752"/>; see <see cref="StateSpaceInit"/>.
    /// </remarks>
    public static InitializationPlan Mamba(long layers, long residuals = 1, double standardDeviation = 0.02) => new(isPreset: true)
    {
        new PresetDepth(nameof(Mamba), layers, MambaLayer, MambaEnd),
        { "**.mixer.x_proj.weight", PyTorchWeight },
        { "**.mixer.dt_proj.weight", Rule.Initialize(StateSpaceInit.MambaStepWeight()) },
        { "**.mixer.dt_proj.bias", Rule.Initialize(StateSpaceInit.MambaStepBias()) },
        { "**.mixer.A_log", Rule.Initialize(StateSpaceInit.MambaLogA()) },
        MambaOf(layers, residuals, standardDeviation),
    };

    /// <summary>
    /// Mamba 2: as <see cref="Mamba"/>, with a step and an A for each head, A log-uniform in -U[1, 16), as ln U[1, 16).
    /// </summary>
    /// <inheritdoc cref="Mamba"/>
    /// <remarks>
    /// <c>mamba2.py</c> and <c>mixer_seq_simple.py</c> of state-spaces/mamba at e9594ce (2026-07-23), names of both it and transformers.
    /// transformers has ln 1 to ln of the number of heads for <c>A_log</c>: put <c>{ "**.A_log", StateSpaceInit.MambaLogA() }</c> before
    /// this plan. Dao and Gu (2024), <see href="https://arxiv.org/abs/2405.21060"/>.
    /// </remarks>
    public static InitializationPlan Mamba2(long layers, long residuals = 1, double standardDeviation = 0.02) => new(isPreset: true)
    {
        new PresetDepth(nameof(Mamba2), layers, MambaLayer, MambaEnd),
        { "**.mixer.dt_bias", Rule.Initialize(StateSpaceInit.MambaStepBias()) },
        { "**.mixer.A_log", Rule.Initialize(StateSpaceInit.Mamba2LogA()) },
        MambaOf(layers, residuals, standardDeviation),
    };

    private const string MambaLayer = "**.layers.{layer}.**", MambaEnd = "**.norm_f.weight";

    private static InitializationPlan MambaOf(long layers, long residuals, double standardDeviation)
    {
        double scale = 1.0 / 3 / Guard.Positive(layers) / Guard.Positive(residuals);
        Rule residual = Rule.Initialize(Init.VarianceScaling(scale, FanMode.In, Distribution.Uniform));
        return new(isPreset: true)
        {
            { "**.(embedding|embeddings).weight", Normal(standardDeviation) },
            { "**.mixer.(in_proj|conv1d).weight", PyTorchWeight },
            { "**.mixer.conv1d.bias", PyTorchBias.Optional() },
            { "**.mixer.D", Rule.Initialize(StateSpaceInit.MambaD()) },
            { "**.mixer.out_proj.weight", residual },
            { "**.layers.*.mlp.fc1.weight", PyTorchWeight.Optional() },
            { "**.layers.*.mlp.fc2.weight", residual.Optional() },
            { "**.(norm|norm2|norm_f).weight", Ones },
            { "**.lm_head.weight", Rule.TiedTo("**.(embedding|embeddings).weight").Optional() },
        };
    }
}

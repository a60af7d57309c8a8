namespace Initializers;

/// <content>Mixtures of experts.</content>
/// <remarks>
/// Stacked experts draw from the streams of the experts apart wherever an expert's matrix is stored in one piece and in the same
/// orientation: both storages of a model then have the same values.
/// </remarks>
public static partial class ModelPlan
{
    private static readonly WeightLayout StackedOutIn = new("batch, out, in"), StackedInOut = new("batch, in, out");

    /// <summary>
    /// Mixtral: N(0, s^2) for every matrix, the experts' and routers' too, and the embedding; norms 1.
    /// </summary>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>.</param>
    /// <param name="tied">Whether the head is tied to the embedding.</param>
    /// <param name="paddingRow">The row of the embedding that is 0, <c>pad_token_id</c>; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The deviation is negative or not finite, or <paramref name="paddingRow"/> is negative.
    /// </exception>
    /// <remarks>
    /// transformers as of 5.15.0. Files hold an expert's matrices apart, <c>block_sparse_moe.experts.{e}.w1</c>, <c>w3</c> and <c>w2</c>;
    /// since 5.0 (pull request 41580) the module holds <c>mlp.experts.gate_up_proj</c> [E, 2 I, d] and <c>down_proj</c> [E, d, I]. Both
    /// have the same values. Jiang et al. (2024), <see href="https://arxiv.org/abs/2401.04088"/>.
    /// </remarks>
    public static InitializationPlan Mixtral(double standardDeviation = 0.02, bool tied = false, long? paddingRow = null)
    {
        const string Apart = "{**}.layers.{layer}.block_sparse_moe";
        Rule matrix = Normal(standardDeviation);
        return new(isPreset: true)
        {
            DecoderOf(standardDeviation, Ones, tied, paddingRow),
            { "**.layers.{layer}.(block_sparse_moe|mlp).gate.weight", matrix.WithStreams(Apart + ".gate.weight") },
            { "**.layers.*.block_sparse_moe.experts.*.(w1|w2|w3).weight", matrix.Optional() },
            StackedExperts(matrix, Apart + ".experts.{entry}.w1.weight", Apart + ".experts.{entry}.w3.weight",
                Apart + ".experts.{entry}.w2.weight"),
        };
    }

    /// <summary>
    /// Qwen 2 and 3 with experts: N(0, s^2) for every matrix, those of the experts, the shared expert and the routers too, and the
    /// embedding; biases 0, norms 1.
    /// </summary>
    /// <inheritdoc cref="Mixtral"/>
    /// <remarks>
    /// transformers as of 5.15.0. Files hold an expert's matrices apart, <c>mlp.experts.{e}.gate_proj</c>, <c>up_proj</c> and
    /// <c>down_proj</c>; since 5.0 (pull request 41580) the module holds <c>mlp.experts.gate_up_proj</c> [E, 2 I, d] and <c>down_proj</c>
    /// [E, d, I]. Both have the same values. Layers without experts may stand between. Yang et al. (2024),
    /// <see href="https://arxiv.org/abs/2407.10671"/>.
    /// </remarks>
    public static InitializationPlan QwenMoe(double standardDeviation = 0.02, bool tied = false, long? paddingRow = null)
    {
        const string Apart = "{**}.layers.{layer}.mlp.experts.{entry}";
        Rule matrix = Normal(standardDeviation);
        return new(isPreset: true)
        {
            DecoderOf(standardDeviation, Ones, tied, paddingRow),
            { "**.layers.*.mlp.gate.weight", matrix },
            { "**.layers.*.mlp.experts.*.(gate_proj|up_proj|down_proj).weight", matrix.Optional() },
            StackedExperts(matrix, Apart + ".gate_proj.weight", Apart + ".up_proj.weight", Apart + ".down_proj.weight"),
            { "**.layers.*.mlp.shared_expert.(gate_proj|up_proj|down_proj).weight", matrix.Optional() },
            { "**.layers.*.mlp.shared_expert_gate.weight", matrix.Optional() },
            { FeedForward, matrix.Optional() },
        };
    }

    /// <summary>
    /// The language model of Llama 4: N(0, s^2) for every matrix, those of the experts, the shared expert and the routers too, and the
    /// embedding; norms 1.
    /// </summary>
    /// <inheritdoc cref="Mixtral"/>
    /// <remarks>
    /// transformers as of 5.15.0. Experts are stacked and transposed, <c>experts.gate_up_proj</c> [E, d, 2 I] and <c>down_proj</c>
    /// [E, I, d]: taken for [E, out, in], or for a convolution, they would have other fans. Norms of queries and keys have no parameters.
    /// <see href="https://github.com/meta-llama/llama-models"/>.
    /// </remarks>
    public static InitializationPlan Llama4(double standardDeviation = 0.02, bool tied = false, long? paddingRow = null)
    {
        Rule matrix = Normal(standardDeviation), stacked = matrix.WithLayout(StackedInOut);
        return new(isPreset: true)
        {
            DecoderOf(standardDeviation, Ones, tied, paddingRow),
            { "**.layers.*.*.experts.gate_up_proj", stacked.WithBlocks(2) },
            { "**.layers.*.*.experts.down_proj", stacked },
            { "**.layers.*.*.router.weight", matrix },
            { "**.layers.*.*.shared_expert.(gate_proj|up_proj|down_proj).weight", matrix.Optional() },
            { "**.layers.*.*.(gate_proj|up_proj|down_proj).weight", matrix.Optional() },
        };
    }

    /// <summary>Experts as [E, out, in], of which the first matrix packs two.</summary>
    private static InitializationPlan StackedExperts(Rule matrix, string gate, string up, string down)
    {
        Rule stacked = matrix.WithLayout(StackedOutIn).Optional();
        return new(isPreset: true)
        {
            { "**.layers.{layer}.mlp.experts.gate_up_proj", stacked.WithBlocks(2).WithStreams(gate, up) },
            { "**.layers.{layer}.mlp.experts.down_proj", stacked.WithStreams(down) },
        };
    }
}

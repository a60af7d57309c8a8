namespace Initializers;

/// <content>LLaMA, the models that are named like it, and Gemma.</content>
public static partial class ModelPlan
{
    private const string DecoderNorms =
        "**.(input_layernorm|post_attention_layernorm|pre_feedforward_layernorm|post_feedforward_layernorm|norm|q_norm|k_norm).weight";

    /// <summary>
    /// LLaMA 1 to 3, Mistral, Qwen 2, 2.5 and 3, and what else has their names (Phi-3, OLMo 2): N(0, s^2) for every matrix and the
    /// embedding, without residual scaling; biases 0, norms 1.
    /// </summary>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>.</param>
    /// <param name="tied">
    /// Whether the head is tied to the embedding, <c>tie_word_embeddings</c>: not by default, but in LLaMA 3.2 1B and Qwen 2.5 0.5B.
    /// </param>
    /// <param name="paddingRow">
    /// The row of the embedding that is 0, <c>pad_token_id</c>; null, as by default in LLaMA, Mistral and Qwen, for none. It is 32000 in
    /// Phi-3, and 1 in OLMo.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The deviation is negative or not finite, or <paramref name="paddingRow"/> is negative.
    /// </exception>
    /// <remarks>
    /// <c>PreTrainedModel._init_weights</c> of transformers as of 5.15.0; Meta's own code skips initialization. Biases (of Qwen 2's query,
    /// key and value; of all matrices with <c>attention_bias</c> and <c>mlp_bias</c>), Qwen 3's <c>q_norm</c> and <c>k_norm</c>, and packed
    /// <c>qkv_proj</c> and <c>gate_up_proj</c> are filled where they are. Touvron et al. (2023),
    /// <see href="https://arxiv.org/abs/2302.13971"/>.
    /// </remarks>
    public static InitializationPlan Llama(double standardDeviation = 0.02, bool tied = false, long? paddingRow = null) =>
        new(isPreset: true)
        {
            DecoderOf(standardDeviation, Ones, tied, paddingRow),
            { FeedForward, Normal(standardDeviation) },
        };

    /// <summary>
    /// Gemma 1 to 3: N(0, s^2) for every matrix and the embedding, whose padding row is 0; norms 0, and the head tied to the embedding.
    /// </summary>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>.</param>
    /// <param name="tied">Whether the head is tied to the embedding.</param>
    /// <param name="paddingRow">The row of the embedding that is 0, <c>pad_token_id</c>; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The deviation is negative or not finite, or <paramref name="paddingRow"/> is negative.
    /// </exception>
    /// <remarks>
    /// <para>
    /// Gemma's norms multiply by 1 + w, so that w is 0 at the start. transformers filled them with 1, a gain of 2, up to 4.53 by a rule of
    /// the model and from 4.54 to 4.56 by the general one, and with 0 since 4.57. For what those versions did, put
    /// <c>{ "**.*norm.weight", Init.Ones() }</c> before this plan.
    /// </para>
    /// <para>
    /// transformers as of 5.15.0. Of Gemma 3 for images, the language model and its projector, which is 0: the tower for images is
    /// <see cref="Siglip"/>. Gemma Team (2024), <see href="https://arxiv.org/abs/2403.08295"/>.
    /// </para>
    /// </remarks>
    public static InitializationPlan Gemma(double standardDeviation = 0.02, bool tied = true, long? paddingRow = 0) => new(isPreset: true)
    {
        DecoderOf(standardDeviation, Zeros, tied, paddingRow),
        { FeedForward, Normal(standardDeviation) },
        { "**.(mm_input_projection_weight|mm_soft_emb_norm.weight)", Zeros.Optional() },
    };

    /// <summary>
    /// LLaMA 3 as torchtitan begins it, under Meta's names: the embedding N(0, 1), <c>wq</c>, <c>wk</c>, <c>wv</c> and <c>w1</c> N(0, s^2),
    /// <c>wo</c>, <c>w2</c> and <c>w3</c> of layer i N(0, s^2 / (2 (i + 1))), the output N(0, 1 / d) within 3 deviations, and norms 1.
    /// </summary>
    /// <param name="standardDeviation">The deviation s.</param>
    /// <param name="tied">Whether the embedding is tied to the output, whose values both then have.</param>
    /// <exception cref="ArgumentException">The deviation is not above 0 and finite.</exception>
    /// <remarks>
    /// <see href="https://github.com/pytorch/torchtitan"/> at b5bcd76 (2026-08-21). Its <c>trunc_normal_</c> has the bounds -2 and 2
    /// themselves, a hundred deviations, and those of the output alone are in deviations. Since 0.5 <c>attention.wq</c> is called
    /// <c>attention.qkv_linear.wq</c>, and <c>output</c> <c>lm_head</c>: both have the same values under both names. Packed, <c>wqkv</c>,
    /// they are drawn as one matrix.
    /// </remarks>
    public static InitializationPlan TorchTitanLlama(double standardDeviation = 0.02, bool tied = false)
    {
        Rule matrix = TruncatedNormal(standardDeviation);
        Rule output = Rule.Initialize(match => Init.TruncatedNormal(0, 1 / Math.Sqrt(match.Shape[^1]), -3, 3));
        var plan = new InitializationPlan(isPreset: true)
        {
            { "**.tok_embeddings.weight", tied ? Rule.TiedTo("**.(output|lm_head).weight") : Normal(1) },
            { "**.layers.*.attention.(wq|wk|wv|qkv_linear.wqkv).weight", matrix.Optional() },
        };
        foreach (string name in (string[])["wq", "wk", "wv"])
        {
            Rule renamed = matrix.WithStreams($"{{**}}.layers.{{layer}}.attention.{name}.weight").Optional();
            plan.Add($"**.layers.{{layer}}.attention.qkv_linear.{name}.weight", renamed);
        }
        plan.Add("**.layers.*.feed_forward.w1.weight", matrix);
        plan.Add(
            "**.layers.{layer}.(attention.wo|feed_forward.w2|feed_forward.w3).weight",
            match => WithinTwo(standardDeviation / Math.Sqrt(2 * (match["layer"] + 1.0))));
        plan.Add("**.(attention_norm|ffn_norm|norm).weight", Ones);
        plan.Add("**.(output|lm_head).weight", output.WithStreams("{**}.output.weight"));
        plan.Add("**.freqs_cis", Rule.Skip.Optional());
        return plan;
    }

    /// <summary>The matrices of a gated feed-forward part, apart or packed.</summary>
    private const string FeedForward = "**.layers.*.mlp.(gate_proj|up_proj|down_proj|gate_up_proj).weight";

    private static Rule Padded(Rule embedding, long? paddingRow) =>
        paddingRow is { } row ? embedding.WithPaddingRow(Guard.NotNegative(row, nameof(paddingRow))) : embedding;

    /// <summary>All of a decoder but its feed-forward part.</summary>
    private static InitializationPlan DecoderOf(double standardDeviation, Rule norm, bool tied, long? paddingRow)
    {
        Rule matrix = Normal(standardDeviation);
        return new(isPreset: true)
        {
            { "**.embed_tokens.weight", Padded(matrix, paddingRow) },
            { "**.layers.*.self_attn.(q_proj|k_proj|v_proj|o_proj|qkv_proj).weight", matrix },
            { "**.layers.*.self_attn.(q_proj|k_proj|v_proj|o_proj|qkv_proj).bias", Zeros.Optional() },
            { "**.layers.*.mlp.(gate_proj|up_proj|down_proj).bias", Zeros.Optional() },
            { "**.rotary_emb.inv_freq", Rule.Skip.Optional() },
            { DecoderNorms, norm },
            { "**.lm_head.weight", tied ? Rule.TiedTo("**.embed_tokens.weight").Optional() : matrix },
        };
    }
}

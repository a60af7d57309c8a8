namespace Initializers;

/// <content>GPT-2 and GPT-NeoX.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// GPT-2: N(0, s^2), the projections onto the residual stream N(0, s^2 / (2 L)), biases 0, norms 1 and 0, and the head tied to
    /// <c>wte</c>.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="source">Whose code: they differ in storage, in the residual scaling and in <c>wpe</c>.</param>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layers"/> is below 1, <paramref name="source"/> is not a named one, or the deviation is negative or not finite.
    /// </exception>
    /// <remarks>
    /// <para>
    /// Names are those of <c>GPT2Model</c>, with or without <c>transformer.</c>. Masks, <c>attn.bias</c> and <c>attn.masked_bias</c>, are
    /// skipped: old files hold them, and a rule that zeroes what ends with "bias" would destroy them.
    /// </para>
    /// <para>
    /// transformers' <c>modeling_gpt2.py</c> as of 5.15.0. Up to 4.20 it drew <c>c_proj</c> four times, of which the last one stayed; from
    /// 5.0.0 to 5.14.1 it never applied the residual scaling, without a word (issues 47458 and 47459 of huggingface/transformers): models
    /// begun with these are <see cref="Gpt2Source.HuggingFaceUnscaled"/>. nanoGPT at 3adf61e (2025-11-12). Radford et al. (2019), "Language
    /// Models are Unsupervised Multitask Learners", which scales by 1 / sqrt(N) for N residual layers; their code,
    /// <see href="https://github.com/openai/gpt-2"/>, does not.
    /// </para>
    /// </remarks>
    public static InitializationPlan Gpt2(
        long layers, Gpt2Source source = Gpt2Source.HuggingFace, double standardDeviation = 0.02)
    {
        bool isScaled = Guard.Defined(source) is Gpt2Source.HuggingFace or Gpt2Source.NanoGpt;
        NormalInitializer residual = TransformerInit.ResidualProjection(layers, standardDeviation);
        WeightLayout layout = source == Gpt2Source.NanoGpt ? WeightLayout.OutIn : WeightLayout.InOut;
        return new(isPreset: true)
        {
            new PresetDepth(nameof(Gpt2), layers, "**.h.{layer}.**", behind: "**.ln_f.weight"),
            { "**.wte.weight", Normal(standardDeviation) },
            { "**.wpe.weight", Normal(source == Gpt2Source.OpenAI ? 0.01 : standardDeviation) },
            { "**.h.*.attn.c_attn.weight", Normal(standardDeviation).WithLayout(layout).WithBlocks(3) },
            { "**.h.*.mlp.c_fc.weight", Normal(standardDeviation).WithLayout(layout) },
            {
                "**.h.*.(attn|mlp).c_proj.weight",
                (isScaled ? Rule.Initialize(residual) : Normal(standardDeviation)).WithLayout(layout)
            },
            { "**.h.*.attn.(bias|masked_bias)", Rule.Skip.Optional() },
            { "**.h.*.(attn|mlp).*.bias", Zeros.Optional() },
            { "**.(ln_1|ln_2|ln_f).weight", Ones },
            { "**.(ln_1|ln_2|ln_f).bias", Zeros.Optional() },
            { "**.lm_head.weight", Rule.TiedTo("**.wte.weight").Optional() },
        };
    }

    /// <summary>
    /// GPT-NeoX and Pythia as they were trained: "small init", N(0, 2 / (5 d)), and "Wang init", N(0, (2 / (L sqrt(d)))^2), for what writes
    /// to the residual stream; biases 0, norms 1 and 0.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="width">The width d of the residual stream, at least 1.</param>
    /// <param name="heads">
    /// The number of heads, by which query, key and value are interleaved: those of head 0 come first, then those of head 1.
    /// </param>
    /// <param name="source">Whose code.</param>
    /// <param name="standardDeviation">The deviation of <see cref="GptNeoXSource.HuggingFace"/>, <c>initializer_range</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is below 1, <paramref name="source"/> is not a named one, or the deviation is negative or not finite.
    /// </exception>
    /// <remarks>
    /// EleutherAI/gpt-neox at ea7aefd (2026-05-19), <c>small_init_init_method</c> and <c>wang_init_method</c>; transformers'
    /// <c>modeling_gpt_neox.py</c> as of 5.15.0, which has N(0, s^2) for all of them. Since 5.14 transformers calls the output
    /// <c>lm_head</c>, and files still <c>embed_out</c>: both draw from the stream <c>embed_out.weight</c>, and have the same values. Black
    /// et al. (2022), <see href="https://arxiv.org/abs/2204.06745"/>; Biderman et al. (2023),
    /// <see href="https://arxiv.org/abs/2304.01373"/>.
    /// </remarks>
    public static InitializationPlan GptNeoX(
        long layers, long width, long heads, GptNeoXSource source = GptNeoXSource.Training, double standardDeviation = 0.02)
    {
        bool isTraining = Guard.Defined(source) == GptNeoXSource.Training;
        Rule plain = Normal(standardDeviation);
        Rule matrix = isTraining ? Rule.Initialize(TransformerInit.Small(width)) : plain;
        Rule residual = isTraining ? Rule.Initialize(TransformerInit.Wang(layers, width)) : plain;
        return new(isPreset: true)
        {
            new PresetDepth(nameof(GptNeoX), layers, "**.layers.{layer}.**", behind: "**.final_layer_norm.weight"),
            { "**.embed_in.weight", matrix },
            { "**.layers.*.attention.query_key_value.weight", matrix.WithBlocks(3).WithHeads(heads) },
            { "**.layers.*.mlp.dense_h_to_4h.weight", matrix },
            { "**.layers.*.(attention.dense|mlp.dense_4h_to_h).weight", residual },
            { "**.layers.*.attention.(bias|masked_bias|rotary_emb.inv_freq)", Rule.Skip.Optional() },
            { "**.layers.*.(attention|mlp).*.bias", Zeros },
            { "**.(input_layernorm|post_attention_layernorm|final_layer_norm).weight", Ones },
            { "**.(input_layernorm|post_attention_layernorm|final_layer_norm).bias", Zeros },
            { "**.(embed_out|lm_head).weight", matrix.WithStreams("{**}.embed_out.weight") },
        };
    }
}

/// <summary>The code that GPT-2 is initialized by.</summary>
public enum Gpt2Source
{
    /// <summary>transformers up to 4.57 and since 5.15: <c>Conv1D</c>, stored [in, out], with the residual scaling.</summary>
    HuggingFace,

    /// <summary>transformers 5.0.0 to 5.14.1: <c>Conv1D</c>, stored [in, out], where the residual scaling was never applied.</summary>
    HuggingFaceUnscaled,

    /// <summary>
    /// OpenAI's released code under the names of transformers: [in, out], without the residual scaling, and N(0, 0.01^2) for <c>wpe</c>.
    /// </summary>
    OpenAI,

    /// <summary>nanoGPT: <c>Linear</c>, stored [out, in], with the residual scaling; biases may be absent.</summary>
    NanoGpt,
}

/// <summary>The code that GPT-NeoX is initialized by.</summary>
public enum GptNeoXSource
{
    /// <summary>EleutherAI's training code: "small init" and "Wang init".</summary>
    Training,

    /// <summary>transformers: one deviation for all matrices.</summary>
    HuggingFace,
}

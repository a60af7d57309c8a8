namespace Initializers;

/// <content>BERT, RoBERTa, T5 and Whisper.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// BERT: N(0, s^2) for matrices and embeddings, the padding row 0 of the words 0; biases 0, norms 1 and 0, and the decoder of the
    /// masked words tied to the embedding.
    /// </summary>
    /// <param name="source">Whose code: Google's truncates at 2 deviations, and has no padding row.</param>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>; Google's is the one before truncation.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="source"/> is not a named one, or the deviation is negative or not finite.
    /// </exception>
    /// <remarks>
    /// <c>modeling_bert.py</c> of transformers as of 5.15.0 and <c>modeling.py</c> of google-research/bert at eedf571, both under the names
    /// of transformers; old files call a norm's weight and bias <c>gamma</c> and <c>beta</c>. Devlin et al. (2018),
    /// <see href="https://arxiv.org/abs/1810.04805"/>.
    /// </remarks>
    public static InitializationPlan Bert(BertSource source = BertSource.HuggingFace, double standardDeviation = 0.02)
    {
        bool isGoogle = Guard.Defined(source) == BertSource.Google;
        Rule matrix = isGoogle ? Rule.Initialize(Init.TruncatedNormal(0, standardDeviation)) : Normal(standardDeviation);
        return new(isPreset: true)
        {
            { "**.embeddings.word_embeddings.weight", isGoogle ? matrix : matrix.WithPaddingRow(0) },
            { "**.embeddings.position_embeddings.weight", matrix },
            EncoderOf(matrix),
            { "**.cls.predictions.transform.dense.weight", matrix.Optional() },
            { "**.cls.predictions.transform.dense.bias", Zeros.Optional() },
            { "**.cls.predictions.bias", Zeros.Optional() },
            { "**.cls.predictions.decoder.weight", Rule.TiedTo("**.embeddings.word_embeddings.weight").Optional() },
            { "**.cls.predictions.decoder.bias", Rule.TiedTo("**.cls.predictions.bias").Optional() },
            { "**.cls.seq_relationship.weight", matrix.Optional() },
            { "**.cls.seq_relationship.bias", Zeros.Optional() },
        };
    }

    /// <summary>
    /// RoBERTa: N(0, s^2) for matrices and embeddings, the padding row 1 of words and positions 0; biases 0, norms 1 and 0, and the decoder
    /// of the masked words tied to the embedding.
    /// </summary>
    /// <param name="standardDeviation">The deviation s, <c>initializer_range</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    /// <remarks>
    /// <c>modeling_roberta.py</c> of transformers as of 5.15.0. The table of positions has 514 rows, of which those up to the padding row
    /// are no positions. Liu et al. (2019), <see href="https://arxiv.org/abs/1907.11692"/>.
    /// </remarks>
    public static InitializationPlan Roberta(double standardDeviation = 0.02)
    {
        Rule matrix = Normal(standardDeviation);
        return new(isPreset: true)
        {
            { "**.embeddings.(word_embeddings|position_embeddings).weight", matrix.WithPaddingRow(1) },
            EncoderOf(matrix),
            { "**.lm_head.dense.weight", matrix.Optional() },
            { "**.lm_head.dense.bias", Zeros.Optional() },
            { "**.lm_head.layer_norm.weight", Ones.Optional() },
            { "**.lm_head.layer_norm.bias", Zeros.Optional() },
            { "**.lm_head.bias", Zeros.Optional() },
            { "**.lm_head.decoder.weight", Rule.TiedTo("**.embeddings.word_embeddings.weight").Optional() },
            { "**.lm_head.decoder.bias", Rule.TiedTo("**.lm_head.bias").Optional() },
            { "**.classifier.(dense|out_proj).weight", matrix.Optional() },
            { "**.classifier.(dense|out_proj).bias", Zeros.Optional() },
        };
    }

    /// <summary>
    /// T5: shared embedding N(0, f^2), queries N(0, f^2 / (d d_kv)), keys, values and the feed-forward part N(0, f^2 / fan-in), outputs of
    /// attention too, relative positions N(0, f^2 / d), norms f; no biases.
    /// </summary>
    /// <param name="width">The width d of the model, which the table of relative positions does not show.</param>
    /// <param name="headWidth">The width d_kv of a head, by whose square root the deviation of queries is divided.</param>
    /// <param name="factor">The factor f, <c>initializer_factor</c>; between 1e-30 and 1e30.</param>
    /// <param name="tied">Whether the head is tied to the embedding; it is N(0, f^2) if not, as in T5 1.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A width is below 1, or <paramref name="factor"/> is not between 1e-30 and 1e30.
    /// </exception>
    /// <remarks>
    /// <c>modeling_t5.py</c> of transformers as of 5.15.0, which has the numbers of tensorflow/mesh at da90793. Since 5.0 it draws every
    /// <c>Linear</c> as N(0, f^2) first and overwrites that; the distributions are the same. Raffel et al. (2019),
    /// <see href="https://arxiv.org/abs/1910.10683"/>.
    /// </remarks>
    public static InitializationPlan T5(long width, long headWidth = 64, double factor = 1, bool tied = true)
    {
        double square = Square(factor);
        Rule matrix = FanNormal(square, FanMode.In);
        return new(isPreset: true)
        {
            { "**.shared.weight", Normal(factor) },
            { "**.(encoder|decoder).embed_tokens.weight", Rule.TiedTo("**.shared.weight").Optional() },
            {
                "**.block.*.layer.*.(SelfAttention|EncDecAttention).q.weight",
                FanNormal(square / Guard.Positive(headWidth), FanMode.In)
            },
            { "**.block.*.layer.*.(SelfAttention|EncDecAttention).(k|v|o).weight", matrix },
            {
                "**.block.*.layer.*.(SelfAttention|EncDecAttention).relative_attention_bias.weight",
                Normal(factor / Math.Sqrt(Guard.Positive(width)))
            },
            { "**.block.*.layer.*.DenseReluDense.(wi|wi_0|wi_1|wo).weight", matrix },
            { "**.(layer_norm|final_layer_norm).weight", Rule.Initialize(Init.Constant(factor)) },
            { "**.lm_head.weight", tied ? Rule.TiedTo("**.shared.weight").Optional() : Normal(factor) },
        };
    }

    /// <summary>
    /// Whisper: N(0, s^2) for matrices, convolutions and embeddings; biases 0, norms 1 and 0, the output tied to the decoder's embedding;
    /// the encoder's positions a fixed table of sines and cosines.
    /// </summary>
    /// <param name="standardDeviation">The deviation s, <c>init_std</c>.</param>
    /// <param name="paddingRow">
    /// The row of the decoder's embedding that is 0, <c>pad_token_id</c>, 50256 by default in its configuration; null for none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The deviation is negative or not finite, or <paramref name="paddingRow"/> is negative.
    /// </exception>
    /// <remarks>
    /// <c>modeling_whisper.py</c> of transformers as of 5.15.0. Projections of keys have no bias. The table of [positions, d] has for the
    /// position t first all sin(t w), then all cos(t w), with w = 10000^(-i / (d / 2 - 1)), i from 0. Radford et al. (2022),
    /// <see href="https://arxiv.org/abs/2212.04356"/>.
    /// </remarks>
    public static InitializationPlan Whisper(double standardDeviation = 0.02, long? paddingRow = null)
    {
        Rule matrix = Normal(standardDeviation);
        return new(isPreset: true)
        {
            { "**.encoder.embed_positions.weight", match => Init.FromArray(SinePositions.OfSequence(match.Shape), match.Shape) },
            { "**.encoder.(conv1|conv2).weight", matrix },
            { "**.decoder.embed_tokens.weight", Padded(matrix, paddingRow) },
            { "**.decoder.embed_positions.weight", matrix },
            { "**.layers.*.(self_attn|encoder_attn).(q_proj|k_proj|v_proj|out_proj).weight", matrix },
            { "**.layers.*.(fc1|fc2).weight", matrix },
            { "**.(self_attn_layer_norm|encoder_attn_layer_norm|final_layer_norm|layer_norm).weight", Ones },
            { "**.(encoder|decoder).**.bias", Zeros },
            { "**.proj_out.weight", Rule.TiedTo("**.decoder.embed_tokens.weight").Optional() },
        };
    }

    /// <summary>The layers of BERT and what stands around them; not words and positions.</summary>
    private static InitializationPlan EncoderOf(Rule matrix) => new(isPreset: true)
    {
        { "**.embeddings.token_type_embeddings.weight", matrix },
        { "**.embeddings.(position_ids|token_type_ids)", Rule.Skip.Optional() },
        { "**.encoder.layer.*.attention.self.(query|key|value).weight", matrix },
        { "**.encoder.layer.*.(attention.output|intermediate|output).dense.weight", matrix },
        { "**.encoder.layer.*.**.(query|key|value|dense).bias", Zeros },
        { "**.LayerNorm.(weight|gamma)", Ones },
        { "**.LayerNorm.(bias|beta)", Zeros },
        { "**.pooler.dense.weight", matrix.Optional() },
        { "**.pooler.dense.bias", Zeros.Optional() },
        { "**.(classifier|qa_outputs).weight", matrix.Optional() },
        { "**.(classifier|qa_outputs).bias", Zeros.Optional() },
    };

    /// <summary>The square of a factor with which all variances are numbers.</summary>
    private static double Square(double factor) => Guard.Square(Guard.Between(factor, 1e-30, 1e30), nameof(factor));

    /// <summary>N(0, scale / fan).</summary>
    private static Rule FanNormal(double scale, FanMode fan) => Rule.Initialize(Init.VarianceScaling(scale, fan, Distribution.Normal));
}

/// <summary>The code that BERT is initialized by.</summary>
public enum BertSource
{
    /// <summary>transformers: a normal, and a padding row.</summary>
    HuggingFace,

    /// <summary>Google's original: a normal within 2 deviations, whose deviation is that before truncation, and no padding row.</summary>
    Google,
}

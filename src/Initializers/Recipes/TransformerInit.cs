namespace Initializers;

/// <summary>Recipes for transformers and other deep residual networks: deviations that decrease with depth and width.</summary>
/// <example>
/// <code>
/// // GPT-2's: projections back into the residual stream are smaller in deeper models.
/// float[] projection = TransformerInit.ResidualProjection(layers: 12).Initialize([768, 3072], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// A residual stream adds up the outputs of its layers. Scaling the projections onto it, which are the attention output and the second
/// matrix of the feed-forward part, keeps the sum from growing with depth. Biases are 0, and all other matrices have the plain deviation.
/// Thread-safe: all members return immutable values.
/// </remarks>
public static class TransformerInit
{
    /// <summary>N(0, s^2 / (2 L)): the projections onto the residual stream in GPT-2, two in each of the L layers.</summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="standardDeviation">The deviation s of all other matrices, in units of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layers"/> is below 1, or the deviation is negative or not finite.
    /// </exception>
    /// <remarks>
    /// Radford, Wu, Child, Luan, Amodei and Sutskever (2019), "Language Models are Unsupervised Multitask Learners", which scales by
    /// 1/sqrt(N) for N residual layers; the <c>c_proj</c> weights of Hugging Face's GPT-2 and of nanoGPT, and
    /// <c>scaled_init_method_normal</c> of Megatron-LM.
    /// </remarks>
    public static NormalInitializer ResidualProjection(long layers, double standardDeviation = 0.02) =>
        Init.Normal(0, Guard.NotNegative(standardDeviation) / Math.Sqrt(2.0 * Guard.Positive(layers)));

    /// <summary>
    /// N(0, s^2 / (2 (l + 1))): the same by the depth of the layer, so that early layers contribute more than late ones.
    /// </summary>
    /// <param name="layer">The layer l, counted from 0.</param>
    /// <param name="standardDeviation">
    /// The deviation s before scaling: 0.02 in BEiT; 1/sqrt(inputs) in OLMo, which also truncates at 3 deviations.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layer"/> or the deviation is negative, or the deviation is not finite.
    /// </exception>
    /// <remarks>
    /// <c>fix_init_weight</c> of BEiT (Bao, Dong, Piao and Wei 2021, <see href="https://arxiv.org/abs/2106.08254"/>) in timm;
    /// <c>init_weights</c> of OLMo ("mitchell").
    /// </remarks>
    public static NormalInitializer ResidualProjectionAtDepth(long layer, double standardDeviation = 0.02) =>
        Init.Normal(0, Guard.NotNegative(standardDeviation) / Math.Sqrt(2 * (Guard.NotNegative(layer) + 1.0)));

    /// <summary>"Small init", N(0, 2 / (5 d)), for every matrix of a transformer: Glorot's normal for a matrix from d to 4 d.</summary>
    /// <param name="width">The width d of the residual stream, whatever the matrix.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is below 1.</exception>
    /// <remarks>
    /// Nguyen and Salazar (2019), "Transformers without Tears: Improving the Normalization of Self-Attention",
    /// <see href="https://arxiv.org/abs/1910.05895"/>; <c>small_init_init_method</c> of GPT-NeoX.
    /// </remarks>
    public static NormalInitializer Small(long width) => Init.Normal(0, Math.Sqrt(2.0 / (5.0 * Guard.Positive(width))));

    /// <summary>
    /// "Wang init", N(0, (2 / (L sqrt(d)))^2): the projections onto the residual stream, together with <see cref="Small"/>.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <param name="width">The width d of the residual stream, whatever the matrix.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> or <paramref name="width"/> is below 1.</exception>
    /// <remarks>Wang's initializer in GPT-J; <c>wang_init_method</c> of GPT-NeoX.</remarks>
    public static NormalInitializer Wang(long layers, long width) =>
        Init.Normal(0, 2.0 / Guard.Positive(layers) / Math.Sqrt(Guard.Positive(width)));

    /// <summary>
    /// N(0, 1 / d) for a table of embeddings of width d, <c>TensorShape.Embedding(count, width)</c>: entries of about length 1.
    /// </summary>
    /// <remarks>
    /// fairseq and tensor2tensor, which multiplies by sqrt(d) when it looks up; Vaswani et al. (2017), "Attention Is All You Need", section
    /// 3.4, <see href="https://arxiv.org/abs/1706.03762"/>.
    /// </remarks>
    public static VarianceScalingInitializer Embedding() => Init.VarianceScaling(1, FanMode.Out, Distribution.Normal);

    /// <summary>
    /// An embedding whose vocabulary grew: the old rows, and new ones drawn from N(m, s C), with the mean and the covariance of the old.
    /// </summary>
    /// <remarks>
    /// Hewitt (2021), "Initializing New Word Embeddings for Pretrained Language Models",
    /// <see href="https://nlp.stanford.edu/~johnhew/vocab-expansion.html"/>; the <c>mean_resizing</c> of Hugging Face's transformers.
    /// </remarks>
    /// <inheritdoc cref="GrownEmbeddingInitializer(ReadOnlySpan{float}, long, double)"/>
    public static GrownEmbeddingInitializer GrownEmbedding(ReadOnlySpan<float> rows, long width, double covarianceScale = 1e-9) =>
        new(rows, width, covarianceScale);
}

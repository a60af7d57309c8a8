namespace Initializers;

/// <summary>
/// Recipes for low-rank adapters: pairs of matrices whose product is 0 at the start, so that the adapted network starts as the original.
/// </summary>
/// <example>
/// <code>
/// // LoRA of rank 8: the product of both begins as 0.
/// float[] down = AdapterInit.LoraDown().Initialize([8, 768], new PhiloxRandom(42));
/// float[] up = AdapterInit.LoraUp().Initialize([768, 8]);
/// </code>
/// </example>
/// <remarks>
/// The update of a layer of shape <c>[out, in]</c> is alpha / r times B A, with A of shape <c>[r, in]</c> and B of <c>[out, r]</c>. Hu,
/// Shen, Wallis, Allen-Zhu, Li, Wang, Wang and Chen (2021), "LoRA: Low-Rank Adaptation of Large Language Models",
/// <see href="https://arxiv.org/abs/2106.09685"/>; the authors' <c>loralib</c>, and PEFT. Thread-safe: all members return immutable values.
/// </remarks>
public static class AdapterInit
{
    /// <summary>
    /// A, from the inputs to the rank: U[-1/sqrt(in), 1/sqrt(in)), as in the authors' code (the paper says Gaussian).
    /// </summary>
    public static VarianceScalingInitializer LoraDown() => Init.HeUniform(negativeSlope: Math.Sqrt(5));

    /// <summary>A with PEFT's option "gaussian": N(0, 1 / r^2).</summary>
    /// <param name="rank">The rank r, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rank"/> is below 1.</exception>
    public static NormalInitializer LoraDownNormal(long rank) => Init.Normal(0, 1.0 / Guard.Positive(rank));

    /// <summary>B, from the rank to the outputs: 0.</summary>
    public static ConstantInitializer LoraUp() => Init.Zeros();

    /// <summary>A of an adapted embedding, from the vocabulary to the rank: 0.</summary>
    public static ConstantInitializer LoraEmbeddingDown() => Init.Zeros();

    /// <summary>B of an adapted embedding, from the rank to the width: N(0, 1).</summary>
    public static NormalInitializer LoraEmbeddingUp() => Init.Normal(0, 1);
}

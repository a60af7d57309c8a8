namespace Initializers;

/// <content>RWKV-7.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// RWKV-7: embedding U[-1e-4, 1e-4); receptance, value and the feed-forward part's key orthogonal, attention's key a tenth of that, the
    /// head orthogonal times 0.5 sqrt(max(1, V / C)); what writes to the residual stream 0; low-rank maps 0 and, behind that, orthogonal
    /// times 0.1; token shifts, decays and the other vectors ramps over channels, heads and layers, see <see cref="RwkvInit"/>; norms 1 and
    /// 0, but that of the heads ((1 + l) / L)^0.7 in layer l.
    /// </summary>
    /// <param name="layers">The number of layers L, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is below 1.</exception>
    /// <remarks>
    /// <para>
    /// BlinkDL/RWKV-LM, <c>RWKV-v7/train_temp/src/model.py</c> at 118e451: the constructors, and <c>generate_init_weight</c>, which draws
    /// the matrices anew. Names such as <c>blocks.0.att.x_r</c>; the width of a head is the last axis of <c>r_k</c>. Published files lack
    /// <c>v0</c>, <c>v1</c> and <c>v2</c> of layer 0, which does not use them. Where a low-rank map is wider than the model, its second
    /// matrix has the factor sqrt(rows / columns) too. The widths of the low-rank maps changed in 2025, their values did not.
    /// </para>
    /// <para>
    /// The first code of RWKV-7, of 2024, had other ramps, which are still in its forks: <c>w0</c> -6.5 + 5 (c / (C - 1))^(0.85 +
    /// sqrt(l / (L - 1))), <c>a0</c> 0, <c>v0</c> 1. The plan does not cover it. Peng et al. (2025),
    /// <see href="https://arxiv.org/abs/2503.14456"/>.
    /// </para>
    /// </remarks>
    public static InitializationPlan Rwkv7(long layers)
    {
        var depth = new PresetDepth(nameof(Rwkv7), layers, "**.blocks.{layer}.**", "**.ln_out.weight");
        return new(isPreset: true)
        {
            depth,
            { "**.emb.weight", Init.Uniform(1e-4) },
            { "**.head.weight", match => Init.Orthogonal(0.5 * TallGain(match.Shape)) },
            { "**.blocks.{layer}.att.(x_r|x_g)", match => RwkvInit.TokenShift(0.2, match["layer"], layers) },
            { "**.blocks.{layer}.att.(x_k|x_v)", match => RwkvInit.TokenShift(0.7, match["layer"], layers) },
            { "**.blocks.{layer}.att.(x_w|x_a)", match => RwkvInit.TokenShift(0.9, match["layer"], layers) },
            { "**.blocks.{layer}.ffn.x_k", match => RwkvInit.FeedForwardTokenShift(match["layer"], layers) },
            { "**.blocks.{layer}.att.w0", match => RwkvInit.Decay(match["layer"], layers, HeadWidthOf(match)) },
            { "**.blocks.*.att.a0", match => RwkvInit.LearningRate(HeadWidthOf(match)) },
            { "**.blocks.*.att.v0", Rule.Initialize(RwkvInit.ValueResidual()).Optional() },
            { "**.blocks.*.att.k_k", RwkvInit.RemovalKey() },
            { "**.blocks.*.att.k_a", Init.Constant(1.02) },
            { "**.blocks.*.att.r_k", Init.Constant(-0.04) },
            { "**.blocks.*.att.(w1|a1|v1|g1)", Zeros },
            { "**.blocks.*.att.(w2|a2|v2|g2)", match => Init.Orthogonal(0.1 * TallGain(match.Shape)) },
            { "**.blocks.*.att.(receptance|value).weight", Init.Orthogonal() },
            { "**.blocks.*.att.key.weight", Init.Orthogonal(0.1) },
            { "**.blocks.*.ffn.key.weight", Init.Orthogonal() },
            { "**.blocks.*.(att.output|ffn.value).weight", Zeros },
            { "**.blocks.{layer}.att.ln_x.weight", match => RwkvInit.HeadNorm(match["layer"], layers) },
            { "**.(ln0|ln1|ln2|ln_out).weight", Ones },
            { "**.(ln0|ln1|ln2|ln_x|ln_out).bias", Zeros },
        };
    }

    /// <summary>sqrt(rows / columns) for a matrix of more rows than columns, else 1.</summary>
    private static double TallGain(TensorShape matrix) => Math.Sqrt(Math.Max(1, matrix[0] / (double)matrix[^1]));

    /// <summary>The channels of a head, which <c>r_k</c> of the same layer shows.</summary>
    private static long HeadWidthOf(RuleMatch vector) => vector.ShapeOf(vector.Name[..^2] + "r_k")[^1];
}

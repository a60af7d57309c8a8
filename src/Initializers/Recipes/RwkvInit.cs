namespace Initializers;

/// <summary>
/// Recipes for RWKV-7: vectors of shape <c>[1, 1, C]</c>, one number for each of C channels, which depend on the channel c, on its place in
/// a head of N channels, and on the layer l of L, counted from 0.
/// </summary>
/// <example>
/// <code>
/// float[] decay = RwkvInit.Decay(layer: 3, layers: 12).Initialize([768]);
/// </code>
/// </example>
/// <remarks>
/// <para>
/// BlinkDL/RWKV-LM, <c>RWKV-v7/train_temp/src/model.py</c> at 118e451, <c>RWKV_Tmix_x070</c> and <c>RWKV_CMix_x070</c>; Peng et al. (2025),
/// "RWKV-7 Goose with Expressive Dynamic State Evolution", <see href="https://arxiv.org/abs/2503.14456"/>. <see cref="ModelPlan.Rwkv7"/> is
/// the whole model.
/// </para>
/// <para>Thread-safe: all members return immutable values.</para>
/// </remarks>
public static class RwkvInit
{
    /// <summary>
    /// Token shift, 1 - (c / C)^(e (1 - l / L)): <c>x_r</c> and <c>x_g</c> have e = 0.2, <c>x_k</c> and <c>x_v</c> 0.7, <c>x_w</c> and
    /// <c>x_a</c> 0.9.
    /// </summary>
    /// <param name="exponent">The exponent e of the first layer, above 0.</param>
    /// <param name="layer">The layer l, counted from 0.</param>
    /// <param name="layers">The number of layers L.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="exponent"/> is not a finite number above 0, or <paramref name="layer"/> is not one of the layers.
    /// </exception>
    public static TokenShiftInitializer TokenShift(double exponent, long layer, long layers) =>
        new(Guard.Positive(exponent) * Remaining(layer, layers));

    /// <summary>The token shift <c>x_k</c> of the feed-forward part, 1 - (c / C)^((1 - l / L)^4).</summary>
    /// <param name="layer">The layer l, counted from 0.</param>
    /// <param name="layers">The number of layers L.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layer"/> is not one of the layers.</exception>
    public static TokenShiftInitializer FeedForwardTokenShift(long layer, long layers)
    {
        double square = Remaining(layer, layers) * Remaining(layer, layers);
        return new(square * square);
    }

    /// <summary>
    /// The decay <c>w0</c>, -5.5 + 6 (c / (C - 1))^(1 + (l / (L - 1))^0.3) + 2.5 z |z|, where z runs from -1 to 1 through a head: heads
    /// forget at many speeds, late layers slowly.
    /// </summary>
    /// <param name="layer">The layer l, counted from 0.</param>
    /// <param name="layers">The number of layers L.</param>
    /// <param name="headWidth">The channels N of a head, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="layer"/> is not one of the layers, or <paramref name="headWidth"/> is below 2.
    /// </exception>
    public static ChannelRampInitializer Decay(long layer, long layers, long headWidth = 64)
    {
        double depth = Layer(layer, layers) / Math.Max(1.0, layers - 1);
        return new(-5.5, 6, 1 + PortableMath.Power(depth, 0.3), 2.5, headWidth);
    }

    /// <summary>
    /// The in-context learning rate <c>a0</c>, -0.39 + 0.4 c / (C - 1) + 0.3 z |z|, where z runs from -1 to 1 through a head.
    /// </summary>
    /// <param name="headWidth">The channels N of a head, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="headWidth"/> is below 2.</exception>
    public static ChannelRampInitializer LearningRate(long headWidth = 64) => new(-0.39, 0.4, zigzag: 0.3, headWidth: headWidth);

    /// <summary>How much of the first layer's value enters, <c>v0</c>: 0.93 - 0.4 c / (C - 1).</summary>
    public static ChannelRampInitializer ValueResidual() => new(0.93, -0.4);

    /// <summary>What keys that are removed are multiplied by, <c>k_k</c>: 0.76 - 0.1 c / (C - 1).</summary>
    public static ChannelRampInitializer RemovalKey() => new(0.76, -0.1);

    /// <summary>The weight of the norm of heads, <c>ln_x</c>: ((1 + l) / L)^0.7.</summary>
    /// <param name="layer">The layer l, counted from 0.</param>
    /// <param name="layers">The number of layers L.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layer"/> is not one of the layers.</exception>
    public static ConstantInitializer HeadNorm(long layer, long layers) =>
        Init.Constant(PortableMath.Power((1 + Layer(layer, layers)) / (double)layers, 0.7));

    /// <summary>1 - l / L: from 1 to almost 0.</summary>
    private static double Remaining(long layer, long layers) => 1 - Layer(layer, layers) / (double)layers;

    private static long Layer(long layer, long layers) =>
        Guard.Part(layer, layers);
}

namespace Initializers.Frameworks;

/// <content>Layers that take all seeds when they are made.</content>
public sealed partial class KerasLayer
{
    /// <summary><c>Dense(units)</c>: kernel [inputs, units] and bias [units].</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">units, at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, the shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer Dense(long inputs, long units, KerasInitializer? kernel = null, KerasInitializer? bias = null,
        bool useBias = true) =>
        new("dense", Affine(WeightShape.Of((Count(inputs, 0), nameof(inputs)), (Count(units), nameof(units))), units, kernel, bias,
            useBias));

    /// <summary><c>Conv1D</c> to <c>Conv3D</c>: kernel [*extents, inputs / groups, filters] and bias [filters].</summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="filters">filters, at least 1.</param>
    /// <param name="extents">kernel_size: 1 to 3 elements, each at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <param name="groups">groups, a divisor of inputs and filters.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, the shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer Conv(long inputs, long filters, TensorShape extents, KerasInitializer? kernel = null,
        KerasInitializer? bias = null, bool useBias = true, long groups = 1) =>
        new(
            $"conv{extents.Rank}d",
            Affine(
                WeightShape.Of([.. Extents(extents, 3), (Count(inputs, 0) / Dividing(groups, inputs, filters), nameof(inputs)),
                    (Count(filters), nameof(filters))]),
                filters, kernel, bias, useBias));

    /// <summary>
    /// <c>Conv1DTranspose</c> to <c>Conv3DTranspose</c>: kernel [*extents, filters, inputs], in which Keras takes the filters as fan-in,
    /// and bias [filters].
    /// </summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="filters">filters, at least 1.</param>
    /// <param name="extents">kernel_size: 1 to 3 elements, each at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, the shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer ConvTranspose(long inputs, long filters, TensorShape extents, KerasInitializer? kernel = null,
        KerasInitializer? bias = null, bool useBias = true) =>
        new(
            $"conv{extents.Rank}d_transpose",
            Affine(WeightShape.Of([.. Extents(extents, 3), (Count(filters), nameof(filters)), (Count(inputs, 0), nameof(inputs))]), filters,
                kernel, bias, useBias));

    /// <summary>
    /// <c>DepthwiseConv1D</c>, <c>DepthwiseConv2D</c>: kernel [*extents, inputs, multiplier] and bias [inputs multiplier].
    /// </summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="extents">kernel_size: 1 or 2 elements, each at least 1.</param>
    /// <param name="multiplier">depth_multiplier, at least 1.</param>
    /// <param name="kernel">depthwise_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, the shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer DepthwiseConv(long inputs, TensorShape extents, long multiplier = 1, KerasInitializer? kernel = null,
        KerasInitializer? bias = null, bool useBias = true) =>
        new(
            $"depthwise_conv{extents.Rank}d",
            Affine(
                WeightShape.Of([.. Extents(extents, 2), (Count(inputs, 0), nameof(inputs)), (Count(multiplier), nameof(multiplier))]),
                inputs * multiplier, kernel, bias, useBias));

    /// <summary>
    /// <c>SeparableConv1D</c>, <c>SeparableConv2D</c>: depthwise kernel [*extents, inputs, multiplier], pointwise kernel [1, ..., inputs
    /// multiplier, filters] and bias [filters].
    /// </summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="filters">filters, at least 1.</param>
    /// <param name="extents">kernel_size: 1 or 2 elements, each at least 1.</param>
    /// <param name="multiplier">depth_multiplier, at least 1.</param>
    /// <param name="depthwise">depthwise_initializer.</param>
    /// <param name="pointwise">pointwise_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, a shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer SeparableConv(
        long inputs, long filters, TensorShape extents, long multiplier = 1, KerasInitializer? depthwise = null,
        KerasInitializer? pointwise = null, KerasInitializer? bias = null, bool useBias = true) => new(
        $"separable_conv{extents.Rank}d",
        new Entry(
            "depthwise_kernel", WeightShape.Of([.. Extents(extents, 2), (Count(inputs, 0), nameof(inputs)),
                (Count(multiplier), nameof(multiplier))]),
            depthwise ?? KerasInit.GlorotUniform(), nameof(depthwise)),
        new Entry(
            "pointwise_kernel", WeightShape.Of([.. Enumerable.Repeat((1L, nameof(extents)), extents.Rank),
                (inputs * multiplier, nameof(inputs)), (Count(filters), nameof(filters))]),
            pointwise ?? KerasInit.GlorotUniform(), nameof(pointwise)),
        Bias([filters], bias, useBias));

    /// <summary><c>Embedding</c>: embeddings [count, width], by default uniform within 0.05.</summary>
    /// <param name="count">input_dim.</param>
    /// <param name="width">output_dim.</param>
    /// <param name="embeddings">embeddings_initializer; defaults to RandomUniform.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, the shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer Embedding(long count, long width, KerasInitializer? embeddings = null) => new(
        "embedding",
        new Entry("embeddings", WeightShape.Of((Count(count, 0), nameof(count)), (Count(width, 0), nameof(width))),
            embeddings ?? KerasInit.RandomUniform(), nameof(embeddings)));

    /// <summary><c>BatchNormalization</c>: gamma, beta, moving mean and moving variance, each [features] of ones or zeros.</summary>
    /// <param name="features">The number of channels.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="features"/> is out of range.</exception>
    public static KerasLayer BatchNormalization(long features) => new(
        "batch_normalization",
        new Entry("gamma", [Count(features, 0)], KerasInit.Ones()), new Entry("beta", [features], KerasInit.Zeros()),
        new Entry("moving_mean", [features], KerasInit.Zeros()), new Entry("moving_variance", [features], KerasInit.Ones()));

    /// <summary><c>LayerNormalization</c>: gamma of ones and beta of zeros.</summary>
    /// <param name="shape">The normalized dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shape"/> has more elements than an array can have.</exception>
    public static KerasLayer LayerNormalization(TensorShape shape) =>
        new("layer_normalization", new Entry("gamma", WeightShape.Held(shape, nameof(shape)), KerasInit.Ones()),
            new Entry("beta", shape, KerasInit.Zeros()));

    /// <summary><c>GroupNormalization</c>: gamma of ones and beta of zeros, each [features].</summary>
    /// <param name="features">The number of channels, at least 1.</param>
    /// <param name="groups">groups, a divisor of the channels, or -1 for one group per channel.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static KerasLayer GroupNormalization(long features, long groups = 32)
    {
        Count(features);
        if (groups != -1) Dividing(groups, features, features);
        return new("group_normalization", new Entry("gamma", [features], KerasInit.Ones()),
            new Entry("beta", [features], KerasInit.Zeros()));
    }

    /// <summary><c>RMSNormalization</c>: scale of ones.</summary>
    /// <param name="shape">The normalized dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shape"/> has more elements than an array can have.</exception>
    public static KerasLayer RmsNormalization(TensorShape shape) =>
        new("rms_normalization", new Entry("scale", WeightShape.Held(shape, nameof(shape)), KerasInit.Ones()));

    /// <summary><c>Dropout(rate)</c> and similar layers, which take a seed if the rate is above 0.</summary>
    /// <param name="rate">rate, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not from 0 to 1.</exception>
    public static KerasLayer Dropout(double rate) => Guard.Fraction(rate) > 0 ? new("dropout", Entry.Seed) : new("dropout");

    /// <summary>A layer without weights or seeds, such as <c>Flatten</c>.</summary>
    /// <param name="name">Keras's name for the layer: <c>flatten</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static KerasLayer WithoutWeights(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(name);
    }

    private static Entry[] Affine(TensorShape shape, long outputs, KerasInitializer? kernel, KerasInitializer? bias, bool useBias) =>
        [new("kernel", shape, kernel ?? KerasInit.GlorotUniform(), nameof(kernel)), Bias([outputs], bias, useBias)];

    private static Entry Bias(TensorShape shape, KerasInitializer? bias, bool useBias)
    {
        KerasInitializer one = bias ?? KerasInit.Zeros();
        return useBias ? new("bias", shape, one, nameof(bias)) : new("bias", shape, one, IsUsed: false);
    }
}

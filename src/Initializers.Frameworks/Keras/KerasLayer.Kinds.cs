namespace Initializers.Frameworks;

/// <content>The layers.</content>
public sealed partial class KerasLayer
{
    /// <summary><c>Dense(units)</c>: kernel [inputs, units] and bias.</summary>
    /// <param name="inputs">Numbers that come in.</param>
    /// <param name="units">units.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    public static KerasLayer Dense(long inputs, long units, KerasInitializer? kernel = null, KerasInitializer? bias = null, bool useBias = true) =>
        Of("dense", Weights([inputs, units], units, kernel, bias, useBias));

    /// <summary><c>Conv1D</c> to <c>Conv3D</c>: kernel [*extents, inputs, filters] and bias.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="filters">filters.</param>
    /// <param name="extents">kernel_size.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    public static KerasLayer Conv(long inputs, long filters, TensorShape extents, KerasInitializer? kernel = null, KerasInitializer? bias = null, bool useBias = true) =>
        Of($"conv{extents.Rank}d", Weights([.. extents, inputs, filters], filters, kernel, bias, useBias));

    /// <summary><c>Conv1DTranspose</c> to <c>Conv3DTranspose</c>: kernel [*extents, filters, inputs], whose fans Keras takes as they stand, and bias.</summary>
    /// <inheritdoc cref="Conv"/>
    public static KerasLayer ConvTranspose(long inputs, long filters, TensorShape extents, KerasInitializer? kernel = null, KerasInitializer? bias = null, bool useBias = true) =>
        Of($"conv{extents.Rank}d_transpose", Weights([.. extents, filters, inputs], filters, kernel, bias, useBias));

    /// <summary><c>DepthwiseConv1D</c>, <c>DepthwiseConv2D</c>: kernel [*extents, inputs, multiplier] and bias.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="extents">kernel_size.</param>
    /// <param name="multiplier">depth_multiplier.</param>
    /// <param name="kernel">depthwise_initializer.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    public static KerasLayer DepthwiseConv(long inputs, TensorShape extents, long multiplier = 1, KerasInitializer? kernel = null, KerasInitializer? bias = null, bool useBias = true) =>
        Of($"depthwise_conv{extents.Rank}d", Weights([.. extents, inputs, multiplier], inputs * multiplier, kernel, bias, useBias));

    /// <summary><c>SeparableConv1D</c>, <c>SeparableConv2D</c>: a depthwise kernel, a pointwise one, and bias.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="filters">filters.</param>
    /// <param name="extents">kernel_size.</param>
    /// <param name="multiplier">depth_multiplier.</param>
    public static KerasLayer SeparableConv(long inputs, long filters, TensorShape extents, long multiplier = 1) => Of(
        $"separable_conv{extents.Rank}d",
        new Entry("depthwise_kernel", [.. extents, inputs, multiplier], KerasInit.GlorotUniform()),
        new Entry("pointwise_kernel", [.. Enumerable.Repeat(1L, extents.Rank), inputs * multiplier, filters], KerasInit.GlorotUniform()),
        new Entry("bias", [filters], KerasInit.Zeros()));

    /// <summary><c>Embedding</c>: within 0.05.</summary>
    /// <param name="count">input_dim.</param>
    /// <param name="width">output_dim.</param>
    /// <param name="embeddings">embeddings_initializer.</param>
    public static KerasLayer Embedding(long count, long width, KerasInitializer? embeddings = null) => Of("embedding", new Entry("embeddings", [count, width], embeddings ?? KerasInit.RandomUniform()));

    /// <summary><c>BatchNormalization</c>.</summary>
    /// <param name="features">Channels.</param>
    public static KerasLayer BatchNormalization(long features) => Of(
        "batch_normalization",
        new Entry("gamma", [features], KerasInit.Ones()), new Entry("beta", [features], KerasInit.Zeros()), new Entry("moving_mean", [features], KerasInit.Zeros()), new Entry("moving_variance", [features], KerasInit.Ones()));

    /// <summary><c>LayerNormalization</c>.</summary>
    /// <param name="shape">The extents that are normalized.</param>
    public static KerasLayer LayerNormalization(TensorShape shape) => Of("layer_normalization", new Entry("gamma", shape, KerasInit.Ones()), new Entry("beta", shape, KerasInit.Zeros()));

    /// <summary><c>SimpleRNN</c>. It takes a seed for its dropout first, also without one.</summary>
    /// <param name="inputs">Numbers that come in.</param>
    /// <param name="units">units.</param>
    public static KerasLayer SimpleRnn(long inputs, long units) => new("simple_rnn", session =>
    {
        session.NextSeed();
        return Of("", Recurrent("simple_rnn_cell", inputs, units, units, new Entry("bias", [units], KerasInit.Zeros()))).Make(session);
    });

    /// <summary><c>LSTM</c>: biases of the forget gate are 1. It takes a seed for its dropout last, also without one.</summary>
    /// <inheritdoc cref="SimpleRnn"/>
    public static KerasLayer Lstm(long inputs, long units) => new("lstm", session => WithSeedAfter(session, Recurrent("lstm_cell", inputs, units, 4 * units, new Entry("bias", [4 * units], new ForgetBias()))));

    /// <summary><c>GRU</c>, with reset_after. It takes a seed for its dropout last, also without one.</summary>
    /// <inheritdoc cref="SimpleRnn"/>
    public static KerasLayer Gru(long inputs, long units) => new("gru", session => WithSeedAfter(session, Recurrent("gru_cell", inputs, units, 3 * units, new Entry("bias", [2, 3 * units], KerasInit.Zeros()))));

    /// <summary><c>Bidirectional(layer)</c>: the seeds of the layer itself come to nothing, since it is copied for each direction.</summary>
    /// <param name="layer">A recurrent layer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    public static KerasLayer Bidirectional(KerasLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new("bidirectional", session =>
        {
            layer.Make(session);
            Func<IReadOnlyList<Seeded>> forward = layer.Make(session), backward = layer.Make(session);
            return () => [.. forward().Select(weight => weight with { Name = $"forward_{layer.Name}/{weight.Name}" }), .. backward().Select(weight => weight with { Name = $"backward_{layer.Name}/{weight.Name}" })];
        });
    }

    /// <summary><c>MultiHeadAttention</c>: takes an unused seed when it is made, and the others when it is built.</summary>
    /// <param name="width">Numbers of a token.</param>
    /// <param name="heads">num_heads.</param>
    /// <param name="keySize">key_dim.</param>
    /// <param name="valueSize">value_dim; null is key_dim.</param>
    /// <param name="dropout">dropout; above 0 it takes a seed.</param>
    public static KerasLayer MultiHeadAttention(long width, long heads, long keySize, long? valueSize = null, double dropout = 0) => new("multi_head_attention", session =>
    {
        session.NextSeed();
        return () =>
        {
            long values = valueSize ?? keySize;
            Entry[] inputs = [.. Projection("query", keySize), .. Projection("key", keySize), .. Projection("value", values)];
            Seeded[] seeded = [.. inputs.Select(entry => entry.Seed(session))];
            if (dropout > 0) session.NextSeed();
            Entry[] output = [new("attention_output/kernel", [heads, values, width], KerasInit.GlorotUniform([0, 1], [2])), new("attention_output/bias", [width], KerasInit.Zeros())];
            return [.. seeded, .. output.Select(entry => entry.Seed(session))];
        };

        Entry[] Projection(string name, long size) => [new($"{name}/kernel", [width, heads, size], KerasInit.GlorotUniform([0], [1, 2])), new($"{name}/bias", [heads, size], KerasInit.Zeros())];
    });

    /// <summary><c>EinsumDense</c>, whose fans are those of the axes that it sums over and of the others.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="inputAxes">Axes of the kernel that are summed over.</param>
    /// <param name="outputAxes">The other ones.</param>
    /// <param name="biasShape">The bias' shape; null for none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static KerasLayer EinsumDense(TensorShape shape, int[] inputAxes, int[] outputAxes, TensorShape? biasShape = null)
    {
        ArgumentNullException.ThrowIfNull(inputAxes);
        ArgumentNullException.ThrowIfNull(outputAxes);
        Entry[] bias = biasShape is { } extents ? [new("bias", extents, KerasInit.Zeros())] : [];
        return Of("einsum_dense", [new("kernel", shape, KerasInit.GlorotUniform(inputAxes, outputAxes)), .. bias]);
    }

    /// <summary><c>Dropout(rate)</c> and its kin, which take a seed if the rate is above 0.</summary>
    /// <param name="rate">rate.</param>
    public static KerasLayer Dropout(double rate) => new("dropout", session =>
    {
        if (rate > 0) session.NextSeed();
        return () => [];
    });

    /// <summary>A layer without weights and seeds, such as <c>Flatten</c>.</summary>
    /// <param name="name">Its name.</param>
    public static KerasLayer WithoutWeights(string name) => Of(name);

    private static Entry[] Weights(TensorShape shape, long outputs, KerasInitializer? kernel, KerasInitializer? bias, bool useBias)
    {
        var first = new Entry("kernel", shape, kernel ?? KerasInit.GlorotUniform());
        return useBias ? [first, new("bias", [outputs], bias ?? KerasInit.Zeros())] : [first];
    }

    private static Entry[] Recurrent(string cell, long inputs, long units, long outputs, Entry bias) =>
        [new($"{cell}/kernel", [inputs, outputs], KerasInit.GlorotUniform()), new($"{cell}/recurrent_kernel", [units, outputs], KerasInit.Orthogonal()), bias with { Name = $"{cell}/{bias.Name}" }];

    private static Func<IReadOnlyList<Seeded>> WithSeedAfter(KerasSession session, Entry[] entries)
    {
        Func<IReadOnlyList<Seeded>> build = Of("", entries).Make(session);
        session.NextSeed();
        return build;
    }

    /// <summary>Zeros, but 1 in the second quarter.</summary>
    private sealed record ForgetBias : KerasInitializer
    {
        internal override bool Draws => false;

        internal override string Name => "Zeros(), and ones for the forget gate";

        internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, KerasRandom random)
        {
            weights.Clear();
            weights[(weights.Length / 4)..(weights.Length / 2)].Fill(TType.RoundOnce(1));
        }
    }
}

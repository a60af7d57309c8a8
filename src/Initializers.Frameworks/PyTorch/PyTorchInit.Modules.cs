namespace Initializers.Frameworks;

/// <content>What the modules of <c>torch.nn</c> hold when they are made, under PyTorch's names.</content>
public static partial class PyTorchInit
{
    /// <summary><c>nn.Linear</c>: weight [out, in] and bias [out], both U(-s, s), s = 1 / sqrt(in). Without inputs the bias is drawn all the same, and is 0.</summary>
    /// <param name="inputs">in_features, at least 0.</param>
    /// <param name="outputs">out_features, at least 0.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">A number is negative, or their product 2^63 or more.</exception>
    public static PyTorchModule Linear(long inputs, long outputs, bool bias = true)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        return new($"Linear({inputs}, {outputs})", Affine([outputs, inputs], outputs, bias));
    }

    /// <summary><c>nn.Bilinear</c>: weight [out, in1, in2] and bias [out], both U(-s, s), s = 1 / sqrt(in1).</summary>
    /// <param name="inputs1">in1_features, at least 1.</param>
    /// <param name="inputs2">in2_features, at least 0.</param>
    /// <param name="outputs">out_features, at least 0.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">A number is lower, or their product 2^63 or more.</exception>
    public static PyTorchModule Bilinear(long inputs1, long inputs2, long outputs, bool bias = true)
    {
        Guard.Positive(inputs1);
        Guard.NotNegative(inputs2);
        Guard.NotNegative(outputs);
        PyTorchInitializer uniform = Within(inputs1);
        return new($"Bilinear({inputs1}, {inputs2}, {outputs})", [new("weight", [outputs, inputs1, inputs2], uniform), .. Optional(bias, "bias", [outputs], uniform)]);
    }

    /// <summary><c>nn.Conv1d</c>, <c>Conv2d</c>, <c>Conv3d</c>, by the number of the kernel's extents: weight [out, in / groups, *kernel] and bias [out], both U(-s, s), s = 1 / sqrt(fan-in of the weight).</summary>
    /// <param name="inputs">in_channels, at least 0.</param>
    /// <param name="outputs">out_channels, at least 0.</param>
    /// <param name="kernel">kernel_size, of one to three extents.</param>
    /// <param name="groups">Groups, which divide both.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">
    /// A number of channels is negative, the kernel has no or more than three extents, the groups do not divide the channels, the product of the weight's dimensions is 2^63 or more, or there is a bias of a weight of fan-in 0, which PyTorch leaves uninitialized.
    /// </exception>
    public static PyTorchModule Conv(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true)
    {
        CheckChannels(inputs, outputs, kernel, groups);
        return Convolution($"Conv{kernel.Rank}d({inputs}, {outputs}, {kernel})", [outputs, inputs / groups, .. kernel], outputs, bias);
    }

    /// <summary><c>nn.ConvTranspose1d</c> to <c>3d</c>. Its weight is [in, out / groups, *kernel], so that its fan-in is taken of out / groups.</summary>
    /// <inheritdoc cref="Conv"/>
    public static PyTorchModule ConvTranspose(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true)
    {
        CheckChannels(inputs, outputs, kernel, groups);
        return Convolution($"ConvTranspose{kernel.Rank}d({inputs}, {outputs}, {kernel})", [inputs, outputs / groups, .. kernel], outputs, bias);
    }

    /// <summary><c>nn.Embedding</c> and <c>nn.EmbeddingBag</c>: weight [count, width] of N(0, 1), and zeros in the row of the padding.</summary>
    /// <param name="count">num_embeddings, at least 0.</param>
    /// <param name="width">embedding_dim, at least 0.</param>
    /// <param name="paddingIndex">The row of zeros, negative ones counted from the end; null for none.</param>
    /// <exception cref="ArgumentException">A number is negative, their product 2^63 or more, or <paramref name="paddingIndex"/> no row.</exception>
    public static PyTorchModule Embedding(long count, long width, long? paddingIndex = null)
    {
        Guard.NotNegative(count);
        Guard.NotNegative(width);
        if (paddingIndex is { } index && (index < -count || index >= count)) throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"paddingIndex is {index}; accepted is a row of {count}.");
        long? row = paddingIndex < 0 ? paddingIndex + count : paddingIndex;
        return new($"Embedding({count}, {width})", [new("weight", [count, width], row is { } zeros ? new RowOfZeros(Normal(), zeros) : Normal())]);
    }

    /// <summary><c>nn.RNN</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 1.</param>
    /// <param name="layers">num_layers, at least 1.</param>
    /// <param name="bidirectional">Whether each layer has a backward one too.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentException">A number is lower, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule Rnn(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) => Recurrent("RNN", 1, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.LSTM</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 1.</param>
    /// <param name="layers">num_layers, at least 1.</param>
    /// <param name="bidirectional">Whether each layer has a backward one too.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="projection">proj_size, below <paramref name="hidden"/>; 0 for none.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule Lstm(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true, long projection = 0) => Recurrent("LSTM", 4, inputs, hidden, layers, bidirectional, bias, projection);

    /// <summary><c>nn.GRU</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="Rnn"/>
    public static PyTorchModule Gru(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) => Recurrent("GRU", 3, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.RNNCell</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 0.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentException">A number is negative, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule RnnCell(long inputs, long hidden, bool bias = true) => Cell("RNNCell", 1, inputs, hidden, bias);

    /// <summary><c>nn.LSTMCell</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule LstmCell(long inputs, long hidden, bool bias = true) => Cell("LSTMCell", 4, inputs, hidden, bias);

    /// <summary><c>nn.GRUCell</c>: all U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule GruCell(long inputs, long hidden, bool bias = true) => Cell("GRUCell", 3, inputs, hidden, bias);

    /// <summary><c>nn.MultiheadAttention</c>: projections by <c>xavier_uniform_</c>, biases 0. The output projection, a <see cref="Linear"/>, is drawn first, with a bias that is set to 0 afterwards.</summary>
    /// <param name="width">embed_dim, at least 1.</param>
    /// <param name="keyWidth">kdim, at least 0; null is the width.</param>
    /// <param name="valueWidth">vdim, at least 0; null is the width.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="addBiasKeyValue">add_bias_kv.</param>
    /// <exception cref="ArgumentException">A number is lower, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule MultiheadAttention(long width, long? keyWidth = null, long? valueWidth = null, bool bias = true, bool addBiasKeyValue = false)
    {
        long all = Guard.Times(Guard.Positive(width), 3, nameof(width)), keys = Guard.NotNegative(keyWidth ?? width, nameof(keyWidth)), values = Guard.NotNegative(valueWidth ?? width, nameof(valueWidth));
        ModuleEntry[] output = [.. new PyTorchModule("", Affine([width, width], width, bias)).Within("out_proj").Select(entry => entry.Name == "out_proj.bias" ? entry with { Initializer = new DrawnThenZero(entry.Initializer) } : entry)];
        ModuleEntry[] projections = keys == width && values == width
            ? [new("in_proj_weight", [all, width], XavierUniform())]
            : [new("q_proj_weight", [width, width], XavierUniform()), new("k_proj_weight", [width, keys], XavierUniform()), new("v_proj_weight", [width, values], XavierUniform())];
        ModuleEntry[] others =
        [
            .. projections, .. Optional(bias, "in_proj_bias", [all], Zeros()),
            .. Optional(addBiasKeyValue, "bias_k", [1, 1, width], XavierNormal()), .. Optional(addBiasKeyValue, "bias_v", [1, 1, width], XavierNormal()),
        ];
        return new($"MultiheadAttention({width})", [.. output, .. others], [.. others.Concat(output).Select(entry => entry.Name)]);
    }

    /// <summary><c>nn.TransformerEncoderLayer</c>: attention, two <see cref="Linear"/>, two norms.</summary>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <exception cref="ArgumentException">A number is lower, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule TransformerEncoderLayer(long width, long feedforward = 2048, bool bias = true) => TransformerLayer("TransformerEncoderLayer", ["self_attn"], width, feedforward, bias);

    /// <summary><c>nn.TransformerDecoderLayer</c>: two attentions, two <see cref="Linear"/>, three norms.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer"/>
    public static PyTorchModule TransformerDecoderLayer(long width, long feedforward = 2048, bool bias = true) => TransformerLayer("TransformerDecoderLayer", ["self_attn", "multihead_attn"], width, feedforward, bias);

    /// <summary><c>nn.TransformerEncoder</c>: all layers are copies of one, with the same values.</summary>
    /// <param name="layers">num_layers, at least 1.</param>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="norm">Whether a LayerNorm follows the last layer.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <exception cref="ArgumentException">A number is lower, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule TransformerEncoder(int layers, long width, long feedforward = 2048, bool norm = false, bool bias = true) =>
        Stack("TransformerEncoder", TransformerEncoderLayer(width, feedforward, bias), layers, width, norm, bias);

    /// <summary><c>nn.TransformerDecoder</c>: all layers are copies of one, with the same values.</summary>
    /// <inheritdoc cref="TransformerEncoder"/>
    public static PyTorchModule TransformerDecoder(int layers, long width, long feedforward = 2048, bool norm = false, bool bias = true) =>
        Stack("TransformerDecoder", TransformerDecoderLayer(width, feedforward, bias), layers, width, norm, bias);

    /// <summary><c>nn.Transformer</c>: one layer of each side is drawn and copied, and then every parameter of two and more axes is drawn again by <c>xavier_uniform_</c>, each layer its own. Biases stay those of the first draw.</summary>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="encoderLayers">num_encoder_layers, at least 1.</param>
    /// <param name="decoderLayers">num_decoder_layers, at least 1.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <exception cref="ArgumentException">A number is lower, or a weight has 2^63 or more elements.</exception>
    public static PyTorchModule Transformer(long width = 512, int encoderLayers = 6, int decoderLayers = 6, long feedforward = 2048, bool bias = true)
    {
        Guard.Positive(encoderLayers);
        Guard.Positive(decoderLayers);
        PyTorchModule encoder = TransformerEncoder(encoderLayers, width, feedforward, norm: true, bias), decoder = TransformerDecoder(decoderLayers, width, feedforward, norm: true, bias);
        ModuleEntry[] first = [.. encoder.Within("encoder"), .. decoder.Within("decoder")];
        string[] names = [.. encoder.NamesWithin("encoder"), .. decoder.NamesWithin("decoder")];
        Dictionary<string, ModuleEntry> byName = first.ToDictionary(entry => entry.Name);
        ModuleEntry[] hidden = [.. first.Select(entry => entry.Within("first") with { IsHidden = true })];
        ModuleEntry[] last = [.. names.Select(name => byName[name].Shape.Rank > 1 ? new ModuleEntry(name, byName[name].Shape, XavierUniform()) : new(name, byName[name].Shape, Zeros()) { CopyOf = $"first.{name}" })];
        return new($"Transformer({width}, {encoderLayers}, {decoderLayers}, {feedforward})", [.. hidden, .. last]);
    }

    /// <summary><c>nn.LayerNorm</c> and <c>nn.GroupNorm</c>: weight 1, bias 0.</summary>
    /// <param name="shape">normalized_shape; for GroupNorm the channels.</param>
    /// <param name="affine">elementwise_affine of LayerNorm, affine of GroupNorm: whether there are parameters.</param>
    /// <param name="bias">Whether LayerNorm has a bias beside its weight.</param>
    public static PyTorchModule Norm(TensorShape shape, bool affine = true, bool bias = true) => new($"Norm({shape})", [.. Optional(affine, "weight", shape, Ones()), .. Optional(affine && bias, "bias", shape, Zeros())]);

    /// <summary><c>nn.BatchNorm1d</c> to <c>3d</c>: weight 1, bias 0, running mean 0, running variance 1, batches 0.</summary>
    /// <param name="features">num_features, at least 0.</param>
    /// <param name="affine">Whether there are weight and bias, beside the buffers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="features"/> is negative.</exception>
    public static PyTorchModule BatchNorm(long features, bool affine = true)
    {
        TensorShape each = [Guard.NotNegative(features)];
        return new($"BatchNorm({features})", [.. Norm(each, affine).Entries, new("running_mean", each, Zeros()), new("running_var", each, Ones()), new("num_batches_tracked", [], Zeros()) { IsInteger = true }]);
    }

    /// <summary><c>nn.PReLU</c>: all the slope.</summary>
    /// <param name="parameters">num_parameters, at least 0.</param>
    /// <param name="init">The slope.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameters"/> is negative.</exception>
    public static PyTorchModule PReLU(long parameters = 1, double init = 0.25) => new($"PReLU({Guard.NotNegative(parameters)})", [new("weight", [parameters], Constant(init))]);

    /// <summary>A module without parameters, such as <c>nn.ReLU</c>, which has a number in a <see cref="Sequential"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static PyTorchModule WithoutParameters(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new($"{name}()", []);
    }

    /// <summary><c>nn.Sequential</c>: modules one after the other, whose parameters have their number before their name.</summary>
    /// <param name="modules">The modules.</param>
    /// <exception cref="ArgumentNullException">A module is null.</exception>
    public static PyTorchModule Sequential(params ReadOnlySpan<PyTorchModule> modules)
    {
        foreach (PyTorchModule module in modules) ArgumentNullException.ThrowIfNull(module, nameof(modules));
        PyTorchModule[] children = modules.ToArray();
        return new($"Sequential({string.Join<PyTorchModule>(", ", children)})", children.SelectMany((child, i) => child.Within($"{i}")), children.SelectMany((child, i) => child.NamesWithin($"{i}")));
    }

    private static IEnumerable<ModuleEntry> Affine(TensorShape weight, long outputs, bool bias) =>
        [new("weight", weight, KaimingUniform(Math.Sqrt(5))), .. Optional(bias, "bias", [outputs], Within(TorchFans.Of(weight).In))];

    private static PyTorchModule Convolution(string name, TensorShape weight, long outputs, bool bias) => !bias || outputs == 0 || TorchFans.Of(weight).In > 0 ? new(name, Affine(weight, outputs, bias))
        : throw new ArgumentException($"bias belongs to a weight {weight} of fan-in 0, so that PyTorch leaves it uninitialized; accepted are a fan-in of at least 1, or no bias.", nameof(bias));

    private static PyTorchModule Recurrent(string name, int gates, long inputs, long hidden, int layers, bool bidirectional, bool bias, long projection)
    {
        Guard.Positive(hidden);
        Guard.Positive(layers);
        Guard.Below(Guard.NotNegative(projection), hidden, nameof(projection), nameof(hidden));
        return new($"{name}({inputs}, {hidden})", RecurrentEntries(gates, inputs, hidden, layers, bidirectional, bias, projection));
    }

    private static IEnumerable<ModuleEntry> RecurrentEntries(int gates, long inputs, long hidden, int layers, bool bidirectional, bool bias, long projection)
    {
        Guard.NotNegative(inputs);
        PyTorchInitializer uniform = Within(hidden);
        long all = Guard.Times(hidden, gates), outputs = projection > 0 ? projection : hidden, joined = bidirectional ? Guard.Times(outputs, 2, nameof(hidden)) : outputs;
        return
            from layer in Enumerable.Range(0, layers)
            from suffix in bidirectional ? (string[])["", "_reverse"] : [""]
            from entry in (ModuleEntry[])
            [
                new("weight_ih", [all, layer == 0 ? inputs : joined], uniform), new("weight_hh", [all, outputs], uniform),
                .. Optional(bias, "bias_ih", [all], uniform), .. Optional(bias, "bias_hh", [all], uniform), .. Optional(projection > 0, "weight_hr", [projection, hidden], uniform),
            ]
            select entry with { Name = $"{entry.Name}_l{layer}{suffix}" };
    }

    private static PyTorchModule Cell(string name, int gates, long inputs, long hidden, bool bias) =>
        new($"{name}({inputs}, {hidden})", RecurrentEntries(gates, inputs, hidden, 1, false, bias, 0).Select(entry => entry with { Name = entry.Name[..^"_l0".Length] }));

    private static PyTorchModule TransformerLayer(string name, string[] attentions, long width, long feedforward, bool bias)
    {
        Guard.Positive(width);
        Guard.NotNegative(feedforward);
        (string Name, PyTorchModule Module)[] parts =
        [
            .. attentions.Select(attention => (attention, MultiheadAttention(width, bias: bias))), ("linear1", Linear(width, feedforward, bias)), ("linear2", Linear(feedforward, width, bias)),
            .. Enumerable.Range(1, attentions.Length + 1).Select(i => ($"norm{i}", Norm([width], bias: bias))),
        ];
        return new($"{name}({width}, {feedforward})", parts.SelectMany(part => part.Module.Within(part.Name)), parts.SelectMany(part => part.Module.NamesWithin(part.Name)));
    }

    /// <summary>Copies of a layer, the first of which is drawn.</summary>
    private static PyTorchModule Stack(string name, PyTorchModule layer, int layers, long width, bool norm, bool bias)
    {
        Guard.Positive(layers);
        PyTorchModule[] last = norm ? [Norm([width], bias: bias)] : [];
        IEnumerable<ModuleEntry> copies = from i in Enumerable.Range(1, layers - 1) from entry in layer.Entries select entry with { Name = $"layers.{i}.{entry.Name}", CopyOf = $"layers.0.{entry.Name}" };
        return new($"{name}({layer}, {layers})", [.. layer.Within("layers.0"), .. copies, .. last.SelectMany(module => module.Within("norm"))],
            [.. Enumerable.Range(0, layers).SelectMany(i => layer.NamesWithin($"layers.{i}")), .. last.SelectMany(module => module.NamesWithin("norm"))]);
    }

    private static IEnumerable<ModuleEntry> Optional(bool isThere, string name, TensorShape shape, PyTorchInitializer initializer) => isThere ? [new(name, shape, initializer)] : [];

    /// <summary>U(-s, s), s = 1 / sqrt(fan); without a fan all are 0, and drawn.</summary>
    private static PyTorchInitializer Within(long fan) => fan > 0 ? Uniform(-1 / Math.Sqrt(fan), 1 / Math.Sqrt(fan)) : Uniform(0, 0);

    private static void CheckChannels(long inputs, long outputs, in TensorShape kernel, long groups)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        if (kernel.Rank is < 1 or > 3) throw new ArgumentException($"kernel is {kernel}; accepted are one to three extents.", nameof(kernel));
        if (inputs % Guard.Positive(groups) != 0 || outputs % groups != 0) throw new ArgumentException($"groups is {groups}; accepted is a number that divides the {inputs} inputs and the {outputs} outputs.", nameof(groups));
    }

    /// <summary>Another one, whose draws come to nothing.</summary>
    private sealed record DrawnThenZero(PyTorchInitializer Inner) : PyTorchInitializer
    {
        public override string ToString() => $"{Inner}, then zeros_()";

        internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
        {
            Inner.Fill<T, TType>(weights, shape, random);
            weights.Clear();
        }
    }

    /// <summary>Another one, of a matrix of which a row is then zeros.</summary>
    private sealed record RowOfZeros(PyTorchInitializer Inner, long Row) : PyTorchInitializer
    {
        public override string ToString() => $"{Inner}, then zeros in row {Row}";

        internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
        {
            Inner.Fill<T, TType>(weights, shape, random);
            weights.Slice((int)(Row * shape[1]), (int)shape[1]).Clear();
        }
    }
}

namespace Initializers.Frameworks;

/// <content>What the modules of <c>torch.nn</c> hold when they are made, under PyTorch's names.</content>
public static partial class PyTorchInit
{
    /// <summary><c>nn.Linear</c>: weight and bias within 1 / sqrt(fan-in).</summary>
    /// <param name="inputs">in_features.</param>
    /// <param name="outputs">out_features.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public static PyTorchModule Linear(long inputs, long outputs, bool bias = true) => new($"Linear({inputs}, {outputs})", Affine([outputs, inputs], outputs, bias));

    /// <summary><c>nn.Bilinear</c>.</summary>
    /// <param name="inputs1">in1_features.</param>
    /// <param name="inputs2">in2_features.</param>
    /// <param name="outputs">out_features.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public static PyTorchModule Bilinear(long inputs1, long inputs2, long outputs, bool bias = true)
    {
        PyTorchInitializer uniform = Within(1 / Math.Sqrt(inputs1));
        return new($"Bilinear({inputs1}, {inputs2}, {outputs})", [new("weight", [outputs, inputs1, inputs2], uniform), .. Optional(bias, "bias", [outputs], uniform)]);
    }

    /// <summary><c>nn.Conv1d</c>, <c>Conv2d</c>, <c>Conv3d</c>, by the number of the kernel's extents.</summary>
    /// <param name="inputs">in_channels.</param>
    /// <param name="outputs">out_channels.</param>
    /// <param name="kernel">kernel_size.</param>
    /// <param name="groups">Groups, which divide both.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public static PyTorchModule Conv(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true) =>
        new($"Conv{kernel.Rank}d({inputs}, {outputs}, {kernel})", Affine(Kernel(outputs, inputs / Dividing(groups, inputs, outputs), kernel), outputs, bias));

    /// <summary><c>nn.ConvTranspose1d</c> to <c>3d</c>. Its weight is [in, out / groups, *kernel], so that its fan-in is taken of out / groups.</summary>
    /// <inheritdoc cref="Conv"/>
    public static PyTorchModule ConvTranspose(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true) =>
        new($"ConvTranspose{kernel.Rank}d({inputs}, {outputs}, {kernel})", Affine(Kernel(inputs, outputs / Dividing(groups, inputs, outputs), kernel), outputs, bias));

    /// <summary><c>nn.Embedding</c> and <c>nn.EmbeddingBag</c>: N(0, 1), and zeros in the row of the padding.</summary>
    /// <param name="count">num_embeddings.</param>
    /// <param name="width">embedding_dim.</param>
    /// <param name="paddingIndex">The row of zeros, negative ones counted from the end; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="paddingIndex"/> is no row.</exception>
    public static PyTorchModule Embedding(long count, long width, long? paddingIndex = null)
    {
        if (paddingIndex is { } index && (index < -count || index >= count)) throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"paddingIndex is {index}; accepted is a row of {count}.");
        long? row = paddingIndex < 0 ? paddingIndex + count : paddingIndex;
        return new($"Embedding({count}, {width})", [new("weight", [count, width], row is { } zeros ? new RowOfZeros(Normal(), zeros) : Normal())]);
    }

    /// <summary><c>nn.RNN</c>: all within 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size.</param>
    /// <param name="hidden">hidden_size.</param>
    /// <param name="layers">num_layers.</param>
    /// <param name="bidirectional">Whether each layer has a backward one too.</param>
    /// <param name="bias">Whether there are biases.</param>
    public static PyTorchModule Rnn(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) => Recurrent("RNN", 1, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.LSTM</c>: all within 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size.</param>
    /// <param name="hidden">hidden_size.</param>
    /// <param name="layers">num_layers.</param>
    /// <param name="bidirectional">Whether each layer has a backward one too.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="projection">proj_size; 0 for none.</param>
    public static PyTorchModule Lstm(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true, long projection = 0) => Recurrent("LSTM", 4, inputs, hidden, layers, bidirectional, bias, projection);

    /// <summary><c>nn.GRU</c>: all within 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="Rnn"/>
    public static PyTorchModule Gru(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) => Recurrent("GRU", 3, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.RNNCell</c>.</summary>
    /// <param name="inputs">input_size.</param>
    /// <param name="hidden">hidden_size.</param>
    /// <param name="bias">Whether there are biases.</param>
    public static PyTorchModule RnnCell(long inputs, long hidden, bool bias = true) => Cell("RNNCell", 1, inputs, hidden, bias);

    /// <summary><c>nn.LSTMCell</c>.</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule LstmCell(long inputs, long hidden, bool bias = true) => Cell("LSTMCell", 4, inputs, hidden, bias);

    /// <summary><c>nn.GRUCell</c>.</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule GruCell(long inputs, long hidden, bool bias = true) => Cell("GRUCell", 3, inputs, hidden, bias);

    /// <summary><c>nn.MultiheadAttention</c>. The output projection is drawn first, with a bias that is set to 0 afterwards.</summary>
    /// <param name="width">embed_dim.</param>
    /// <param name="keyWidth">kdim; null is the width.</param>
    /// <param name="valueWidth">vdim; null is the width.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="addBiasKeyValue">add_bias_kv.</param>
    public static PyTorchModule MultiheadAttention(long width, long? keyWidth = null, long? valueWidth = null, bool bias = true, bool addBiasKeyValue = false)
    {
        (long keys, long values) = (keyWidth ?? width, valueWidth ?? width);
        ModuleEntry[] output = [.. new PyTorchModule("", Affine([width, width], width, bias)).Within("out_proj").Select(entry => entry.Name == "out_proj.bias" ? entry with { Initializer = new DrawnThenZero(entry.Initializer) } : entry)];
        ModuleEntry[] projections = keys == width && values == width
            ? [new("in_proj_weight", [3 * width, width], XavierUniform())]
            : [new("q_proj_weight", [width, width], XavierUniform()), new("k_proj_weight", [width, keys], XavierUniform()), new("v_proj_weight", [width, values], XavierUniform())];
        ModuleEntry[] others =
        [
            .. projections, .. Optional(bias, "in_proj_bias", [3 * width], Zeros()),
            .. Optional(addBiasKeyValue, "bias_k", [1, 1, width], XavierNormal()), .. Optional(addBiasKeyValue, "bias_v", [1, 1, width], XavierNormal()),
        ];
        return new($"MultiheadAttention({width})", [.. output, .. others], [.. others.Concat(output).Select(entry => entry.Name)]);
    }

    /// <summary><c>nn.TransformerEncoderLayer</c>.</summary>
    /// <param name="width">d_model.</param>
    /// <param name="feedforward">dim_feedforward.</param>
    public static PyTorchModule TransformerEncoderLayer(long width, long feedforward = 2048) => TransformerLayer("TransformerEncoderLayer", ["self_attn"], width, feedforward);

    /// <summary><c>nn.TransformerDecoderLayer</c>.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer"/>
    public static PyTorchModule TransformerDecoderLayer(long width, long feedforward = 2048) => TransformerLayer("TransformerDecoderLayer", ["self_attn", "multihead_attn"], width, feedforward);

    /// <summary><c>nn.TransformerEncoder</c>: all layers are copies of one, with the same values.</summary>
    /// <param name="layers">num_layers, at least 1.</param>
    /// <param name="width">d_model.</param>
    /// <param name="feedforward">dim_feedforward.</param>
    /// <param name="norm">Whether a LayerNorm follows the last layer.</param>
    public static PyTorchModule TransformerEncoder(int layers, long width, long feedforward = 2048, bool norm = false) => Stack("TransformerEncoder", TransformerEncoderLayer(width, feedforward), layers, width, norm);

    /// <summary><c>nn.TransformerDecoder</c>: all layers are copies of one, with the same values.</summary>
    /// <inheritdoc cref="TransformerEncoder"/>
    public static PyTorchModule TransformerDecoder(int layers, long width, long feedforward = 2048, bool norm = false) => Stack("TransformerDecoder", TransformerDecoderLayer(width, feedforward), layers, width, norm);

    /// <summary><c>nn.Transformer</c>: one layer of each side is drawn and copied, and then every parameter of two and more axes is drawn again by <c>xavier_uniform_</c>, each layer its own. Biases stay those of the first draw.</summary>
    /// <param name="width">d_model.</param>
    /// <param name="encoderLayers">num_encoder_layers, at least 1.</param>
    /// <param name="decoderLayers">num_decoder_layers, at least 1.</param>
    /// <param name="feedforward">dim_feedforward.</param>
    public static PyTorchModule Transformer(long width = 512, int encoderLayers = 6, int decoderLayers = 6, long feedforward = 2048)
    {
        ModuleEntry[] first =
        [
            .. Stack("", TransformerEncoderLayer(width, feedforward), encoderLayers, width, norm: true).Within("encoder"),
            .. Stack("", TransformerDecoderLayer(width, feedforward), decoderLayers, width, norm: true).Within("decoder"),
        ];
        string[] names =
        [
            .. Stack("", TransformerEncoderLayer(width, feedforward), encoderLayers, width, norm: true).NamesWithin("encoder"),
            .. Stack("", TransformerDecoderLayer(width, feedforward), decoderLayers, width, norm: true).NamesWithin("decoder"),
        ];
        Dictionary<string, ModuleEntry> byName = first.ToDictionary(entry => entry.Name);
        ModuleEntry[] hidden = [.. first.Select(entry => entry.Within("first") with { IsHidden = true })];
        ModuleEntry[] last = [.. names.Select(name => byName[name].Shape.Rank > 1 ? new ModuleEntry(name, byName[name].Shape, XavierUniform()) : new(name, byName[name].Shape, Zeros()) { CopyOf = $"first.{name}" })];
        return new($"Transformer({width}, {encoderLayers}, {decoderLayers}, {feedforward})", [.. hidden, .. last]);
    }

    /// <summary><c>nn.LayerNorm</c> and <c>nn.GroupNorm</c>: weight 1, bias 0.</summary>
    /// <param name="shape">normalized_shape; for GroupNorm the channels.</param>
    public static PyTorchModule Norm(TensorShape shape) => new($"Norm({shape})", [new("weight", shape, Ones()), new("bias", shape, Zeros())]);

    /// <summary><c>nn.BatchNorm1d</c> to <c>3d</c>: weight 1, bias 0, and buffers.</summary>
    /// <param name="features">num_features.</param>
    public static PyTorchModule BatchNorm(long features) => new($"BatchNorm({features})",
        [.. Norm([features]).Entries, new("running_mean", [features], Zeros()), new("running_var", [features], Ones()), new("num_batches_tracked", [], Zeros()) { IsInteger = true }]);

    /// <summary><c>nn.PReLU</c>.</summary>
    /// <param name="parameters">num_parameters.</param>
    /// <param name="init">The slope.</param>
    public static PyTorchModule PReLU(long parameters = 1, double init = 0.25) => new($"PReLU({parameters})", [new("weight", [parameters], Constant(init))]);

    /// <summary>A module without parameters, such as <c>nn.ReLU</c>, which has a number in a <see cref="Sequential"/>.</summary>
    /// <param name="name">Its name.</param>
    public static PyTorchModule WithoutParameters(string name) => new($"{name}()", []);

    /// <summary><c>nn.Sequential</c>: modules one after the other, whose parameters have their number before their name.</summary>
    /// <param name="modules">The modules.</param>
    public static PyTorchModule Sequential(params ReadOnlySpan<PyTorchModule> modules)
    {
        PyTorchModule[] children = modules.ToArray();
        return new($"Sequential({string.Join<PyTorchModule>(", ", children)})", children.SelectMany((child, i) => child.Within($"{i}")), children.SelectMany((child, i) => child.NamesWithin($"{i}")));
    }

    private static IEnumerable<ModuleEntry> Affine(TensorShape weight, long outputs, bool bias) =>
        [new("weight", weight, KaimingUniform(Math.Sqrt(5))), .. Optional(bias, "bias", [outputs], Within(1 / Math.Sqrt(TorchFans.Of(weight).In)))];

    private static PyTorchModule Recurrent(string name, int gates, long inputs, long hidden, int layers, bool bidirectional, bool bias, long projection)
    {
        Guard.Positive(hidden);
        Guard.Positive(layers);
        PyTorchInitializer uniform = Within(1 / Math.Sqrt(hidden));
        long outputs = projection > 0 ? projection : hidden;
        IEnumerable<ModuleEntry> entries =
            from layer in Enumerable.Range(0, layers)
            from suffix in bidirectional ? (string[])["", "_reverse"] : [""]
            from entry in (ModuleEntry[])
            [
                new("weight_ih", [gates * hidden, layer == 0 ? inputs : outputs * (bidirectional ? 2 : 1)], uniform), new("weight_hh", [gates * hidden, outputs], uniform),
                .. Optional(bias, "bias_ih", [gates * hidden], uniform), .. Optional(bias, "bias_hh", [gates * hidden], uniform), .. Optional(projection > 0, "weight_hr", [projection, hidden], uniform),
            ]
            select entry with { Name = $"{entry.Name}_l{layer}{suffix}" };
        return new($"{name}({inputs}, {hidden})", entries);
    }

    private static PyTorchModule Cell(string name, int gates, long inputs, long hidden, bool bias) =>
        new($"{name}({inputs}, {hidden})", Recurrent("", gates, inputs, hidden, 1, false, bias, 0).Entries.Select(entry => entry with { Name = entry.Name[..^"_l0".Length] }));

    private static PyTorchModule TransformerLayer(string name, string[] attentions, long width, long feedforward)
    {
        (string Name, PyTorchModule Module)[] parts =
        [
            .. attentions.Select(attention => (attention, MultiheadAttention(width))), ("linear1", Linear(width, feedforward)), ("linear2", Linear(feedforward, width)),
            .. Enumerable.Range(1, attentions.Length + 1).Select(i => ($"norm{i}", Norm([width]))),
        ];
        return new($"{name}({width}, {feedforward})", parts.SelectMany(part => part.Module.Within(part.Name)), parts.SelectMany(part => part.Module.NamesWithin(part.Name)));
    }

    /// <summary>Copies of a layer, the first of which is drawn.</summary>
    private static PyTorchModule Stack(string name, PyTorchModule layer, int layers, long width, bool norm)
    {
        Guard.Positive(layers);
        PyTorchModule[] last = norm ? [Norm([width])] : [];
        IEnumerable<ModuleEntry> copies = from i in Enumerable.Range(1, layers - 1) from entry in layer.Entries select entry with { Name = $"layers.{i}.{entry.Name}", CopyOf = $"layers.0.{entry.Name}" };
        return new($"{name}({layer}, {layers})", [.. layer.Within("layers.0"), .. copies, .. last.SelectMany(module => module.Within("norm"))],
            [.. Enumerable.Range(0, layers).SelectMany(i => layer.NamesWithin($"layers.{i}")), .. last.SelectMany(module => module.NamesWithin("norm"))]);
    }

    private static IEnumerable<ModuleEntry> Optional(bool isThere, string name, TensorShape shape, PyTorchInitializer initializer) => isThere ? [new(name, shape, initializer)] : [];

    private static PyTorchInitializer Within(double bound) => Uniform(-bound, bound);

    private static TensorShape Kernel(long first, long second, in TensorShape kernel) => [first, second, .. kernel];

    private static long Dividing(long groups, long inputs, long outputs) => Guard.Positive(groups) is var count && inputs % count == 0 && outputs % count == 0 ? count
        : throw new ArgumentException($"groups is {groups}; accepted is a number that divides the {inputs} inputs and the {outputs} outputs.", nameof(groups));

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

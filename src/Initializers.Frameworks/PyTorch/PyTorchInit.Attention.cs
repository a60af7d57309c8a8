using static System.FormattableString;

namespace Initializers.Frameworks;

/// <content>Attention and transformers of <c>torch.nn</c>.</content>
public static partial class PyTorchInit
{
    /// <summary>
    /// <c>nn.MultiheadAttention</c>: projections by <c>xavier_uniform_</c>, biases 0. The output projection is drawn first, as a
    /// <see cref="Linear"/> whose bias is then set to 0.
    /// </summary>
    /// <param name="width">embed_dim, at least 1.</param>
    /// <param name="keyWidth">kdim, at least 0; defaults to the width.</param>
    /// <param name="valueWidth">vdim, at least 0; defaults to the width.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="addBiasKeyValue">add_bias_kv.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule MultiheadAttention(long width, long? keyWidth = null, long? valueWidth = null, bool bias = true,
        bool addBiasKeyValue = false)
    {
        long all = Guard.Product(Guard.Positive(width), 3, nameof(width)), keys = keyWidth ?? width, values = valueWidth ?? width;
        TensorShape square = WeightShape.Of((width, nameof(width)), (width, nameof(width))),
            packed = WeightShape.Of((all, nameof(width)), (width, nameof(width))),
            key = WeightShape.Of((width, nameof(width)), (keys, nameof(keyWidth))),
            value = WeightShape.Of((width, nameof(width)), (values, nameof(valueWidth)));
        ModuleEntry[] output = [.. new PyTorchModule("", Affine(square, width, bias)).Within("out_proj").Select(entry =>
            entry.Name == "out_proj.bias" ? entry with { Initializer = new DrawnThenZero(entry.Initializer) } : entry)];
        ModuleEntry[] projections = keys == width && values == width
            ? [new("in_proj_weight", packed, XavierUniform())]
            : [new("q_proj_weight", square, XavierUniform()), new("k_proj_weight", key, XavierUniform()),
                new("v_proj_weight", value, XavierUniform())];
        ModuleEntry[] others =
        [
            .. projections, .. Optional(bias, "in_proj_bias", [all], Zeros()),
            .. Optional(addBiasKeyValue, "bias_k", [1, 1, width], XavierNormal()),
            .. Optional(addBiasKeyValue, "bias_v", [1, 1, width], XavierNormal()),
        ];
        return new(Invariant($"MultiheadAttention({width})"), [.. output, .. others],
            [.. others.Concat(output).Select(entry => entry.Name)]);
    }

    /// <summary><c>nn.TransformerEncoderLayer</c>: attention, two <see cref="Linear"/>, two norms.</summary>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule TransformerEncoderLayer(long width, long feedforward = 2048, bool bias = true) =>
        TransformerLayer("TransformerEncoderLayer", ["self_attn"], width, feedforward, bias);

    /// <summary><c>nn.TransformerDecoderLayer</c>: two attentions, two <see cref="Linear"/>, three norms.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer"/>
    public static PyTorchModule TransformerDecoderLayer(long width, long feedforward = 2048, bool bias = true) =>
        TransformerLayer("TransformerDecoderLayer", ["self_attn", "multihead_attn"], width, feedforward, bias);

    /// <summary><c>nn.TransformerEncoder</c>: all layers are copies of one layer, with the same values.</summary>
    /// <param name="layers">num_layers, from 1 to 4,096.</param>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="norm">Whether a LayerNorm follows the last layer.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <param name="frontEnd">Python's or that of C++, which draws more numbers.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, the front end is not defined, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule TransformerEncoder(int layers, long width, long feedforward = 2048, bool norm = false, bool bias = true,
        PyTorchFrontEnd frontEnd = PyTorchFrontEnd.Python) =>
        Stack("TransformerEncoder", TransformerEncoderLayer(width, feedforward, bias), layers, width, norm, bias, frontEnd);

    /// <summary><c>nn.TransformerDecoder</c>: all layers are copies of one layer, with the same values.</summary>
    /// <inheritdoc cref="TransformerEncoder"/>
    public static PyTorchModule TransformerDecoder(int layers, long width, long feedforward = 2048, bool norm = false, bool bias = true,
        PyTorchFrontEnd frontEnd = PyTorchFrontEnd.Python) =>
        Stack("TransformerDecoder", TransformerDecoderLayer(width, feedforward, bias), layers, width, norm, bias, frontEnd);

    /// <summary>
    /// <c>nn.Transformer</c>: one encoder and one decoder layer are drawn and copied; then every parameter of two or more axes is drawn
    /// again by <c>xavier_uniform_</c>, separately in each layer. Biases keep the values of the first draw.
    /// </summary>
    /// <param name="width">d_model, at least 1.</param>
    /// <param name="encoderLayers">num_encoder_layers, from 1 to 4,096.</param>
    /// <param name="decoderLayers">num_decoder_layers, from 1 to 4,096.</param>
    /// <param name="feedforward">dim_feedforward, at least 0.</param>
    /// <param name="bias">Whether attention, linear layers and norms have biases.</param>
    /// <param name="frontEnd">Python's or that of C++, which draws more numbers.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, the front end is not defined, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule Transformer(long width = 512, int encoderLayers = 6, int decoderLayers = 6, long feedforward = 2048,
        bool bias = true, PyTorchFrontEnd frontEnd = PyTorchFrontEnd.Python)
    {
        WeightShape.Layers(encoderLayers, nameof(encoderLayers));
        WeightShape.Layers(decoderLayers, nameof(decoderLayers));
        PyTorchModule encoder = TransformerEncoder(encoderLayers, width, feedforward, norm: true, bias, frontEnd),
            decoder = TransformerDecoder(decoderLayers, width, feedforward, norm: true, bias, frontEnd);
        ModuleEntry[] first = [.. encoder.Within("encoder"), .. decoder.Within("decoder")];
        string[] names = [.. encoder.NamesWithin("encoder"), .. decoder.NamesWithin("decoder")];
        Dictionary<string, ModuleEntry> byName = first.ToDictionary(entry => entry.Name);
        ModuleEntry[] hidden = [.. first.Select(entry => entry.Within("first") with { IsHidden = true })];
        ModuleEntry[] last = [.. names.Select(name => byName[name].Shape.Rank > 1
            ? new ModuleEntry(name, byName[name].Shape, XavierUniform())
            : new(name, byName[name].Shape, Zeros()) { CopyOf = $"first.{name}" })];
        return new(Invariant($"Transformer({width}, {encoderLayers}, {decoderLayers}, {feedforward})"), [.. hidden, .. last]);
    }

    private static PyTorchModule TransformerLayer(string name, string[] attentions, long width, long feedforward, bool bias)
    {
        (long Extent, string Name) outer = (Guard.Positive(width), nameof(width)), inner = (feedforward, nameof(feedforward));
        (string Name, PyTorchModule Module)[] parts =
        [
            .. attentions.Select(attention => (attention, MultiheadAttention(width, bias: bias))),
            ("linear1", LinearOf(outer, inner, bias)), ("linear2", LinearOf(inner, outer, bias)),
            .. Enumerable.Range(1, attentions.Length + 1).Select(i => ($"norm{i}", Norm([width], bias: bias))),
        ];
        return new(Invariant($"{name}({width}, {feedforward})"), parts.SelectMany(part => part.Module.Within(part.Name)),
            parts.SelectMany(part => part.Module.NamesWithin(part.Name)));
    }

    /// <summary>A layer, drawn once, and its copies.</summary>
    private static PyTorchModule Stack(string name, PyTorchModule layer, int layers, long width, bool norm, bool bias,
        PyTorchFrontEnd frontEnd)
    {
        WeightShape.Layers(layers, nameof(layers));
        bool isPython = Guard.Defined(frontEnd) == PyTorchFrontEnd.Python;
        PyTorchModule[] last = norm ? [Norm([width], bias: bias)] : [];
        (string original, int first) = isPython ? ("layers.0", 1) : ("layer", 0);
        IEnumerable<ModuleEntry> drawn = layer.Within(original),
            copies =
                from i in Enumerable.Range(first, layers - first)
                from entry in layer.Entries
                select entry with { Name = $"layers.{i}.{entry.Name}", CopyOf = $"{original}.{entry.Name}" };
        if (!isPython)
            drawn = [.. drawn.Select(entry => entry with { IsHidden = true }), .. Enumerable.Range(0, layers).SelectMany(CopyingDraws)];
        return new(Invariant($"{name}({layer}, {layers})"),
            [.. drawn, .. copies, .. last.SelectMany(module => module.Within("norm"))],
            [.. Enumerable.Range(0, layers).SelectMany(i => layer.NamesWithin($"layers.{i}")),
                .. last.SelectMany(module => module.NamesWithin("norm"))]);

        // A parameter is drawn with each of the modules that it is within: nested uniforms, whose order does not change their number.
        IEnumerable<ModuleEntry> CopyingDraws(int copy) =>
            from entry in layer.Entries
            from depth in Enumerable.Range(0, entry.Name.Split('.').Length)
            select entry with { Name = $"copy.{copy}.{depth}.{entry.Name}", IsHidden = true };
    }

    /// <summary>Another initializer, whose values are drawn and then set to 0.</summary>
    private sealed record DrawnThenZero(PyTorchInitializer Inner) : PyTorchInitializer
    {
        public override string ToString() => $"{Inner}, then zeros_()";

        internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
        {
            Inner.Fill<T, TType>(weights, shape, source);
            weights.Clear();
        }
    }
}

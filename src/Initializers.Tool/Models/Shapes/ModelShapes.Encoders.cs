namespace Initializers.Tool;

/// <content>Encoders, and models of an encoder and a decoder.</content>
internal static partial class ModelShapes
{
    /// <summary>BERT with its pooler, without a head.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Bert(
        int layers = 12, long width = 768, long inner = 3072, long vocabulary = 30522, long positions = 512, long types = 2) =>
    [
        ("embeddings.word_embeddings.weight", [vocabulary, width]),
        ("embeddings.position_embeddings.weight", [positions, width]),
        ("embeddings.token_type_embeddings.weight", [types, width]),
        .. Norm("embeddings.LayerNorm", width),
        .. Layers(layers, (width, inner), static (size, layer) =>
        [
            .. Linear("attention.self.query", size.width, size.width), .. Linear("attention.self.key", size.width, size.width),
            .. Linear("attention.self.value", size.width, size.width),
            .. Linear("attention.output.dense", size.width, size.width), .. Norm("attention.output.LayerNorm", size.width),
            .. Linear("intermediate.dense", size.inner, size.width),
            .. Linear("output.dense", size.width, size.inner), .. Norm("output.LayerNorm", size.width),
        ], "encoder.layer"),
        .. Linear("pooler.dense", width, width),
    ];

    /// <summary>BERT with its head of masked words, some of it tied.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> BertForPreTraining(int layers, long width, long inner, long vocabulary) =>
    [
        .. Prefixed("bert", Bert(layers, width, inner, vocabulary, 64)),
        ("bert.embeddings.position_ids", [1, 64]),
        ("cls.predictions.bias", [vocabulary]),
        .. Linear("cls.predictions.transform.dense", width, width), .. Norm("cls.predictions.transform.LayerNorm", width),
        .. Linear("cls.predictions.decoder", vocabulary, width),
        .. Linear("cls.seq_relationship", 2, width),
    ];

    /// <summary>RoBERTa with its head of masked words.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Roberta(
        int layers, long width, long inner, long vocabulary, long positions = 66) =>
    [
        .. Prefixed("roberta", Bert(layers, width, inner, vocabulary, positions, 1)).Where(one => !one.Name.Contains("pooler")),
        ("lm_head.bias", [vocabulary]),
        .. Linear("lm_head.dense", width, width), .. Norm("lm_head.layer_norm", width),
        .. Linear("lm_head.decoder", vocabulary, width),
    ];

    /// <summary>T5 without the names that are tied.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> T5(
        int layers = 6, long width = 512, long inner = 2048, long heads = 8, long headWidth = 64, long vocabulary = 32128) =>
    [
        ("shared.weight", [vocabulary, width]),
        .. T5Stack("encoder", ["SelfAttention"], (layers, width, inner, heads, heads * headWidth)),
        .. T5Stack("decoder", ["SelfAttention", "EncDecAttention"], (layers, width, inner, heads, heads * headWidth)),
    ];

    /// <summary>Whisper, without the tied output.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Whisper(int layers, long width, long inner, long vocabulary) =>
    [
        .. Convolution("model.encoder.conv1", width, 80), .. Convolution("model.encoder.conv2", width, width),
        ("model.encoder.embed_positions.weight", [1500, width]),
        .. Layers(layers, (width, inner), static (size, layer) =>
            [.. Fairseq("self_attn", size.width), .. FairseqFeedForward(size.width, size.inner)], "model.encoder.layers"),
        .. Norm("model.encoder.layer_norm", width),
        ("model.decoder.embed_tokens.weight", [vocabulary, width]), ("model.decoder.embed_positions.weight", [448, width]),
        .. Layers(layers, (width, inner), static (size, layer) =>
        [
            .. Fairseq("self_attn", size.width), .. Fairseq("encoder_attn", size.width),
            .. FairseqFeedForward(size.width, size.inner),
        ], "model.decoder.layers"),
        .. Norm("model.decoder.layer_norm", width),
    ];

    /// <summary>A transformer of fairseq and torchscale with encoder and decoder.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> FairseqTransformer(
        int encoderLayers, int decoderLayers, long width, long vocabulary) =>
    [
        ("encoder.embed_tokens.weight", [vocabulary, width]),
        .. Layers(encoderLayers, width, static (width, layer) =>
            [.. Fairseq("self_attn", width), .. FairseqFeedForward(width, 4 * width)], "encoder.layers"),
        ("decoder.embed_tokens.weight", [vocabulary, width]),
        .. Layers(decoderLayers, width, static (width, layer) =>
        [
            .. Fairseq("self_attn", width), .. Fairseq("encoder_attn", width), .. FairseqFeedForward(width, 4 * width),
        ], "decoder.layers"),
    ];

    private static IEnumerable<(string, TensorShape)> T5Stack(
        string stack, string[] attentions, (int Layers, long Width, long Inner, long Heads, long Inside) size) =>
    [
        .. Layers(size.Layers, size, (size, block) =>
        [
            .. attentions.SelectMany((attention, at) => (IEnumerable<(string, TensorShape)>)
            [
                ($"layer.{at}.{attention}.q.weight", [size.Inside, size.Width]),
                ($"layer.{at}.{attention}.k.weight", [size.Inside, size.Width]),
                ($"layer.{at}.{attention}.v.weight", [size.Inside, size.Width]),
                ($"layer.{at}.{attention}.o.weight", [size.Width, size.Inside]),
                ($"layer.{at}.layer_norm.weight", [size.Width]),
            ]),
            .. (IEnumerable<(string, TensorShape)>)(block > 0 ? []
                : [("layer.0.SelfAttention.relative_attention_bias.weight", [32, size.Heads])]),
            ($"layer.{attentions.Length}.DenseReluDense.wi.weight", [size.Inner, size.Width]),
            ($"layer.{attentions.Length}.DenseReluDense.wo.weight", [size.Width, size.Inner]),
            ($"layer.{attentions.Length}.layer_norm.weight", [size.Width]),
        ], $"{stack}.block"),
        ($"{stack}.final_layer_norm.weight", [size.Width]),
    ];

    private static IEnumerable<(string, TensorShape)> Fairseq(string attention, long width) =>
    [
        ($"{attention}.k_proj.weight", [width, width]), .. Linear($"{attention}.v_proj", width, width),
        .. Linear($"{attention}.q_proj", width, width), .. Linear($"{attention}.out_proj", width, width),
        .. Norm($"{attention}_layer_norm", width),
    ];

    private static IEnumerable<(string, TensorShape)> FairseqFeedForward(long width, long inner) =>
        [.. Linear("fc1", inner, width), .. Linear("fc2", width, inner), .. Norm("final_layer_norm", width)];
}

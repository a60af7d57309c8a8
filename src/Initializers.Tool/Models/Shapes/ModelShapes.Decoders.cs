namespace Initializers.Tool;

/// <content>Decoders.</content>
internal static partial class ModelShapes
{
    /// <summary>nanoGPT: <c>Linear</c> weights as [out, in], and the tied head in the list.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> NanoGpt(
        int layers, long width, long vocabulary, long positions, bool biases = true)
    {
        foreach ((string name, TensorShape shape) in Gpt2(layers, width, vocabulary, positions))
        {
            if (!biases && name.EndsWith("bias", StringComparison.Ordinal)) continue;
            bool isLinear = name.Contains(".c_", StringComparison.Ordinal) && shape.Rank == 2;
            yield return ($"transformer.{name}", isLinear ? [shape[1], shape[0]] : shape);
        }
        yield return ("lm_head.weight", [vocabulary, width]);
    }

    /// <summary>LLaMA and what is named like it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Llama(LlamaSize size) =>
    [
        ("model.embed_tokens.weight", [size.Vocabulary, size.Width]),
        .. Layers(size.Layers, size, static (size, layer) => [.. Attention(size), .. FeedForward(size)]),
        .. End(size),
    ];

    /// <summary>Gemma 2, whose layers have two more norms.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Gemma2(LlamaSize size) =>
    [
        ("model.embed_tokens.weight", [size.Vocabulary, size.Width]),
        .. Layers(size.Layers, size, static (size, layer) =>
        [
            .. Attention(size), .. FeedForward(size),
            ("pre_feedforward_layernorm.weight", [size.Width]), ("post_feedforward_layernorm.weight", [size.Width]),
        ]),
        .. End(size),
    ];

    /// <summary>Mixtral, as files hold it or as the module does.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Mixtral(LlamaSize size, int experts, bool stacked) =>
    [
        ("model.embed_tokens.weight", [size.Vocabulary, size.Width]),
        .. Layers(size.Layers, size, (size, layer) => stacked ?
        [
            .. Attention(size), ("mlp.gate.weight", [experts, size.Width]), .. StackedExperts(size, experts),
        ]
        :
        [
            .. Attention(size), ("block_sparse_moe.gate.weight", [experts, size.Width]),
            .. Enumerable.Range(0, experts).SelectMany(e => (IEnumerable<(string, TensorShape)>)
            [
                ($"block_sparse_moe.experts.{e}.w1.weight", [size.Inner, size.Width]),
                ($"block_sparse_moe.experts.{e}.w2.weight", [size.Width, size.Inner]),
                ($"block_sparse_moe.experts.{e}.w3.weight", [size.Inner, size.Width]),
            ]),
        ]),
        .. End(size),
    ];

    /// <summary>Qwen 2 with experts, whose first layer has none.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> QwenMoe(LlamaSize size, int experts, bool stacked) =>
    [
        ("model.embed_tokens.weight", [size.Vocabulary, size.Width]),
        .. Layers(size.Layers, size, (size, layer) => layer == 0 ? [.. Attention(size), .. FeedForward(size)] :
        [
            .. Attention(size),
            ("mlp.gate.weight", [experts, size.Width]),
            .. stacked ? StackedExperts(size, experts)
                : Enumerable.Range(0, experts).SelectMany(e => Prefixed($"mlp.experts.{e}", FeedForward(size), "mlp.")),
            .. Prefixed("mlp.shared_expert", FeedForward(size), "mlp."),
            ("mlp.shared_expert_gate.weight", [1, size.Width]),
        ]),
        .. End(size),
    ];

    /// <summary>Llama 4, whose experts are stacked and transposed, and whose first layer has none.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Llama4(LlamaSize size, int experts) =>
    [
        ("language_model.model.embed_tokens.weight", [size.Vocabulary, size.Width]),
        .. Prefixed("language_model", Layers(size.Layers, size, (size, layer) => layer == 0
            ? [.. Attention(size), .. Prefixed("feed_forward", FeedForward(size), "mlp.")] :
        [
            .. Attention(size),
            ("feed_forward.router.weight", [experts, size.Width]),
            ("feed_forward.experts.gate_up_proj", [experts, size.Width, 2 * size.Inner]),
            ("feed_forward.experts.down_proj", [experts, size.Inner, size.Width]),
            .. Prefixed("feed_forward.shared_expert", FeedForward(size), "mlp."),
        ])),
        .. Prefixed("language_model", End(size)),
    ];

    /// <summary>LLaMA 3 as torchtitan names it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> TorchTitanLlama(LlamaSize size) =>
    [
        ("tok_embeddings.weight", [size.Vocabulary, size.Width]),
        .. Layers(size.Layers, size, static (size, layer) =>
        [
            ("attention.wq.weight", [size.Heads * size.HeadWidth, size.Width]),
            ("attention.wk.weight", [size.KeyHeads * size.HeadWidth, size.Width]),
            ("attention.wv.weight", [size.KeyHeads * size.HeadWidth, size.Width]),
            ("attention.wo.weight", [size.Width, size.Heads * size.HeadWidth]),
            ("feed_forward.w1.weight", [size.Inner, size.Width]), ("feed_forward.w2.weight", [size.Width, size.Inner]),
            ("feed_forward.w3.weight", [size.Inner, size.Width]),
            ("attention_norm.weight", [size.Width]), ("ffn_norm.weight", [size.Width]),
        ], "layers"),
        ("norm.weight", [size.Width]),
        ("output.weight", [size.Vocabulary, size.Width]),
    ];

    /// <summary>The names that torchtitan 0.5 gives a model, with a buffer; query, key and value may be packed.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> TorchTitan05(
        IEnumerable<(string Name, TensorShape Shape)> model, bool isPacked = false)
    {
        long queries = 0;
        foreach ((string name, TensorShape shape) in model)
        {
            string renamed = name.Replace("output.weight", "lm_head.weight").Replace("attention.w", "attention.qkv_linear.w")
                .Replace("qkv_linear.wo", "wo");
            if (!isPacked || !renamed.Contains("qkv_linear")) yield return (renamed, shape);
            else if (renamed.EndsWith("wq.weight", StringComparison.Ordinal)) queries = shape[0];
            else if (renamed.EndsWith("wk.weight", StringComparison.Ordinal))
                yield return (renamed.Replace("wk.weight", "wqkv.weight"), [queries + 2 * shape[0], shape[1]]);
        }
        yield return ("freqs_cis", [32, 8]);
    }

    /// <summary>Pythia as files hold it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> GptNeoX(int layers, long width, long vocabulary) =>
    [
        ("gpt_neox.embed_in.weight", [vocabulary, width]),
        .. Layers(layers, width, static (width, layer) =>
        [
            .. Norm("input_layernorm", width), .. Norm("post_attention_layernorm", width),
            ("attention.bias", [1, 1, 32, 32]), ("attention.masked_bias", []), ("attention.rotary_emb.inv_freq", [8]),
            .. Linear("attention.query_key_value", 3 * width, width), .. Linear("attention.dense", width, width),
            .. Linear("mlp.dense_h_to_4h", 4 * width, width), .. Linear("mlp.dense_4h_to_h", width, 4 * width),
        ], "gpt_neox.layers"),
        .. Norm("gpt_neox.final_layer_norm", width),
        ("embed_out.weight", [vocabulary, width]),
    ];

    /// <summary>Mamba, without the tied head.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Mamba(int layers, long width, long vocabulary, long states = 16) =>
    [
        ("backbone.embedding.weight", [vocabulary, width]),
        .. Layers(layers, (width, states), static (size, layer) =>
        [
            ("mixer.in_proj.weight", [4 * size.width, size.width]),
            ("mixer.conv1d.weight", [2 * size.width, 1, 4]), ("mixer.conv1d.bias", [2 * size.width]),
            ("mixer.x_proj.weight", [size.width / 16 + 2 * size.states, 2 * size.width]),
            .. Linear("mixer.dt_proj", 2 * size.width, size.width / 16),
            ("mixer.A_log", [2 * size.width, size.states]), ("mixer.D", [2 * size.width]),
            ("mixer.out_proj.weight", [size.width, 2 * size.width]), ("norm.weight", [size.width]),
        ], "backbone.layers"),
        ("backbone.norm_f.weight", [width]),
    ];

    /// <summary>Mamba 2 with a feed-forward part, and the tied head in the list.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Mamba2(int layers, long width, long vocabulary, long heads = 24) =>
    [
        ("backbone.embeddings.weight", [vocabulary, width]),
        .. Layers(layers, (width, heads), static (size, layer) =>
        [
            ("mixer.dt_bias", [size.heads]), ("mixer.A_log", [size.heads]), ("mixer.D", [size.heads]),
            ("mixer.in_proj.weight", [4 * size.width + 128 + size.heads, size.width]),
            ("mixer.conv1d.weight", [2 * size.width + 128, 1, 4]), ("mixer.conv1d.bias", [2 * size.width + 128]),
            ("mixer.norm.weight", [2 * size.width]), ("mixer.out_proj.weight", [size.width, 2 * size.width]),
            ("norm.weight", [size.width]), ("norm2.weight", [size.width]),
            ("mlp.fc1.weight", [4 * size.width, size.width]), ("mlp.fc2.weight", [size.width, 2 * size.width]),
        ], "backbone.layers"),
        ("backbone.norm_f.weight", [width]),
        ("lm_head.weight", [vocabulary, width]),
    ];

    /// <summary>
    /// RWKV-7, whose low-rank maps have the widths of decay and rate, of the value, and of the gate. Files lack the mix of values of layer
    /// 0, which is not used; training lists it.
    /// </summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Rwkv7(
        int layers, long width, long vocabulary, long head, (long Decay, long Value, long Gate) low, bool hasFirstResidual = false)
    {
        (string, TensorShape) Channels(string name) => (name, [1, 1, width]);
        IEnumerable<(string, TensorShape)> LowRank(string name, long rank) =>
            [($"att.{name}1", [width, rank]), ($"att.{name}2", [rank, width])];
        return
        [
            ("emb.weight", [vocabulary, width]),
            .. Layers(layers, width, (width, layer) =>
            [
                .. Norm("ln1", width), .. Norm("ln2", width),
                .. (IEnumerable<(string, TensorShape)>)(layer == 0 ? Norm("ln0", width) : []),
                .. ((string[])["x_r", "x_w", "x_k", "x_v", "x_a", "x_g", "w0", "a0", "k_k", "k_a"]).Select(name => Channels($"att.{name}")),
                ("att.r_k", [width / head, head]),
                .. LowRank("w", low.Decay), .. LowRank("a", low.Decay), .. LowRank("g", low.Gate),
                .. (IEnumerable<(string, TensorShape)>)
                    (layer > 0 || hasFirstResidual ? [Channels("att.v0"), .. LowRank("v", low.Value)] : []),
                .. ((string[])["receptance", "key", "value", "output"])
                    .Select(name => ($"att.{name}.weight", new TensorShape(width, width))),
                .. Norm("att.ln_x", width),
                Channels("ffn.x_k"),
                ("ffn.key.weight", [4 * width, width]), ("ffn.value.weight", [width, 4 * width]),
            ], "blocks"),
            .. Norm("ln_out", width),
            ("head.weight", [vocabulary, width]),
        ];
    }

    /// <summary>LoRA adapters of rank r for the matrices of a model whose names end in one of some texts, as PEFT wraps them.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Adapted(
        IEnumerable<(string Name, TensorShape Shape)> model, long rank, params string[] ends)
    {
        foreach ((string name, TensorShape shape) in model)
        {
            string module = $"base_model.model.{name[..name.LastIndexOf('.')]}", last = name[(name.LastIndexOf('.') + 1)..];
            if (!Array.Exists(ends, end => module.EndsWith(end, StringComparison.Ordinal)))
            {
                yield return ($"{module}.{last}", shape);
                continue;
            }
            yield return ($"{module}.base_layer.{last}", shape);
            if (shape.Rank < 2) continue;
            yield return ($"{module}.lora_A.default.weight", [rank, shape[1]]);
            yield return ($"{module}.lora_B.default.weight", [shape[0], rank]);
        }
    }

    private static IEnumerable<(string, TensorShape)> Attention(LlamaSize size)
    {
        long queries = size.Heads * size.HeadWidth, keys = size.KeyHeads * size.HeadWidth;
        yield return ("self_attn.q_proj.weight", [queries, size.Width]);
        yield return ("self_attn.k_proj.weight", [keys, size.Width]);
        yield return ("self_attn.v_proj.weight", [keys, size.Width]);
        yield return ("self_attn.o_proj.weight", [size.Width, queries]);
        if (size.HasBiases)
        {
            yield return ("self_attn.q_proj.bias", [queries]);
            yield return ("self_attn.k_proj.bias", [keys]);
            yield return ("self_attn.v_proj.bias", [keys]);
        }
        yield return ("input_layernorm.weight", [size.Width]);
        yield return ("post_attention_layernorm.weight", [size.Width]);
    }

    private static IEnumerable<(string, TensorShape)> FeedForward(LlamaSize size) =>
    [
        ("mlp.gate_proj.weight", [size.Inner, size.Width]), ("mlp.up_proj.weight", [size.Inner, size.Width]),
        ("mlp.down_proj.weight", [size.Width, size.Inner]),
    ];

    private static IEnumerable<(string, TensorShape)> StackedExperts(LlamaSize size, int experts) =>
    [
        ("mlp.experts.gate_up_proj", [experts, 2 * size.Inner, size.Width]),
        ("mlp.experts.down_proj", [experts, size.Width, size.Inner]),
    ];

    private static IEnumerable<(string, TensorShape)> End(LlamaSize size) => size.IsTied ? [("model.norm.weight", [size.Width])]
        : [("model.norm.weight", [size.Width]), ("lm_head.weight", [size.Vocabulary, size.Width])];
}

/// <summary>The sizes of a model that is named like LLaMA.</summary>
internal sealed record LlamaSize(
    int Layers, long Width, long Inner, int Heads, int KeyHeads, int HeadWidth, long Vocabulary,
    bool IsTied = false, bool HasBiases = false);

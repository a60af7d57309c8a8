namespace Initializers.Benchmarks.Checkpoints;

/// <summary>Models of several sizes, with the names and the plan of Llama.</summary>
internal static class Models
{
    /// <summary>Llama 2 with 7 billion parameters.</summary>
    public static ResolvedPlan SevenBillion() => Of(layers: 32, width: 4096, inner: 11008, vocabulary: 32000);

    /// <summary>Half a billion parameters, 2 GB of floats.</summary>
    public static ResolvedPlan OfHalfABillion() => Of(layers: 24, width: 1280, inner: 3456, vocabulary: 10000);

    /// <summary>A layer of the same kind, which needs all the code and little memory.</summary>
    public static ResolvedPlan OfOneLayer() => Of(layers: 1, width: 512, inner: 1024, vocabulary: 1000);

    /// <summary>Small tensors of 1,300 names.</summary>
    public static ResolvedPlan OfManyNames() => Of(layers: 144, width: 8, inner: 16, vocabulary: 16);

    private static ResolvedPlan Of(int layers, long width, long inner, long vocabulary)
    {
        IEnumerable<(string, TensorShape)> parameters =
        [
            ("model.embed_tokens.weight", [vocabulary, width]),
            .. Enumerable.Range(0, layers).SelectMany(layer => (IEnumerable<(string, TensorShape)>)
            [
                ($"model.layers.{layer}.self_attn.q_proj.weight", [width, width]),
                ($"model.layers.{layer}.self_attn.k_proj.weight", [width, width]),
                ($"model.layers.{layer}.self_attn.v_proj.weight", [width, width]),
                ($"model.layers.{layer}.self_attn.o_proj.weight", [width, width]),
                ($"model.layers.{layer}.mlp.gate_proj.weight", [inner, width]),
                ($"model.layers.{layer}.mlp.up_proj.weight", [inner, width]),
                ($"model.layers.{layer}.mlp.down_proj.weight", [width, inner]),
                ($"model.layers.{layer}.input_layernorm.weight", [width]),
                ($"model.layers.{layer}.post_attention_layernorm.weight", [width]),
            ]),
            ("model.norm.weight", [width]), ("lm_head.weight", [vocabulary, width]),
        ];
        return ModelPlan.Llama().Resolve(parameters);
    }
}

using Initializers;

namespace ShardedInit;

/// <summary>Names and shapes of Llama 2 with 7 billion parameters, or with fewer layers.</summary>
public static class Llama7B
{
    /// <summary>The layers of the published model.</summary>
    public const int Layers = 32;

    private const long Width = 4096, Inner = 11008, Vocabulary = 32000;

    /// <summary>The parameters in the order of the model: 6,738,415,616 of them for 32 layers.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Parameters(int layers)
    {
        yield return ("model.embed_tokens.weight", [Vocabulary, Width]);
        for (int layer = 0; layer < layers; layer++)
        {
            foreach (string projection in (string[])["q_proj", "k_proj", "v_proj", "o_proj"])
                yield return ($"model.layers.{layer}.self_attn.{projection}.weight", [Width, Width]);
            yield return ($"model.layers.{layer}.mlp.gate_proj.weight", [Inner, Width]);
            yield return ($"model.layers.{layer}.mlp.up_proj.weight", [Inner, Width]);
            yield return ($"model.layers.{layer}.mlp.down_proj.weight", [Width, Inner]);
            yield return ($"model.layers.{layer}.input_layernorm.weight", [Width]);
            yield return ($"model.layers.{layer}.post_attention_layernorm.weight", [Width]);
        }
        yield return ("model.norm.weight", [Width]);
        yield return ("lm_head.weight", [Vocabulary, Width]);
    }
}

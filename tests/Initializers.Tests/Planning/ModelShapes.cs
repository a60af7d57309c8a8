namespace Initializers.Tests.Planning;

/// <summary>Names and shapes of published models, as their files list them.</summary>
internal static class ModelShapes
{
    /// <summary>GPT-2 as Hugging Face stores it, <c>Conv1D</c> weights as [in, out], without the tied head.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Gpt2(
        int layers = 12, long width = 768, long vocabulary = 50257, long positions = 1024)
    {
        yield return ("wte.weight", [vocabulary, width]);
        yield return ("wpe.weight", [positions, width]);
        for (int layer = 0; layer < layers; layer++)
        {
            foreach ((string name, TensorShape shape) in (IEnumerable<(string, TensorShape)>)
            [
                ("ln_1.weight", [width]), ("ln_1.bias", [width]),
                ("attn.c_attn.weight", [width, 3 * width]), ("attn.c_attn.bias", [3 * width]),
                ("attn.c_proj.weight", [width, width]), ("attn.c_proj.bias", [width]),
                ("ln_2.weight", [width]), ("ln_2.bias", [width]),
                ("mlp.c_fc.weight", [width, 4 * width]), ("mlp.c_fc.bias", [4 * width]),
                ("mlp.c_proj.weight", [4 * width, width]), ("mlp.c_proj.bias", [width]),
            ])
                yield return ($"h.{layer}.{name}", shape);
        }
        yield return ("ln_f.weight", [width]);
        yield return ("ln_f.bias", [width]);
    }
}

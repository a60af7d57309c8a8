namespace Initializers.Tool;

/// <summary>Names and shapes of published models, as their files list them.</summary>
internal static partial class ModelShapes
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

    /// <summary>The parameters of layers that are numbered from 0.</summary>
    private static IEnumerable<(string Name, TensorShape Shape)> Layers<T>(
        int layers, T size, Func<T, int, IEnumerable<(string, TensorShape)>> layer, string prefix = "model.layers") =>
        Enumerable.Range(0, layers).SelectMany(i => Prefixed($"{prefix}.{i}", layer(size, i)));

    /// <summary>Names behind a prefix, without one that they had.</summary>
    private static IEnumerable<(string Name, TensorShape Shape)> Prefixed(
        string prefix, IEnumerable<(string Name, TensorShape Shape)> parameters, string former = "") =>
        parameters.Select(parameter => ($"{prefix}.{parameter.Name[former.Length..]}", parameter.Shape));

    private static IEnumerable<(string Name, TensorShape Shape)> Linear(string name, long outputs, long inputs) =>
        [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private static IEnumerable<(string Name, TensorShape Shape)> Convolution(string name, long outputs, long inputs) =>
        [($"{name}.weight", [outputs, inputs, 3]), ($"{name}.bias", [outputs])];

    private static IEnumerable<(string Name, TensorShape Shape)> Norm(string name, long width) =>
        [($"{name}.weight", [width]), ($"{name}.bias", [width])];
}

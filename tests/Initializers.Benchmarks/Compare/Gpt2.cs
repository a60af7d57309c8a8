namespace Initializers.Benchmarks.Compare;

/// <summary>
/// The parameters of GPT-2 small, 124 million floats, with the names of the published checkpoint (Radford et al. 2019).
/// </summary>
public static class Gpt2
{
    private const int Layers = 12, Width = 768, Vocabulary = 50257, Positions = 1024;

    /// <summary>Weights are N(0, 0.02^2), at the end of a residual branch divided by sqrt(2 layers); scales are 1 and biases 0.</summary>
    public static IReadOnlyList<(string Name, TensorShape Shape, IWeightInitializer Initializer)> Small { get; } = [.. Parameters()];

    private static IEnumerable<(string, TensorShape, IWeightInitializer)> Parameters()
    {
        IWeightInitializer weight = Init.Normal(0, 0.02), residual = Init.Normal(0, 0.02 / Math.Sqrt(2 * Layers)), bias = Init.Zeros(),
            scale = Init.Ones();
        yield return ("wte.weight", [Vocabulary, Width], weight);
        yield return ("wpe.weight", [Positions, Width], weight);
        for (int layer = 0; layer < Layers; layer++)
        {
            string h = $"h.{layer}.";
            yield return (h + "ln_1.weight", [Width], scale);
            yield return (h + "ln_1.bias", [Width], bias);
            yield return (h + "attn.c_attn.weight", [Width, 3 * Width], weight);
            yield return (h + "attn.c_attn.bias", [3 * Width], bias);
            yield return (h + "attn.c_proj.weight", [Width, Width], residual);
            yield return (h + "attn.c_proj.bias", [Width], bias);
            yield return (h + "ln_2.weight", [Width], scale);
            yield return (h + "ln_2.bias", [Width], bias);
            yield return (h + "mlp.c_fc.weight", [Width, 4 * Width], weight);
            yield return (h + "mlp.c_fc.bias", [4 * Width], bias);
            yield return (h + "mlp.c_proj.weight", [4 * Width, Width], residual);
            yield return (h + "mlp.c_proj.bias", [Width], bias);
        }
        yield return ("ln_f.weight", [Width], scale);
        yield return ("ln_f.bias", [Width], bias);
    }
}

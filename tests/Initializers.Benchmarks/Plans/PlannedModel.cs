using Initializers.Benchmarks.Compare;

namespace Initializers.Benchmarks.Plans;

/// <summary>A model that is filled by a plan, and by the loop over its parameters that the plan replaces.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Parameters">The parameters with what fills each.</param>
/// <param name="Plan">The plan, which gives the same values.</param>
/// <param name="IsShared">
/// Whether the loop shares the parameters out between the threads, by which small ones are filled fastest; otherwise it takes one after
/// another, and all threads fill a large one, as in <c>compare</c>.
/// </param>
/// <param name="Target">The most that a fill by plan may take, in units of the loop.</param>
public sealed record PlannedModel(
    string Name, IReadOnlyList<(string Name, TensorShape Shape, IWeightInitializer Initializer)> Parameters, InitializationPlan Plan,
    bool IsShared, string Target)
{
    private const int SmallParameters = 100_000;

    /// <summary>GPT-2 small, and a model of many small parameters.</summary>
    public static IReadOnlyList<PlannedModel> All { get; } =
    [
        new("GPT-2 small, 148 parameters", Gpt2.Small, ModelPlan.Gpt2(12), IsShared: false, "1.0"),
        new("100,000 parameters of 64 to 1,024 elements", [.. Experts()], OfExperts(), IsShared: true, "1.5"),
    ];

    /// <summary>Names and shapes.</summary>
    public IEnumerable<(string, TensorShape)> Shapes => Parameters.Select(parameter => (parameter.Name, parameter.Shape));

    /// <summary>Fills all parameters without a plan.</summary>
    public void Fill(float[][] buffers, PhiloxRandom random)
    {
        if (IsShared && random.MaxDegreeOfParallelism != 1)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = random.MaxDegreeOfParallelism };
            Parallel.For(0, buffers.Length, options, i => Fill(i, buffers[i], random));
        }
        else
        {
            for (int i = 0; i < buffers.Length; i++) Fill(i, buffers[i], random);
        }
    }

    private void Fill(int parameter, float[] buffer, PhiloxRandom random)
    {
        (string name, TensorShape shape, IWeightInitializer initializer) = Parameters[parameter];
        initializer.Initialize(buffer, shape, random.Fork(name));
    }

    /// <summary>Experts with two matrices and two vectors each.</summary>
    private static IEnumerable<(string, TensorShape, IWeightInitializer)> Experts()
    {
        IWeightInitializer up = Init.HeNormal(), gate = Init.GlorotUniform(), norm = Init.Ones(), bias = Init.Zeros();
        for (int expert = 0; expert < SmallParameters / 4; expert++)
        {
            long size = 8 << (expert % 3);
            string name = $"model.layers.{expert / 250}.experts.{expert % 250}";
            yield return ($"{name}.up.weight", [size, size], up);
            yield return ($"{name}.gate.weight", [size, size], gate);
            yield return ($"{name}.norm.weight", [size * size], norm);
            yield return ($"{name}.up.bias", [size * size], bias);
        }
    }

    private static InitializationPlan OfExperts() => new()
    {
        { "**.up.weight", Init.HeNormal() },
        { "**.gate.weight", Init.GlorotUniform() },
        { "**.norm.weight", Init.Ones() },
        { "**.bias", Init.Zeros() },
    };
}

using Initializers.Tool;

namespace Initializers.Benchmarks.Checkpoints;

/// <summary>Models of several sizes, with the names and the plan of Llama.</summary>
internal static class Models
{
    private const int Heads = 4; // of which the shapes of attention without groups do not depend

    /// <summary>Llama 2 with 7 billion parameters.</summary>
    public static ResolvedPlan SevenBillion() => Of(layers: 32, width: 4096, inner: 11008, vocabulary: 32000);

    /// <summary>Half a billion parameters, 2 GB of floats.</summary>
    public static ResolvedPlan OfHalfABillion() => Of(layers: 24, width: 1280, inner: 3456, vocabulary: 10000);

    /// <summary>A layer of the same kind, which needs all the code and little memory.</summary>
    public static ResolvedPlan OfOneLayer() => Of(layers: 1, width: 512, inner: 1024, vocabulary: 1000);

    /// <summary>Small tensors of 1,300 names.</summary>
    public static ResolvedPlan OfManyNames() => Of(layers: 144, width: 8, inner: 16, vocabulary: 16);

    private static ResolvedPlan Of(int layers, int width, long inner, long vocabulary) =>
        ModelPlan.Llama().Resolve(ModelShapes.Llama(new(layers, width, inner, Heads, Heads, width / Heads, vocabulary)));
}

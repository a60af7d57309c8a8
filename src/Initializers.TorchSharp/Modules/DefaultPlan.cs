using TorchSharp.Modules;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>What a module without a plan gets: one initializer for all weights, and what the kinds of layers need beside it.</summary>
internal static class DefaultPlan
{
    /// <summary>The role of parameters that no one knows how to fill.</summary>
    private const string Unknown = "unknown";

    /// <summary>The plan.</summary>
    /// <param name="weights">The initializer of weights.</param>
    /// <param name="module">The module.</param>
    public static InitializationPlan Of(IWeightInitializer weights, Module module)
    {
        var plan = new InitializationPlan
        {
            { "**", Rule.Initialize(weights).OfRole(ModuleKinds.Weight).Optional() },
            { "**", Rule.Initialize(weights).OfRole(ModuleKinds.Embeddings).Optional() },
            { "**", Rule.Initialize(Init.Zeros()).OfRole(ModuleKinds.Bias).Optional() },
            { "**", Rule.Initialize(Init.Ones()).OfRole(ModuleKinds.Norm).Optional() },
            { "**", Rule.Keep.OfRole(Unknown).Optional() },
        };
        foreach ((string name, Module layer) in new ModuleNames(module).All)
        {
            if (layer is not PReLU slopes) continue;
            string pattern = name.Length == 0 ? "weight" : $"{name}.weight";
            plan.Add(pattern, Rule.Initialize(Init.Constant(slopes.init)).Optional());
        }
        return plan;
    }

    /// <summary>
    /// The tensors as the plan takes them. Of an embedding one row is read at a time, so that both fans are its width; parameters of modules
    /// of a user's own are weights if they have two axes, and biases if they are called so.
    /// </summary>
    public static IEnumerable<PlanParameter> Parameters(IReadOnlyList<ModuleTensor> tensors) => tensors.Select(tensor =>
        tensor.Parameter switch
        {
            { State: ParameterState.Buffer } buffer => buffer,
            { Role: ModuleKinds.Embeddings, Shape: var shape } embedding => embedding with { Shape = shape.WithFans(shape[1], shape[1]) },
            { Role: null } own => own with { Role = RoleOf(own) },
            var known => known,
        });

    private static string RoleOf(in PlanParameter own) =>
        own.Shape.Rank > 1 ? ModuleKinds.Weight
        : NameSegment.Split(own.Name)[^1].Contains("bias", StringComparison.OrdinalIgnoreCase) ? ModuleKinds.Bias
        : Unknown;
}

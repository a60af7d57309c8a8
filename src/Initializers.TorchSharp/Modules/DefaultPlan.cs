using TorchSharp.Modules;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>What a module without a plan gets: one initializer for all weights, and what the kinds of layers need beside it.</summary>
internal static class DefaultPlan
{
    /// <summary>The plan.</summary>
    /// <param name="weights">The initializer of weights.</param>
    /// <param name="module">The module.</param>
    public static InitializationPlan Of(IWeightInitializer weights, Module module)
    {
        var plan = new InitializationPlan();
        foreach ((string name, Module layer) in module.named_modules())
        {
            if (layer is PReLU slopes) plan.Add(name + ".weight", Init.Constant(slopes.init));
        }
        if (module is PReLU own) plan.Add("weight", Init.Constant(own.init));
        Rule fill = Rule.Initialize(weights).Optional(), zeros = Rule.Initialize(Init.Zeros()).Optional();
        plan.Add("**", zeros.OfRole(ModuleKinds.Bias));
        plan.Add("**", Rule.Initialize(Init.Ones()).Optional().OfRole(ModuleKinds.Norm));
        plan.Add("**", fill.OfRole(ModuleKinds.Weight));
        plan.Add("**", fill.OfRole(ModuleKinds.Embeddings));
        plan.Add("**.*bias*", zeros.Where(shape => shape.Rank < 2));
        plan.Add("**", fill.Where(shape => shape.Rank >= 2));
        plan.Add("**", Rule.Keep.Optional());
        return plan;
    }

    /// <summary>
    /// The tensors as the plan takes them: of an embedding one row is read at a time, so that both fans are its width.
    /// </summary>
    public static IEnumerable<PlanParameter> Parameters(IReadOnlyList<ModuleTensor> tensors) => tensors.Select(tensor =>
        tensor.Parameter is { Role: ModuleKinds.Embeddings, Shape: var shape } embedding
            ? embedding with { Shape = shape.WithFans(shape[1], shape[1]) } : tensor.Parameter);
}

using TorchSharp.Modules;
using static System.FormattableString;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>What a module without a plan gets: one initializer for all weights, and what the kinds of layers need beside it.</summary>
internal static class DefaultPlan
{
    /// <summary>The role of parameters that no one knows how to fill.</summary>
    private const string Unknown = "unknown";

    /// <summary>The plan, with rules for what there is.</summary>
    /// <param name="weights">The initializer of weights.</param>
    /// <param name="module">The module.</param>
    /// <param name="parameters">Its parameters with their roles.</param>
    public static InitializationPlan Of(IWeightInitializer weights, Module module, IReadOnlyList<PlanParameter> parameters)
    {
        (string Role, Rule Rule)[] rules =
        [
            (ModuleKinds.Weight, Rule.Initialize(weights)), (ModuleKinds.Embeddings, Rule.Initialize(weights)),
            (ModuleKinds.Bias, Rule.Initialize(Init.Zeros())), (ModuleKinds.Norm, Rule.Initialize(Init.Ones())), (Unknown, Rule.Keep),
        ];
        HashSet<string?> roles =
            [.. parameters.Where(one => one is { State: ParameterState.Trained, SharesWith: null }).Select(one => one.Role)];
        var plan = new InitializationPlan();
        foreach ((string role, Rule rule) in rules)
        {
            if (roles.Contains(role)) plan.Add("**", rule.OfRole(role));
        }
        foreach (double slope in Slopes(module).Values.Distinct())
            plan.Add("**", Rule.Initialize(Init.Constant(slope)).OfRole(RoleOf(slope)).Optional());
        return plan;
    }

    /// <summary>
    /// The tensors as the plan takes them. Of an embedding one row is read at a time, so that both fans are its width; parameters of
    /// modules of a user's own are weights if they have two axes, and biases if they are called so.
    /// </summary>
    public static IReadOnlyList<PlanParameter> Parameters(IReadOnlyList<ModuleTensor> tensors, Module module)
    {
        Dictionary<string, double> slopes = Slopes(module);
        return [.. tensors.Select(tensor => tensor.Parameter switch
        {
            { State: ParameterState.Buffer } buffer => buffer,
            { Role: ModuleKinds.Slope, Name: var name } slope => slope with { Role = RoleOf(slopes[name]) },
            { Role: ModuleKinds.Embeddings, Shape: var shape } embedding => embedding with { Shape = shape.WithFans(shape[1], shape[1]) },
            { Role: null } own => own with { Role = RoleOf(own) },
            var known => known,
        })];
    }

    /// <summary>The start of the slopes of each <c>PReLU</c>, by the names of their parameters.</summary>
    private static Dictionary<string, double> Slopes(Module module) => new ModuleNames(module).All
        .Where(one => one.Module is PReLU)
        .ToDictionary(one => one.Name.Length == 0 ? "weight" : $"{one.Name}.weight", one => ((PReLU)one.Module).init);

    private static string RoleOf(double slope) => Invariant($"{ModuleKinds.Slope} {slope}");

    private static string RoleOf(in PlanParameter own) =>
        own.Shape.Rank > 1 ? ModuleKinds.Weight
        : NameSegment.Split(own.Name)[^1].Contains("bias", StringComparison.OrdinalIgnoreCase) ? ModuleKinds.Bias
        : Unknown;
}

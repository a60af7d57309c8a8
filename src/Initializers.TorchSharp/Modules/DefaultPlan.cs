using TorchSharp.Modules;
using static System.FormattableString;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>What a module without a plan gets: one initializer for all weights, and what the kinds of layers need beside it.</summary>
internal static class DefaultPlan
{
    /// <summary>The role of parameters that no one knows how to fill.</summary>
    private const string Unknown = "unknown";

    /// <summary>The plan, with rules for what there is, and the parameters as it takes them.</summary>
    /// <param name="weights">The initializer of weights.</param>
    /// <param name="module">The module.</param>
    /// <param name="tensors">Its tensors.</param>
    public static (InitializationPlan Plan, IReadOnlyList<PlanParameter> Parameters) Of(
        IWeightInitializer weights, Module module, IReadOnlyList<ModuleTensor> tensors)
    {
        Dictionary<string, double> slopes = new ModuleNames(module).All.Where(one => one.Module is PReLU)
            .ToDictionary(one => one.Name.Length == 0 ? "weight" : $"{one.Name}.weight", one => ((PReLU)one.Module).init);
        (string Role, Rule Rule)[] rules =
        [
            (ModuleKinds.Weight, Rule.Initialize(weights)), (ModuleKinds.Embeddings, Rule.Initialize(weights)),
            (ModuleKinds.Bias, Rule.Initialize(Init.Zeros())), (ModuleKinds.Norm, Rule.Initialize(Init.Ones())), (Unknown, Rule.Keep),
            .. slopes.Values.Distinct().Select(slope => (RoleOf(slope), Rule.Initialize(Init.Constant(slope)))),
        ];
        PlanParameter[] parameters = [.. tensors.Select(tensor => WithRole(tensor.Parameter, slopes))];
        HashSet<string?> roles =
            [.. parameters.Where(one => one is { State: ParameterState.Trained, SharesWith: null }).Select(one => one.Role)];
        var plan = new InitializationPlan();
        foreach ((string role, Rule rule) in rules)
        {
            if (roles.Contains(role)) plan.Add("**", rule.OfRole(role));
        }
        return (plan, parameters);
    }

    /// <summary>
    /// A parameter with the role by which the plan takes it. Of an embedding one row is read at a time, so that both fans are its width;
    /// parameters of modules of a user's own are weights if they have two axes, and biases if they are called so.
    /// </summary>
    private static PlanParameter WithRole(PlanParameter parameter, Dictionary<string, double> slopes) => parameter switch
    {
        { State: ParameterState.Buffer } or { SharesWith: not null } => parameter,
        { Role: ModuleKinds.Slope, Name: var name } => parameter with { Role = RoleOf(slopes[name]) },
        { Role: ModuleKinds.Embeddings, Shape: var shape } => parameter with { Shape = shape.WithFans(shape[1], shape[1]) },
        { Role: null } => parameter with { Role = RoleOf(parameter) },
        _ => parameter,
    };

    /// <summary>The role of the slopes of a <c>PReLU</c>, which start where its constructor says.</summary>
    private static string RoleOf(double slope) => Invariant($"{ModuleKinds.Slope} {slope}");

    private static string RoleOf(in PlanParameter own) =>
        own.Shape.Rank > 1 ? ModuleKinds.Weight
        : NameSegment.Split(own.Name)[^1].Contains("bias", StringComparison.OrdinalIgnoreCase) ? ModuleKinds.Bias
        : Unknown;
}

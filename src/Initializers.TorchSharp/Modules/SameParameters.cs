using static System.FormattableString;

namespace Initializers.TorchSharp;

/// <summary>Whether a plan was resolved for the parameters that a module has.</summary>
internal static class SameParameters
{
    /// <summary>How many differences a message lists.</summary>
    private const int Shown = 5;

    /// <exception cref="ArgumentException">A name or the dimensions of a shape are those of one alone.</exception>
    public static void Check(ResolvedPlan plan, IReadOnlyList<ModuleTensor> tensors, string parameter)
    {
        Dictionary<string, PlannedParameter> planned = plan.Parameters.ToDictionary(one => one.Name);
        Dictionary<string, PlanParameter> actual = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Parameter);
        string[] differences =
        [
            .. planned.Keys.Where(name => !actual.ContainsKey(name)).Select(name => $"{Excerpt.Of(name)} is in the plan alone"),
            .. actual.Keys.Where(name => !planned.ContainsKey(name)).Select(name => $"{Excerpt.Of(name)} is in the module alone"),
            .. planned.Where(one => actual.ContainsKey(one.Key))
                .Select(one => Difference(one.Value, actual[one.Key])).OfType<string>(),
        ];
        if (differences.Length == 0) return;
        string more = differences.Length > Shown ? Invariant($"; and {differences.Length - Shown} more") : "";
        throw new ArgumentException(
            $"{parameter} must have the parameters and buffers that the plan was resolved for, "
            + $"but {string.Join("; ", differences.Take(Shown))}{more}.",
            parameter);
    }

    /// <summary>In what a parameter is another one than the plan's; null for nothing.</summary>
    private static string? Difference(PlannedParameter planned, in PlanParameter actual)
    {
        string name = Excerpt.Of(actual.Name);
        if (!planned.Shape.Dimensions.SequenceEqual(actual.Shape.Dimensions))
            return $"{name} is {actual.Shape}, where the plan has {planned.Shape}";
        if (planned.State != actual.State) return $"{name} is {TextOf(actual.State)}, where the plan has it {TextOf(planned.State)}";
        return actual.PaddingRow is { } row && planned is { Action: RuleAction.Initialize, PaddingRow: null }
            && row >= planned.PlanRule.Rule.KeptRows
            ? Invariant($"{name} has the padding row {row}, where the plan has none") : null;
    }

    private static string TextOf(ParameterState state) => state switch
    {
        ParameterState.Frozen => "frozen",
        ParameterState.Buffer => "as a buffer",
        _ => "trained",
    };
}

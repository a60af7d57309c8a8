namespace Initializers.Diagnostics;

/// <summary>The dry run of a plan, and what a check of weights found, as tables for reading.</summary>
internal static class PlanTables
{
    /// <summary>The parameters; those that differ in the numbers of their names alone are one row.</summary>
    public static ReportTable Parameters(ResolvedPlan plan) => new(
        "Parameters", ["parameter", "times", "shape", "rule", "initializer", "deviation", "elements"],
        PlanFold.Of(plan.Parameters).Select(fold => (IReadOnlyList<object?>)
        [
            fold.Name, fold.Count, fold.First.Shape.ToString(), fold.First.PlansRule, fold.What, fold.Deviation, fold.Elements,
        ]));

    /// <summary>The rules, with how many parameters each takes or scales.</summary>
    public static ReportTable Rules(ResolvedPlan plan) => new(
        "Rules, of which the first that matches takes a parameter", ["rule", "pattern", "what it does", "parameters"],
        plan.Rules.Zip(plan.ParametersByRule).Select((rule, number) => (IReadOnlyList<object?>)
            [number, rule.First.Pattern, rule.First.Rule.ToString(), rule.Second]));

    /// <summary>Where weights are not as planned.</summary>
    public static ReportTable Findings(PlanCheck check) => new(
        $"{Plural.Of(check.Findings.Count, "finding")} in {Plural.Of(check.Parameters, "parameter")}", ["parameter", "finding"],
        check.Findings.Select(finding => (IReadOnlyList<object?>)[finding.Name, finding.Message]));
}

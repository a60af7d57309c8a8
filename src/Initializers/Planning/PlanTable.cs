using System.Globalization;
using static System.FormattableString;

namespace Initializers;

/// <summary>The dry run of a plan as an aligned table: parameters that differ in the numbers of their names alone are one line.</summary>
internal static class PlanTable
{
    /// <summary>The letters of a name or a rule that are shown.</summary>
    private const int LongestName = 200;

    /// <summary>The columns of numbers.</summary>
    public static readonly int[] Numbers = [1, 2, 6];

    public static readonly string[] Heads = ["parameter", "times", "rule", "shape", "initializer", "deviation", "elements"];

    /// <summary>The table with its totals and notes.</summary>
    public static string Of(ResolvedPlan plan) =>
        string.Join(Environment.NewLine, [.. TextTable.Lines([Heads, .. Rows(plan)], Numbers), plan.Summary(), .. Notes(plan)]);

    /// <summary>A row for each kind of parameter.</summary>
    public static string[][] Rows(ResolvedPlan plan) => [.. PlanFold.Of(plan.Parameters).Select(Row)];

    private static string[] Row(PlanFold fold) =>
    [
        Excerpt.Of(fold.Name, LongestName),
        fold.Count == 1 ? "" : Invariant($"{fold.Count}"),
        Invariant($"{fold.First.PlansRule}"),
        fold.First.Shape.ToString(),
        fold.What,
        fold.Deviation,
        fold.Elements.ToString("N0", CultureInfo.InvariantCulture),
    ];

    /// <summary>What else is to be known: prefixes that were taken off, and rules that take nothing.</summary>
    public static IEnumerable<string> Notes(ResolvedPlan plan)
    {
        string[] renamed = [.. plan.Parameters.Where(parameter => parameter.Name != parameter.PlainName).Take(1)
            .Select(parameter => $"{Excerpt.Of(parameter.Name)} is {Excerpt.Of(parameter.PlainName)}")];
        if (renamed is [var example])
        {
            int count = plan.Parameters.Count(parameter => parameter.Name != parameter.PlainName);
            yield return Invariant($"{count} names have a wrapper's prefix, which patterns and streams leave out: {example} to them.");
        }
        IReadOnlyList<int> counts = plan.ParametersByRule;
        for (int rule = 0; rule < counts.Count; rule++)
        {
            if (counts[rule] == 0) yield return Invariant($"Rule {rule} takes nothing: {Excerpt.Of($"{plan.Rules[rule]}", LongestName)}.");
        }
        foreach (string note in plan.Notes) yield return note;
    }
}

/// <summary>Parameters of one rule, shape and kind of initializer, whose names differ in numbers alone.</summary>
internal sealed class PlanFold
{
    private readonly List<PlannedParameter> _parameters = [];

    /// <summary>The first of them.</summary>
    public PlannedParameter First => _parameters[0];

    /// <summary>How many they are.</summary>
    public int Count => _parameters.Count;

    /// <summary>The elements of all.</summary>
    public long Elements => ResolvedPlan.Sum(_parameters.Select(parameter => parameter.Elements));

    /// <summary>The name with the numbers of all: <c>h.0-11.attn.weight</c>.</summary>
    public string Name => NameSegment.Folded([.. _parameters.Select(parameter => parameter.Name)]);

    /// <summary>What becomes of them; of initializers that differ, the first and the last.</summary>
    public string What
    {
        get
        {
            string first = First.What, last = _parameters[^1].What;
            return first == last || Count == 1 ? first : $"{first} to {last}";
        }
    }

    /// <summary>Their deviation, and their mean where it is not 0.</summary>
    public string Deviation
    {
        get
        {
            string first = Promise(First), last = Promise(_parameters[^1]);
            return first == last ? first : $"{first} to {last}";
        }
    }

    /// <summary>The parameters folded, in the order of the first of each.</summary>
    public static IEnumerable<PlanFold> Of(IReadOnlyList<PlannedParameter> parameters)
    {
        var folds = new Dictionary<(string Template, TensorShape Shape, int Rule, Type? Kind), PlanFold>();
        foreach (PlannedParameter parameter in parameters)
        {
            var key = (NameSegment.WithoutNumbers(parameter.Name), parameter.Shape, parameter.RuleNumber, parameter.Initializer?.GetType());
            if (!folds.TryGetValue(key, out PlanFold? fold)) folds.Add(key, fold = new PlanFold());
            fold._parameters.Add(parameter);
        }
        return folds.Values;
    }

    private static string Promise(PlannedParameter parameter) => parameter.Prediction is not { } promise ? ""
        : promise.StandardDeviation == 0 ? Invariant($"{promise.Mean:G4} everywhere")
        : promise.Mean == 0 ? Invariant($"{promise.StandardDeviation:G4}")
        : Invariant($"{promise.StandardDeviation:G4} around {promise.Mean:G4}");
}

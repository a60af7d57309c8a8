using System.Buffers;
using static System.FormattableString;

namespace Initializers;

/// <summary>What a plan that does not fit a model may have meant: near patterns and names, habits, misspelt alternatives.</summary>
/// <param name="rules">The rules.</param>
/// <param name="parameters">The parameters as they were given.</param>
/// <param name="names">Their names without the prefixes of wrappers.</param>
/// <remarks>
/// Not thread-safe: it counts what it is asked for, since a message shows no more than <see cref="PlanException.Shown"/>.
/// </remarks>
internal sealed class PlanAdvice(PlanRule[] rules, PlanParameter[] parameters, string[] names)
{
    /// <summary>The letters of a rule that a message shows.</summary>
    public const int LongestRule = 200;

    private const string NormsFirst = "by a rule before it: Rule.Initialize(Init.Ones()).OfRole(\"norm\")";

    /// <summary>Letters of regular expressions, which names seldom have.</summary>
    private static readonly SearchValues<char> RegexLetters = SearchValues.Create("[]\\^$+?");

    private readonly HashSet<string> _unmatched = [];
    private int _kinds;

    /// <summary>
    /// What the pattern of a rule that takes nothing matches all the same: tensors that are left alone unless a rule names them, or names
    /// of another rank, role or shape than the rule asks for. Null if it matches no name.
    /// </summary>
    public string? Unwanted(int rule)
    {
        Rule asked = rules[rule].Rule;
        PlanParameter[] matched =
            [.. Enumerable.Range(0, names.Length).Where(i => rules[rule].Names.TryMatch(names[i], out _)).Select(i => parameters[i])];
        if (matched.Length == 0) return null;
        if (matched.Count(one => asked.AppliesTo(one)) is > 0 and var leftAlone)
            return $"nothing but {Plural.Of(leftAlone, "tensor")} among the frozen ones and buffers, which are left alone unless a rule "
                + (rules[rule].Names is RegexPattern ? "names them, as no regular expression does: " : "names them: ")
                + "write a frozen one's name without *, a buffer's last segment, or ask for the role \"frozen\" or \"buffer\"";
        string[] have =
        [
            .. asked.Rank is null ? Array.Empty<string>()
                : [$"the ranks {string.Join(", ", matched.Select(one => one.Shape.Rank).Distinct().Order())}"],
            .. asked.Role is null ? Array.Empty<string>()
                : [$"the roles {Excerpt.Join(matched.Select(one => one.Role ?? "none").Distinct().Order(StringComparer.Ordinal))}"],
        ];
        string alternatives = have.Length == 0 ? "" : $" (they have {string.Join(" and ", have)})";
        return $"{Plural.Of(matched.Length, "name")}, but nothing of the rank, role or shape that it asks for{alternatives}: "
            + "correct that or make the rule optional";
    }

    /// <summary>What is to be known of a regular expression that matches nothing.</summary>
    public string WholeName(int rule) => rules[rule].Names is RegexPattern ? " (a regular expression must match the whole name)" : "";

    /// <summary>The patterns that are most like a name.</summary>
    public string Near(string name)
    {
        // A message shows so many kinds of them, and of each kind the first.
        if (_kinds >= PlanException.Shown || !_unmatched.Add(NameSegment.WithoutNumbers(name))) return "";
        _kinds++;
        string[] near = [.. NameComparer.Nearest(name, rules.Select(rule => rule.Pattern).Distinct())];
        return near.Length == 0 ? ""
            : $" (the nearest {(near.Length == 1 ? "pattern is" : "patterns are")} "
                + $"{string.Join(", ", near.Select(one => $"\"{Excerpt.Of(one)}\""))})";
    }

    /// <summary>The names that are most like a rule's pattern, and what else may be the matter with it.</summary>
    public string NearNames(int rule)
    {
        if (++_kinds > PlanException.Shown) return "";
        string[] near = [.. NameComparer.Nearest(rules[rule].Pattern, names)];
        string nearest = near.Length == 0 ? "" : $" (the nearest {(near.Length == 1 ? "name is" : "names are")} {Excerpt.Join(near)})";
        return nearest + Habit(rule);
    }

    /// <summary>What a pattern that matches nothing may owe to a habit.</summary>
    private string Habit(int rule)
    {
        if (rules[rule].Names is not GlobPattern) return "";
        string pattern = rules[rule].Pattern;
        bool hasPrefix = WrapperPrefixes.FirstOf(pattern) is { } prefix
            && Array.Exists(parameters, parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal));
        if (WrapperPrefixes.Outlier(parameters) is { } outlier)
            return $"; \"module\" was not taken off names, since {Excerpt.Of(outlier)} does not begin with it"
                + (hasPrefix ? "" : ": add it to Prefixes");
        if (hasPrefix) return "; patterns match names without the prefixes of wrappers";
        if (pattern.Length < LongestRule && new GlobPattern($"**.{pattern}", nameof(pattern)) is var deeper
            && Array.Exists(names, name => deeper.TryMatch(name, out _)))
            return $"; a pattern matches the whole name, and * no dot: \"**.{Excerpt.Of(pattern)}\" would match";
        return pattern.AsSpan().IndexOfAny(RegexLetters) >= 0
            ? "; a regular expression is written new Regex(...), and a number {number}" : "";
    }

    /// <summary>
    /// Scales of normalizations that are filled around 0, as a rule for all weights does where none is before it for them.
    /// </summary>
    public IEnumerable<string> RandomNorms(IEnumerable<PlannedParameter> planned) => planned
        .Where(parameter => parameter is { Role: "norm", Prediction: { Mean: 0, StandardDeviation: > 0 } })
        .GroupBy(parameter => parameter.RuleNumber).Select(alike =>
            Invariant($"Rule {alike.Key}, \"{Excerpt.Of(rules[alike.Key].Pattern, LongestRule)}\", fills ")
            + $"{Plural.Of(alike.Count(), "scale")} of normalizations around 0, such as {Excerpt.Of(alike.First().Name)}; "
            + $"they mostly begin as 1, {NormsFirst}.");

    /// <summary>What fills the scale of a normalization that a rule does not suit; nothing for another parameter.</summary>
    public static string ForNorm(in PlanParameter parameter) => parameter.Role == "norm" ? $"; norms mostly begin as 1, {NormsFirst}" : "";

    /// <summary>Alternatives that match nothing, where others of the pattern do: they may be misspelt.</summary>
    public IEnumerable<string> UnusedAlternatives()
    {
        var index = new PatternIndex();
        var all = new List<(int Rule, SegmentPattern Alternative)>();
        for (int rule = 0; rule < rules.Length; rule++)
        {
            if (rules[rule] is not { Names: GlobPattern { Alternatives.Count: > 1 } glob, Rule.IsOptional: false, Plan.IsPreset: false })
                continue;
            foreach (SegmentPattern alternative in glob.Alternatives)
            {
                index.AddAlternative(alternative, all.Count);
                all.Add((rule, alternative));
            }
        }
        if (all.Count == 0) return [];
        var found = new List<int>();
        foreach (string name in names) index.Find(name, found);
        HashSet<int> used = [.. found];
        return Enumerable.Range(0, all.Count).Where(i => !used.Contains(i)).Take(PlanException.Shown).Select(i =>
            Invariant($"Rule {all[i].Rule}, \"{Excerpt.Of(rules[all[i].Rule].Pattern, LongestRule)}\": its alternative ")
            + $"{Excerpt.Of($"{all[i].Alternative}", LongestRule)} matches nothing"
            + string.Concat(NameComparer.Nearest($"{all[i].Alternative}", names).Take(1)
                .Select(near => $"; the nearest name is {Excerpt.Of(near)}"))
            + ".");
    }
}

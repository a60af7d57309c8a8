using System.Text.Json;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>Makes a plan of its JSON.</summary>
internal static class PlanReader
{
    /// <summary>The longest JSON that is read, in characters or bytes.</summary>
    public const int MostCharacters = 1 << 24;

    /// <summary>The most rules that are read, those of presets too.</summary>
    public const int MostRules = 100_000;

    /// <summary>The letters of a fault that a list of them shows.</summary>
    private const int LongestFault = 300;

    private static readonly string[] Actions = ["preset", "initializer", "tiedTo", "scale", "keep", "skip"];

    private static readonly (string Name, Func<RuleJson, object?> Of)[] MembersOfRules =
    [
        ("match", rule => rule.Match), ("regex", rule => rule.Regex), ("ignoreCase", rule => rule.IgnoreCase),
        ("preset", rule => rule.Preset), ("initializer", rule => rule.Initializer), ("tiedTo", rule => rule.TiedTo),
        ("scale", rule => rule.Scale), ("keep", rule => rule.Keep), ("skip", rule => rule.Skip), ("optional", rule => rule.Optional),
        ("rank", rule => rule.Rank), ("role", rule => rule.Role), ("layout", rule => rule.Layout), ("groups", rule => rule.Groups),
        ("blocks", rule => rule.Blocks), ("fans", rule => rule.Fans), ("heads", rule => rule.Heads),
        ("paddingRow", rule => rule.PaddingRow), ("keptRows", rule => rule.KeptRows), ("streams", rule => rule.Streams),
    ];

    /// <summary>The names of the members of a rule.</summary>
    public static readonly string[] Members = [.. MembersOfRules.Select(member => member.Name)];

    /// <summary>The plan.</summary>
    /// <exception cref="JsonException">The JSON is no plan; the message names the rule.</exception>
    public static InitializationPlan Read(PlanJson? json)
    {
        RefuseUnknown("a plan", json?.Unknown, ["$schema", "prefixes", "rules"]);
        if (json?.Rules is null) throw new JsonException("a plan must be an object with rules, such as {\"rules\": []}.");
        if (json.Rules.Length > MostRules)
            throw new JsonException(Invariant($"a plan must have at most {MostRules} rules, but had {json.Rules.Length}."));
        var plan = new InitializationPlan();
        foreach (string prefix in json.Prefixes ?? []) plan.Prefixes.Add(prefix);
        var faults = new List<string>();
        for (int i = 0; i < json.Rules.Length; i++)
        {
            try
            {
                Add(plan, json.Rules[i], Invariant($"rules[{i}]"));
            }
            catch (JsonException fault)
            {
                faults.Add(fault.Message);
            }
            if (plan.Count > MostRules)
                throw new JsonException(Invariant($"a plan must have at most {MostRules} rules, those of presets too, but had more."));
        }
        if (faults.Count == 0) return plan;
        if (faults is [var only]) throw new JsonException(only);
        int more = faults.Count - PlanException.Shown;
        IEnumerable<string> lines = faults.Take(PlanException.Shown).Concat(more > 0 ? [Invariant($"and {more} more")] : [])
            .Select(line => Excerpt.Of(line, LongestFault));
        throw new JsonException(
            Invariant($"{faults.Count} rules are wrong:") + string.Concat(lines.Select(line => $"{Environment.NewLine}- {line}")));
    }

    /// <summary>Adds a rule to a plan.</summary>
    private static void Add(InitializationPlan plan, RuleJson? rule, string place)
    {
        if (rule is null) throw new JsonException($"{place} must be an object, but was null.");
        RefuseUnknown(place, rule.Unknown, Members);
        try
        {
            if (rule.Preset is not null) plan.Add(PresetOf(rule, place));
            else if (rule.Match is not null == rule.Regex is not null)
                throw new JsonException($"{place} must have match, or regex, or preset, and no two of them.");
            else if (rule.Match is not null && rule.IgnoreCase == true)
                throw new JsonException($"{place} must have regex for ignoreCase, but had match.");
            else if (rule.Match is not null) plan.Add(rule.Match, RuleOf(rule, place));
            else plan.Add(RegexOf(rule), RuleOf(rule, place));
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw new JsonException(
                $"{place}: {(refusal is ArgumentException argument ? CallerNames.Sentence(argument) : refusal.Message)}", refusal);
        }
    }

    private static InitializationPlan PresetOf(RuleJson rule, string place)
    {
        string[] others = [.. SetMembers(rule).Where(name => name != "preset")];
        return others.Length == 0 ? ModelPlan.Parse(rule.Preset!, "preset")
            : throw new JsonException($"{place} must have nothing beside preset, but had {string.Join(", ", others)}.");
    }

    private static Regex RegexOf(RuleJson rule) => new(
        rule.Regex!, RegexOptions.CultureInvariant | (rule.IgnoreCase == true ? RegexOptions.IgnoreCase : RegexOptions.None),
        TimeSpan.FromSeconds(1));

    private static Rule RuleOf(RuleJson json, string place)
    {
        string[] actions = [.. SetMembers(json).Intersect(Actions)];
        if (actions.Length != 1)
            throw new JsonException(
                $"{place} must have one of initializer, tiedTo, scale, keep: true and skip: true, "
                + $"but had {(actions.Length == 0 ? "none" : string.Join(" and ", actions))}.");
        Rule rule = actions[0] switch
        {
            "initializer" => Rule.Initialize(json.Initializer!),
            "tiedTo" => Rule.TiedTo(json.TiedTo!),
            "scale" => Rule.Scale(json.Scale!.Value),
            "keep" => Rule.Keep,
            _ => Rule.Skip,
        };
        if (json.Layout is { } layout) rule = rule.WithLayout(new(layout));
        if (json.Groups is { } groups) rule = rule.WithGroups(groups);
        if (json.Blocks is [var count]) rule = rule.WithBlocks(count);
        else if (json.Blocks is { } sizes) rule = rule.WithBlocks([.. sizes]);
        if (json.Fans is { } fans) rule = WithFans(rule, fans, place);
        if (json.Heads is { } heads) rule = rule.WithHeads(heads);
        if (json.PaddingRow is { } row) rule = rule.WithPaddingRow(row);
        if (json.KeptRows is { } rows) rule = rule.WithKeptRows(rows);
        if (json.Streams is { } streams) rule = rule.WithStreams([.. streams]);
        if (json.Rank is { } rank) rule = rule.OfRank(rank);
        if (json.Role is { } role) rule = rule.OfRole(role);
        return json.Optional == true ? rule.Optional() : rule;
    }

    private static Rule WithFans(Rule rule, FansJson fans, string place)
    {
        RefuseUnknown($"{place}.fans", fans.Unknown, ["in", "out"]);
        return fans is { In: { } fanIn, Out: { } fanOut } ? rule.WithFans(fanIn, fanOut)
            : throw new JsonException($"{place}.fans must have in and out.");
    }

    /// <summary>The members that a rule has; flags that are false count as absent.</summary>
    private static IEnumerable<string> SetMembers(RuleJson rule) =>
        MembersOfRules.Where(member => member.Of(rule) is not (null or false)).Select(member => member.Name);

    private static void RefuseUnknown(string place, Dictionary<string, JsonElement>? unknown, string[] known)
    {
        if (unknown?.Keys.FirstOrDefault() is { } name)
            throw new JsonException(
                $"{place} must have known members, such as {string.Join(", ", NameComparer.Nearest(name, known))}, "
                + $"but had \"{Excerpt.Of(name)}\".");
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>Makes the JSON of a plan.</summary>
internal static class PlanWriter
{
    /// <summary>The JSON.</summary>
    /// <exception cref="JsonException">A rule has a function, or an initializer without a text; the message names the rule.</exception>
    public static PlanJson Write(InitializationPlan plan)
    {
        var rules = new List<RuleJson>();
        for (int i = 0; i < plan.Rules.Count; i++)
        {
            if (plan.Rules[i].Preset is { } preset)
            {
                rules.Add(new() { Preset = preset.Text });
                i += preset.Rules - 1;
            }
            else rules.Add(Write(plan.Rules[i], i));
        }
        return new() { Prefixes = plan.Prefixes.Count > 0 ? [.. plan.Prefixes] : null, Rules = [.. rules] };
    }

    private static RuleJson Write(PlanRule planRule, int number)
    {
        (Rule rule, string place) = (planRule.Rule, Invariant($"rule {number}, \"{Excerpt.Of(planRule.Pattern)}\","));
        if (planRule.Plan.IsPreset)
            throw new JsonException(
                $"a plan must have rules that JSON can say, but {place} is of a preset that was made in code, whose layers and defaults "
                + "JSON would lose: read the preset by ModelPlan.Parse, whose text is written instead of its rules.");
        if (rule.Condition is not null) throw NoText(place, "a condition");
        var json = new RuleJson
        {
            Initializer = rule.Action == RuleAction.Initialize ? TextOf(rule, place) : null,
            TiedTo = rule.Target,
            Scale = rule.Action == RuleAction.Scale ? rule.Factor ?? throw NoText(place, "a factor that is a function") : null,
            Keep = rule.Action == RuleAction.Keep ? true : null,
            Skip = rule.Action == RuleAction.Skip ? true : null,
            Optional = rule.IsOptional ? true : null,
            Rank = rule.Rank,
            Role = rule.Role,
            Layout = rule.Layout?.ToString(),
            Groups = rule.Groups,
            Blocks = rule.Blocks is null ? null : [.. rule.Blocks],
            Fans = rule.Fans is { } fans ? new() { In = (long)fans.In, Out = (long)fans.Out } : null,
            Heads = rule.Heads > 1 ? rule.Heads : null,
            PaddingRow = rule.PaddingRow,
            KeptRows = rule.KeptRows > 0 ? rule.KeptRows : null,
            Streams = rule.Streams.Count > 0 ? [.. rule.Streams] : null,
        };
        if (planRule.Names is not RegexPattern { Given: var regex }) json.Match = planRule.Pattern;
        else if ((regex.Options & ~(RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.CultureInvariant)) != 0)
            throw NoText(place, $"the options {regex.Options}");
        else (json.Regex, json.IgnoreCase) = (regex.ToString(), regex.Options.HasFlag(RegexOptions.IgnoreCase) ? true : null);
        return json;
    }

    private static string TextOf(Rule rule, string place)
    {
        if (rule.Written is not null) return rule.Written;
        if (rule.Initializer is not { } initializer) throw NoText(place, "an initializer that is a function");
        return InitializerText.TryFormat(initializer, out string? text) ? text : throw NoText(place, $"the initializer {initializer}");
    }

    private static JsonException NoText(string place, string what) => new(
        $"a plan must have rules that JSON can say, but {place} has {Excerpt.Of(what)}. "
        + "Write the initializer as a text, such as Rule.Initialize(\"ResidualProjectionAtDepth({layer})\"); "
        + "one of your own needs Init.Register and a ToString() that says its text.");
}

namespace Initializers;

/// <summary>What the dry run says of a parameter as data, under the same names in CSV and JSON.</summary>
/// <param name="Name">The heading in CSV, and the member in JSON.</param>
/// <param name="Of">
/// A string, a long, a double, a list of longs or of strings, or null where there is nothing to say.
/// </param>
internal readonly record struct DryRunColumn(string Name, Func<PlannedParameter, object?> Of)
{
    /// <summary>The columns, in their order.</summary>
    public static readonly DryRunColumn[] All =
    [
        new("name", parameter => parameter.Name),
        new("plainName", parameter => parameter.PlainName == parameter.Name ? null : parameter.PlainName),
        new("shape", parameter => parameter.Shape.ToArray()),
        new("layout", parameter => parameter.Shape.Meaning),
        new("role", parameter => parameter.Role),
        new("state", parameter => Rule.RoleOf(parameter.State)),
        new("action", parameter => NameOf(parameter.Action)),
        new("rule", parameter => (long?)parameter.PlansRule),
        new("pattern", parameter => parameter.PlansRule is null ? null : parameter.PlanRule.Pattern),
        new("scaledBy", parameter => parameter.ScalingRules is { Count: > 0 } rules ? rules.Select(rule => (long)rule).ToArray() : null),
        new("initializer", parameter => parameter.Initializer?.ToString()),
        new("heads", parameter => parameter.PlanRule.Rule.Heads is > 1 and var heads ? heads : null),
        new("paddingRow", parameter => parameter.PaddingRow),
        new("keptRows", parameter => parameter.PlanRule.Rule.KeptRows is > 0 and var rows ? rows : null),
        new("streams", parameter => parameter.Streams is { Count: > 0 } streams ? streams : null),
        new("tiedTo", parameter => parameter.TiedTo),
        new("mean", parameter => parameter.Prediction?.Mean),
        new("standardDeviation", parameter => parameter.Prediction?.StandardDeviation),
        new("smallest", parameter => parameter.Prediction?.Smallest),
        new("largest", parameter => parameter.Prediction?.Largest),
        new("elements", parameter => parameter.Elements),
        new("bytes", parameter => Bytes(parameter.Elements)),
    ];

    /// <summary>The bytes of elements as float32; at most 2^63 - 1.</summary>
    public static long Bytes(long elements) => elements > long.MaxValue / sizeof(float) ? long.MaxValue : elements * sizeof(float);

    private static string NameOf(RuleAction action) => action switch
    {
        RuleAction.Initialize => "initialize",
        RuleAction.Tie => "tie",
        RuleAction.Keep => "keep",
        _ => "skip",
    };
}

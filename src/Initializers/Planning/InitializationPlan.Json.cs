using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <content>Plans as JSON and in configuration files.</content>
[JsonConverter(typeof(PlanJsonConverter))]
public sealed partial class InitializationPlan
{
    /// <summary>Reads a plan: an object with rules, as docs/plan.schema.json says.</summary>
    /// <param name="json">
    /// The JSON, which may have comments and trailing commas. A rule has a <c>match</c> or a <c>regex</c>, and what is done with the
    /// parameters that match: <c>initializer</c>, a text as for <see cref="Init.Parse"/> that may hold captures of the pattern in braces,
    /// <c>tiedTo</c>, <c>scale</c>, <c>keep</c> or <c>skip</c>; <c>optional</c>, <c>rank</c>, <c>role</c>, <c>layout</c>, <c>groups</c>,
    /// <c>blocks</c>, <c>fans</c>, <c>heads</c>, <c>paddingRow</c>, <c>keptRows</c> and <c>streams</c> are the methods of
    /// <see cref="Rule"/>. Instead of a rule there may be a <c>preset</c>: <c>Gpt2(layers: 12)</c>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The JSON is no plan: the message names the rule, what should be there, and near names. A plan has at most 16,777,216 characters and
    /// 100,000 rules.
    /// </exception>
    /// <example>
    /// <code>
    /// InitializationPlan plan = InitializationPlan.FromJson("""
    ///     {
    ///         "rules": [
    ///             { "match": "**.bias", "initializer": "Zeros()" }, // first match wins
    ///             { "match": "h.{layer}.mlp.w2", "initializer": "ResidualProjectionAtDepth({layer})" },
    ///             { "preset": "Gpt2(layers: 12)" }
    ///         ]
    ///     }
    ///     """);
    /// </code>
    /// </example>
    public static InitializationPlan FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > PlanReader.MostCharacters)
            throw new ArgumentException(
                Invariant($"json must have at most {PlanReader.MostCharacters} characters, but had {json.Length}."), nameof(json));
        return Read(() => JsonSerializer.Deserialize(json, PlanJsonContext.Default.PlanJson), nameof(json));
    }

    /// <summary>Reads a plan from a section of a configuration, such as of appsettings.json.</summary>
    /// <param name="settings">
    /// The keys below the section and their values: <c>configuration.GetSection("Initialization").AsEnumerable(makePathsRelative: true)</c>
    /// of Microsoft.Extensions.Configuration. Keys are <c>rules:0:match</c>, and so on.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is null.</exception>
    /// <exception cref="ArgumentException">The settings are no plan; the message is that of <see cref="FromJson"/>.</exception>
    public static InitializationPlan FromConfiguration(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Read(() => ConfigurationTree.Of(settings).Deserialize(PlanJsonContext.Default.PlanJson), nameof(settings));
    }

    /// <summary>The plan as indented JSON, as <see cref="FromJson"/> reads it.</summary>
    /// <exception cref="NotSupportedException">
    /// A rule has a condition, a factor or an initializer that is a function, or an initializer without a text, or it is of a preset that
    /// was made in code; the message names the rule. Presets that were read by <see cref="ModelPlan.Parse(string)"/> are written as their
    /// texts.
    /// </exception>
    public string ToJson()
    {
        try
        {
            return JsonSerializer.Serialize(PlanWriter.Write(this), PlanJsonContext.Default.PlanJson);
        }
        catch (JsonException refusal)
        {
            throw new NotSupportedException(refusal.Message, refusal);
        }
    }

    private static InitializationPlan Read(Func<PlanJson?> read, string parameter)
    {
        try
        {
            return PlanReader.Read(read());
        }
        catch (ArgumentException refusal) // not Unicode
        {
            throw new ArgumentException($"{parameter} must be a plan, but: {CallerNames.Sentence(refusal)}", parameter, refusal);
        }
        catch (JsonException refusal)
        {
            string place = refusal.LineNumber is { } line
                ? Invariant($" at {refusal.Path}, line {line + 1}, column {refusal.BytePositionInLine + 1}") : "";
            throw new ArgumentException($"{parameter} must be a plan, but{place}: {JsonFault.Reason(refusal)}.", parameter, refusal);
        }
    }
}

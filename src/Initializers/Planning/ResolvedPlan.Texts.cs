using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Initializers;

/// <content>The dry run as data.</content>
public sealed partial class ResolvedPlan
{
    /// <summary>
    /// Returns the dry run as comma-separated values (RFC 4180): a line of headings, then a line for each parameter. Numbers are those of
    /// the invariant culture, and parse back to the same values.
    /// </summary>
    /// <param name="defuseFormulas">
    /// Whether to put an apostrophe before texts that begin with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return, which
    /// spreadsheets take for formulas, even in quotes. Set it if names are not trusted and the file will be opened in one. Defaults to
    /// false.
    /// </param>
    /// <remarks>
    /// <para>
    /// The columns, whose fields are empty where there is nothing to say: <c>name</c>; <c>plainName</c>, if prefixes of wrappers were taken
    /// off; <c>shape</c>, such as <c>[768, 2304]</c>; <c>layout</c>, groups, blocks and fans, where they are not the defaults, and
    /// <c>role</c>; <c>state</c>, which is <c>frozen</c> or <c>buffer</c>; <c>action</c>, which is <c>initialize</c>, <c>tie</c>,
    /// <c>keep</c> or <c>skip</c>; <c>rule</c>, its number from 0, and its <c>pattern</c>, if one of the plan's decides; <c>scaledBy</c>,
    /// the rules that scale it; <c>initializer</c>; <c>heads</c>, <c>paddingRow</c> and <c>keptRows</c>; <c>streams</c>, with <c>"; "</c>
    /// between them; <c>tiedTo</c>; <c>mean</c>, <c>standardDeviation</c>, <c>smallest</c> and <c>largest</c>, as promised;
    /// <c>elements</c>, and <c>bytes</c> as float32. No bound is <c>Infinity</c> or <c>-Infinity</c>.
    /// </para>
    /// </remarks>
    public string ToCsv(bool defuseFormulas = false)
    {
        using var writer = new StringWriter();
        WriteCsv(writer, defuseFormulas);
        return writer.ToString();
    }

    /// <summary>Writes the dry run as comma-separated values, as <see cref="ToCsv"/> returns it.</summary>
    /// <param name="writer">What is written to.</param>
    /// <param name="defuseFormulas">Whether to put an apostrophe before texts that spreadsheets take for formulas.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteCsv(TextWriter writer, bool defuseFormulas = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Csv.Line(DryRunColumn.All.Select(column => column.Name), defuseFormulas));
        foreach (PlannedParameter parameter in Parameters)
            writer.Write(Csv.Line(DryRunColumn.All.Select(column => Cell(column.Of(parameter))), defuseFormulas));
    }

    /// <summary>
    /// Returns the dry run as an indented JSON object: <c>totals</c>; <c>rules</c>, with how many <c>parameters</c> each takes or scales;
    /// and <c>parameters</c>.
    /// </summary>
    /// <remarks>
    /// The members of parameters are the columns of <see cref="ToCsv"/>, without those that have nothing to say; <c>shape</c>,
    /// <c>scaledBy</c> and <c>streams</c> are arrays. No bound is the string <c>"Infinity"</c> or <c>"-Infinity"</c>, since JSON has no
    /// such numbers; <c>JsonNumberHandling.AllowNamedFloatingPointLiterals</c> reads them.
    /// </remarks>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" })) WriteJson(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the dry run as a JSON object, as <see cref="ToJson"/> returns it.</summary>
    /// <param name="writer">What is written to, at a place for a value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A value would not be valid JSON at this place.</exception>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteTotals(writer);
        WriteRules(writer);
        writer.WriteStartArray("parameters");
        foreach (PlannedParameter parameter in Parameters)
        {
            writer.WriteStartObject();
            foreach (DryRunColumn column in DryRunColumn.All) Write(writer, column.Name, column.Of(parameter));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteTotals(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("totals");
        writer.WriteNumber("parameters", Parameters.Count);
        writer.WriteNumber("initialized", Count(RuleAction.Initialize));
        writer.WriteNumber("tied", Count(RuleAction.Tie));
        writer.WriteNumber("kept", Count(RuleAction.Keep));
        writer.WriteNumber("skipped", Count(RuleAction.Skip));
        writer.WriteNumber("elements", Elements);
        writer.WriteNumber("bytes", DryRunColumn.Bytes(Elements));
        writer.WriteEndObject();
    }

    private void WriteRules(Utf8JsonWriter writer)
    {
        IReadOnlyList<int> counts = ParametersByRule;
        writer.WriteStartArray("rules");
        for (int rule = 0; rule < Rules.Count; rule++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("rule", rule);
            writer.WriteString("pattern", Rules[rule].Pattern);
            writer.WriteString("does", Rules[rule].Rule.ToString());
            writer.WriteNumber("parameters", counts[rule]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case long number: writer.WriteNumber(name, number); break;
            case double number: writer.WriteNumberOrName(name, number); break;
            case long[] numbers:
                writer.WritePropertyName(name);
                writer.WriteRawValue(TensorShape.List(numbers)); // on one line
                break;
            case IReadOnlyList<string> texts:
                writer.WriteStartArray(name);
                foreach (string text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            default: writer.WriteString(name, (string)value); break;
        }
    }

    /// <summary>A value as a field.</summary>
    private static object? Cell(object? value) => value switch
    {
        long[] numbers => TensorShape.List(numbers),
        IReadOnlyList<string> texts => string.Join("; ", texts),
        _ => value,
    };
}

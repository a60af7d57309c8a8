using System.Text.Json;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>Plans as members of other objects: <see cref="InitializationPlan"/> has this converter.</summary>
/// <example>
/// <code>
/// var options = new JsonSerializerOptions { Converters = { new PlanJsonConverter() } };
/// string json = JsonSerializer.Serialize(new InitializationPlan { { "**.bias", Init.Zeros() } }, options);
/// InitializationPlan plan = JsonSerializer.Deserialize&lt;InitializationPlan&gt;(json, options)!;
/// </code>
/// </example>
/// <remarks>No reflection: it works with source generation and in trimmed and native programs. Thread-safe.</remarks>
public sealed class PlanJsonConverter : JsonConverter<InitializationPlan>
{
    /// <summary>Reads a plan, as <see cref="InitializationPlan.FromJson"/> does.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="JsonException">The value is no plan.</exception>
    public override InitializationPlan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PlanReader.Read(JsonSerializer.Deserialize(ref reader, PlanJsonContext.Default.PlanJson));

    /// <summary>Writes a plan, as <see cref="InitializationPlan.ToJson"/> does.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The plan.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="value"/> is null.</exception>
    /// <exception cref="JsonException">A rule has no JSON; the message names it.</exception>
    public override void Write(Utf8JsonWriter writer, InitializationPlan value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.SerializeToNode(PlanWriter.Write(value), PlanJsonContext.Default.PlanJson)!.WriteTo(writer); // at any depth
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>A plan as its JSON has it: docs/plan.schema.json.</summary>
internal sealed class PlanJson
{
    /// <summary>The address of the schema, for editors; it is read over.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    [JsonConverter(typeof(OneOrMoreConverter<string>))]
    public string[]? Prefixes { get; set; }

    public RuleJson[]? Rules { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A rule as its JSON has it.</summary>
internal sealed class RuleJson
{
    public string? Match { get; set; }

    public string? Regex { get; set; }

    public bool? IgnoreCase { get; set; }

    public string? Preset { get; set; }

    public string? Initializer { get; set; }

    public string? TiedTo { get; set; }

    public double? Scale { get; set; }

    public bool? Keep { get; set; }

    public bool? Skip { get; set; }

    public bool? Optional { get; set; }

    public int? Rank { get; set; }

    public string? Role { get; set; }

    public string? Layout { get; set; }

    public long? Groups { get; set; }

    [JsonConverter(typeof(OneOrMoreConverter<long>))]
    public long[]? Blocks { get; set; }

    public FansJson? Fans { get; set; }

    public long? Heads { get; set; }

    public long? PaddingRow { get; set; }

    public long? KeptRows { get; set; }

    [JsonConverter(typeof(OneOrMoreConverter<string>))]
    public string[]? Streams { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Fans as their JSON has them.</summary>
internal sealed class FansJson
{
    public long? In { get; set; }

    public long? Out { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A value alone instead of a list of one, in both directions.</summary>
internal sealed class OneOrMoreConverter<T> : JsonConverter<T[]> where T : IParsable<T>
{
    public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [One(ref reader)];
        var all = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) all.Add(One(ref reader));
        if (all.Count == 1 && typeof(T) == typeof(long))
            throw new JsonException("a list of sizes must have two or more; a number alone is that of equal blocks.");
        return [.. all];
    }

    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
    {
        if (value.Length != 1) writer.WriteStartArray();
        foreach (T one in value)
        {
            if (one is long number) writer.WriteNumberValue(number);
            else writer.WriteStringValue(one.ToString());
        }
        if (value.Length != 1) writer.WriteEndArray();
    }

    private static T One(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when T.TryParse(reader.GetString(), null, out T? value) => value,
        JsonTokenType.Number when typeof(T) == typeof(long) && reader.TryGetInt64(out long number) => (T)(object)number,
        _ => throw new JsonException($"a {(typeof(T) == typeof(long) ? "whole number" : "text")} or a list of them must be there."),
    };
}

/// <summary><c>true</c> and <c>false</c>, also as texts, since configuration files have nothing else.</summary>
internal sealed class FlagConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when bool.TryParse(reader.GetString(), out bool flag) => flag,
        _ => throw new JsonException("true or false must be there."),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

/// <summary>The generated serializer of plans.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, AllowDuplicateProperties = false, PropertyNameCaseInsensitive = true,
    Converters = [typeof(FlagConverter)])]
[JsonSerializable(typeof(PlanJson))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;

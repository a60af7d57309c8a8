using System.Text.Json;

namespace Initializers.Frameworks;

/// <summary>
/// The members of an object in a configuration, each read as what it has to be; the default has none. What is not so is a
/// <see cref="FormatException"/> in words for the user.
/// </summary>
internal readonly struct KerasMembers
{
    private readonly JsonElement? _object;
    private readonly string _path;

    /// <param name="element">The object.</param>
    /// <param name="path">What refusals call it.</param>
    /// <exception cref="FormatException">The element is no object.</exception>
    public KerasMembers(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Refused(path, element, "an object");
        (_object, _path) = (element, path);
    }

    public string Text(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var other => throw Refused(name, other, "a text"),
    };

    /// <summary>An object; no member, or null, is one without members.</summary>
    public KerasMembers Members(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? new(value, name) : default;

    /// <summary>A number, which Keras also writes as a tensor without dimensions.</summary>
    public double Number(string name, double byDefault) => Find(name) switch
    {
        null => byDefault,
        { } value when Plain(value) is { ValueKind: JsonValueKind.Number } number && double.IsFinite(number.GetDouble()) =>
            number.GetDouble(),
        { } value when Plain(value).ValueKind == JsonValueKind.Array =>
            throw Refused(
                name, value, "a finite number", ": a list or an array, which Keras spreads over the shape, is known and not covered"),
        var other => throw Refused(name, other, "a finite number"),
    };

    public bool Flag(string name, bool byDefault) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        var other => throw Refused(name, other, "true or false"),
    };

    public string Choice(string name, string byDefault, params string[] accepted) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.String } value when accepted.Contains(value.GetString()) => value.GetString()!,
        var other => throw Refused(name, other, $"one of \"{string.Join("\", \"", accepted)}\""),
    };

    /// <summary>A text that is known, or null.</summary>
    public string? Known(string name, string byDefault, string notCovered, params string[] accepted) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value when accepted.Contains(value.GetString()) => value.GetString(),
        var other => throw Refused(name, other, $"null or one of \"{string.Join("\", \"", accepted)}\"", notCovered),
    };

    /// <summary>Whole numbers: a list of them, or one; none and null are null.</summary>
    public int[]? Axes(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int axis) => [axis],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out _)) => [.. list.EnumerateArray().Select(value => value.GetInt32())],
        var other => throw Refused(name, other, "a whole number, a list of them, or null"),
    };

    /// <summary>A whole number; none and null are null.</summary>
    public long? Seed() => Find("seed") switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long seed) => seed,
        { ValueKind: JsonValueKind.Object } generator => throw Refused("seed", generator, "a whole number of 64 bits, or null",
            ": a SeedGenerator moves on from call to call, as a source does; read the initializer without it, and draw from "
            + "KerasRandom.Generator"),
        var other => throw Refused("seed", other, "a whole number of 64 bits, or null"),
    };

    private JsonElement? Find(string name) => _object is { } members && members.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>What is written plainly, or as a tensor or an array with its type.</summary>
    private static JsonElement Plain(in JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("class_name", out JsonElement name) && name.ValueKind == JsonValueKind.String
        && name.GetString() is "__tensor__" or "__numpy__"
        && value.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.Object
        && config.TryGetProperty("value", out JsonElement plain) ? plain : value;

    private FormatException Refused(string name, JsonElement? value, string required, string note = "")
    {
        string path = _path is null or "json" ? name : $"{_path}.{name}";
        string shown = value is { } given ? Excerpt.Of(given.GetRawText()) : "not given";
        return new($"{path} must be {required}, but was {shown}{note}.");
    }
}

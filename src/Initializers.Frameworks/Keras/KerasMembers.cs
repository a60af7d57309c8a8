using System.Text.Json;

namespace Initializers.Frameworks;

/// <summary>
/// The members of a JSON object in a configuration, read by type; the default value has no members. A member of the wrong type throws a
/// <see cref="FormatException"/> whose message is meant for the user.
/// </summary>
internal readonly struct KerasMembers
{
    private readonly JsonElement? _object;
    private readonly string _path;

    /// <param name="element">The object.</param>
    /// <param name="path">Its name in messages.</param>
    /// <exception cref="FormatException">The element is not an object.</exception>
    public KerasMembers(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Refused(path, element, "an object");
        (_object, _path) = (element, path);
    }

    public string Text(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var other => throw Refused(name, other, "a string"),
    };

    /// <summary>An object; a missing member or null is an object without members.</summary>
    public KerasMembers Members(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? new(value, name) : default;

    /// <summary>A number, which Keras may also write as a tensor without dimensions.</summary>
    public double Number(string name, double byDefault) => Find(name) switch
    {
        null => byDefault,
        { } value when Plain(value) is { ValueKind: JsonValueKind.Number } number && double.IsFinite(number.GetDouble()) =>
            number.GetDouble(),
        { } value when Plain(value).ValueKind == JsonValueKind.Array =>
            throw Refused(
                name, value, "a finite number", ": lists and arrays, which Keras broadcasts to the shape, are not supported"),
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

    /// <summary>One of the accepted strings, or null.</summary>
    public string? ChoiceOrNull(string name, string byDefault, string note, params string[] accepted) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value when accepted.Contains(value.GetString()) => value.GetString(),
        var other => throw Refused(name, other, $"null or one of \"{string.Join("\", \"", accepted)}\"", note),
    };

    /// <summary>Axes: a whole number or a list of them; null if missing or null.</summary>
    public int[]? Axes(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int axis) => [axis],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out _)) => [.. list.EnumerateArray().Select(value => value.GetInt32())],
        var other => throw Refused(name, other, "a whole number, a list of them, or null"),
    };

    /// <summary>The seed, a whole number; null if missing or null.</summary>
    public long? Seed() => Find("seed") switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long seed) => seed,
        { ValueKind: JsonValueKind.Object } generator => throw Refused("seed", generator, "a whole number of 64 bits, or null",
            ": a SeedGenerator advances from call to call, as a source does; read the initializer without it, and draw from "
            + "KerasRandom.Generator"),
        var other => throw Refused("seed", other, "a whole number of 64 bits, or null"),
    };

    private JsonElement? Find(string name) => _object is { } members && members.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>The value itself, or the value inside of a tensor or an array that is written with its type.</summary>
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

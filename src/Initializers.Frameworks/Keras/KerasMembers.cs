using System.Text.Json;

namespace Initializers.Frameworks;

/// <summary>The members of an object in a configuration, each read as what it has to be; the default has none. What is not so is a <see cref="FormatException"/> in words for the user.</summary>
internal readonly struct KerasMembers
{
    private const int Longest = 60;

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

    /// <summary>A text, or its beginning.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}...";

    public string Text(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var other => throw Refused(name, other, "a text"),
    };

    /// <summary>An object; no member, or null, is one without members.</summary>
    public KerasMembers Members(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? new(value, name) : default;

    public double Number(string name, double byDefault) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.Number } value when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        var other => throw Refused(name, other, "a finite number"),
    };

    public string Choice(string name, string byDefault, params string[] accepted) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.String } value when accepted.Contains(value.GetString()) => value.GetString()!,
        var other => throw Refused(name, other, $"one of \"{string.Join("\", \"", accepted)}\""),
    };

    /// <summary>Whole numbers: a list of them, or one; none and null are null.</summary>
    public int[]? Axes(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int axis) => [axis],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _)) => [.. list.EnumerateArray().Select(value => value.GetInt32())],
        var other => throw Refused(name, other, "a whole number, a list of them, or null"),
    };

    /// <summary>A whole number; none and null are null.</summary>
    public long? Seed() => Find("seed") switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long seed) => seed,
        { ValueKind: JsonValueKind.Object } generator => throw Refused("seed", generator, "a whole number or null: a SeedGenerator moves on from call to call, as a source does; read the initializer without it, and draw from KerasRandom.Generator"),
        var other => throw Refused("seed", other, "a whole number of 64 bits, or null"),
    };

    /// <summary>Refuses a member that is not null, or has no value where that is Keras' default.</summary>
    public void Null(string name, string byDefault)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Null }) throw Refused(name, Find(name), $"null; not given it is {byDefault}");
    }

    private JsonElement? Find(string name) => _object is { } members && members.TryGetProperty(name, out JsonElement value) ? value : null;

    private FormatException Refused(string name, JsonElement? value, string accepted) =>
        new($"{(_path is null or "json" ? name : $"{_path}.{name}")} is {(value is { } given ? Cut(given.GetRawText()) : "not given")}; accepted is {accepted}.");
}

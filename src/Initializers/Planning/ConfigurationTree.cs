using System.Text.Json;
using System.Text.Json.Nodes;
using static System.FormattableString;

namespace Initializers;

/// <summary>The tree whose leaves are settings.</summary>
internal static class ConfigurationTree
{
    /// <summary>The most levels of a key: rules, their numbers, their members, and those of lists and fans.</summary>
    private const int MostLevels = 4;

    /// <summary>The tree of keys such as <c>rules:0:match</c>. What has whole numbers as keys is a list, in their order.</summary>
    public static JsonNode? Of(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var root = new SortedDictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string path, string? value) in settings)
        {
            if (string.IsNullOrEmpty(path) || value is "") continue; // an empty list has an empty value
            string[] keys = path.Split(':');
            if (keys.Length > MostLevels)
                throw new JsonException(Invariant($"a key must have at most {MostLevels} levels, but was {Excerpt.Of(path)}."));
            SortedDictionary<string, object?> at = root;
            foreach (string key in keys[..^1])
            {
                if (at.GetValueOrDefault(key) is not SortedDictionary<string, object?> next)
                    at[key] = next = new SortedDictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
                at = next;
            }
            if (at.GetValueOrDefault(keys[^1]) is null) at[keys[^1]] = value;
        }
        return Node(root);
    }

    private static JsonNode? Node(object? value) => value switch
    {
        string text => JsonValue.Create(text),
        SortedDictionary<string, object?> members when members.Count > 0 && members.Keys.All(key => NameSegment.Number(key) is not null) =>
            new JsonArray([.. members.OrderBy(member => NameSegment.Number(member.Key)).Select(member => Node(member.Value))]),
        SortedDictionary<string, object?> members => new JsonObject(members
            .Select(member => KeyValuePair.Create(member.Key, Node(member.Value)))),
        _ => null,
    };
}

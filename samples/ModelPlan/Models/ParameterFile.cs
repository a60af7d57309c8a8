using System.Text.Json;
using Initializers;

namespace PlannedModels;

/// <summary>Names and shapes from a file: <c>{"wte.weight": [50257, 768], "ln_f.bias": [768]}</c>.</summary>
public static class ParameterFile
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="CallException">The file cannot be read, or is not of this form.</exception>
    public static IReadOnlyList<(string Name, TensorShape Shape)> Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read("--names", path), Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new CallException($"{path} must be a JSON object of names and dimensions, but was {Excerpt(json.RootElement)}.");
            return [.. json.RootElement.EnumerateObject().Select(member => (member.Name, ShapeOf(path, member)))];
        }
        catch (JsonException exception)
        {
            throw new CallException($"{path} must be JSON: {exception.Message}");
        }
    }

    private static TensorShape ShapeOf(string path, JsonProperty member)
    {
        try
        {
            return new([.. member.Value.EnumerateArray().Select(dimension => dimension.GetInt64())]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new CallException($"{path} must have an array of dimensions for {member.Name}, up to {TensorShape.MaxRank} whole numbers "
                + $"of at least 0 with a product below 2^63, but had {Excerpt(member.Value)}.");
        }
    }

    /// <summary>The beginning of a value, on one line.</summary>
    private static string Excerpt(JsonElement value)
    {
        const int Longest = 100;
        string text = string.Join(' ', value.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : $"{text[..Longest]}...";
    }
}

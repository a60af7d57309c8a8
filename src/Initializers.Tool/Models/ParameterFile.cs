using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>Names and shapes from files: the headers of a checkpoint, or a list as JSON.</summary>
internal static class ParameterFile
{
    private const string Safetensors = ".safetensors", List = ".json";

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Whether a text names such a file by its end, or a folder.</summary>
    public static bool IsName(string text) => Ends(text, Safetensors) || Ends(text, List) || Directory.Exists(text);

    /// <summary>Whether a text names a list as JSON by its end.</summary>
    public static bool IsList(string text) => Ends(text, List) && !Ends(text, CheckpointIndex.Ending);

    /// <summary>Reads a file.</summary>
    /// <param name="argument">The argument that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CallException">The file cannot be read, or is no list.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">A tensor has no shape, since it has too many axes.</exception>
    public static IReadOnlyList<PlanParameter> Read(string argument, string path) =>
        IsList(path) ? ReadList(argument, path) : ReadHeaders(argument, path);

    private static IReadOnlyList<PlanParameter> ReadHeaders(string argument, string path)
    {
        using Checkpoint checkpoint = CheckpointFile.Open(argument, path);
        return [.. checkpoint.Parameters];
    }

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The list <c>{"wte.weight": [50257, 768], "ln_f.bias": [768]}</c>.</summary>
    private static IReadOnlyList<PlanParameter> ReadList(string argument, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(argument, path), Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new CallException($"{path} must be a JSON object of names and dimensions, but was {Text(json.RootElement)}.");
            if (!json.RootElement.EnumerateObject().Any()) throw new CallException($"{path} must have parameters, but has none.");
            return [.. json.RootElement.EnumerateObject().Select(member => new PlanParameter(member.Name, ShapeOf(path, member)))];
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException) // or a name that is not Unicode
        {
            throw new CallException($"{path} must be JSON: {JsonFault.Of(refusal)}.");
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
            throw new CallException(
                $"{path} must have an array of dimensions for {Excerpt.Of(member.Name)}, up to {TensorShape.MaxRank} whole numbers "
                + $"of at least 0 with a product below 2^63, but had {Text(member.Value)}.");
        }
    }

    /// <summary>The beginning of a value, on one line.</summary>
    private static string Text(JsonElement value) =>
        Excerpt.Of(string.Join(' ', value.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

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

    /// <summary>Reads a file.</summary>
    /// <param name="argument">The argument that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CallException">The file cannot be read, or is no list.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">A tensor has no shape, since it has too many axes.</exception>
    public static IReadOnlyList<PlanParameter> Read(string argument, string path) =>
        Ends(path, List) && !Ends(path, CheckpointIndex.Ending) ? ReadList(argument, path) : ReadHeaders(argument, path);

    /// <summary>The parameters of a checkpoint: whole numbers and flags are buffers.</summary>
    public static IEnumerable<PlanParameter> Of(Checkpoint checkpoint) =>
        checkpoint.Tensors.Select(tensor => new PlanParameter(tensor.Name, tensor.Shape)
        {
            State = IsNumber(tensor.Type) ? ParameterState.Trained : ParameterState.Buffer,
        });

    private static IReadOnlyList<PlanParameter> ReadHeaders(string argument, string path)
    {
        using Checkpoint checkpoint = CheckpointFile.Open(argument, path);
        return [.. Of(checkpoint)];
    }

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(TensorDataType type) => type is not (
        TensorDataType.Bool or TensorDataType.I8 or TensorDataType.U8 or TensorDataType.I16 or TensorDataType.U16
        or TensorDataType.I32 or TensorDataType.U32 or TensorDataType.I64 or TensorDataType.U64);

    /// <summary>The list <c>{"wte.weight": [50257, 768], "ln_f.bias": [768]}</c>.</summary>
    private static IReadOnlyList<PlanParameter> ReadList(string argument, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(argument, path), Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new CallException($"{path} must be a JSON object of names and dimensions, but was {Text(json.RootElement)}.");
            return [.. json.RootElement.EnumerateObject().Select(member => new PlanParameter(member.Name, ShapeOf(path, member)))];
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException) // or a name that is not Unicode
        {
            throw new CallException($"{path} must be JSON: {refusal.Message}");
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

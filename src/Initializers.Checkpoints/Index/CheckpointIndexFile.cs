using System.Text.Json;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>An index that was read, of which nothing is trusted.</summary>
/// <param name="FileOf">The file of each tensor: plain names, which lie beside the index.</param>
/// <param name="TotalSize">The bytes that all tensors are said to have.</param>
/// <param name="Hash">The hash that they are said to have.</param>
internal sealed record CheckpointIndexFile(IReadOnlyDictionary<string, string> FileOf, long? TotalSize, CheckpointHash? Hash)
{
    /// <summary>As large as an index of headers of 100 MB may be.</summary>
    private const long Largest = 1_000_000_000;

    /// <summary>2^53, up to which doubles have all whole numbers.</summary>
    private const double LargestExact = 9007199254740992;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads an index.</summary>
    /// <exception cref="InvalidDataException">It is none: the message names the file and says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CheckpointIndexFile Read(string path)
    {
        if (EmptyFile.IsAt(path)) throw Invalid(path, "is empty");
        using FileStream file = File.OpenRead(path);
        if (file.Length > Largest) throw Invalid(path, Invariant($"has {file.Length} bytes, and {Largest} are the most"));
        try
        {
            using var json = JsonDocument.Parse(file, Options);
            return Read(path, json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the second for lone surrogates
        {
            throw Invalid(path, $"is not JSON: {JsonFault.Of(exception)}", exception);
        }
    }

    private static CheckpointIndexFile Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("weight_map", out JsonElement map)
            || map.ValueKind != JsonValueKind.Object)
            throw Invalid(path, "has no object weight_map");
        var fileOf = new Dictionary<string, string>();
        foreach (JsonProperty tensor in map.EnumerateObject())
        {
            string? name = tensor.Value.ValueKind == JsonValueKind.String ? tensor.Value.GetString() : null;
            if (name is null || !IsPlain(name))
            {
                string found = Excerpt.Of(tensor.Value.GetRawText());
                throw Invalid(path, $"must name a file beside it for {Excerpt.Of(tensor.Name)}, but has {found}");
            }
            fileOf.Add(tensor.Name, name);
        }
        if (fileOf.Count == 0) throw Invalid(path, "names no tensor");
        JsonElement metadata = root.TryGetProperty("metadata", out JsonElement any) && any.ValueKind == JsonValueKind.Object
            ? any : default;
        return new(fileOf, SizeOf(path, metadata), HashOf(path, metadata));
    }

    /// <summary>The size: a whole number, which some writers give as 1e9 or 1.0.</summary>
    private static long? SizeOf(string path, JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("total_size", out JsonElement size)) return null;
        if (size.ValueKind == JsonValueKind.Number)
        {
            if (size.TryGetInt64(out long whole) && whole >= 0) return whole;
            if (size.TryGetDouble(out double real) && real is >= 0 and < LargestExact && real == Math.Floor(real)) return (long)real;
        }
        throw Invalid(path, $"must have a whole number as total_size, but has {Excerpt.Of(size.GetRawText())}");
    }

    private static CheckpointHash? HashOf(string path, JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty(CheckpointMetadata.HashKey, out JsonElement text))
            return null;
        if (text.ValueKind == JsonValueKind.String && CheckpointHash.TryParse(text.GetString(), out CheckpointHash hash)) return hash;
        throw Invalid(path, $"must have {CheckpointHash.Digits} hexadecimal digits as {CheckpointMetadata.HashKey}, "
            + $"but has {Excerpt.Of(text.GetRawText())}");
    }

    /// <summary>Whether a name is that of a file in the same folder, on every system.</summary>
    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && name.IndexOfAny(['/', '\\', ':', '\0']) < 0;

    private static InvalidDataException Invalid(string path, string what, Exception? inner = null) =>
        new($"{Path.GetFileName(path)} must be the index of a checkpoint, but {what}.", inner);
}

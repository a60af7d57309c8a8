using System.Text.Encodings.Web;
using System.Text.Json;

namespace Initializers.Checkpoints;

/// <summary>The index of a checkpoint of several files: which file has which tensor, as huggingface_hub and transformers read it.</summary>
internal static class CheckpointIndex
{
    /// <summary>The name of the file.</summary>
    public const string Name = "model.safetensors" + Ending;

    /// <summary>How the names of indices end.</summary>
    public const string Ending = ".index.json";

    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the index into a folder, where it does not have its name yet.</summary>
    public static UnfinishedFile Write(CheckpointLayout layout, CheckpointHash hash, string folder)
    {
        byte[] index = BytesOf(layout, hash);
        return new(Path.Combine(folder, Name), index.Length, file => RandomAccess.Write(file, index, 0));
    }

    /// <summary>The bytes of the index: <c>total_size</c> counts tensors, without headers.</summary>
    private static byte[] BytesOf(CheckpointLayout layout, CheckpointHash hash)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString(CheckpointMetadata.HashKey, hash.ToString());
            writer.WriteNumber("total_size", layout.Bytes);
            writer.WriteEndObject();
            writer.WriteStartObject("weight_map");
            IEnumerable<(string Tensor, string File)> places =
                layout.Shards.SelectMany(shard => shard.Tensors.Select(tensor => (tensor.Planned.Name, shard.Name)));
            foreach ((string tensor, string file) in places.OrderBy(place => place.Tensor, StringComparer.Ordinal))
                writer.WriteString(tensor, file);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        json.WriteByte((byte)'\n');
        return json.ToArray();
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Initializers.Checkpoints;

/// <summary>Writes the header of a safetensors file: the same bytes for the same tensors, whatever writes them.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>The multiple of bytes that a header is filled up to with blanks, so that tensors begin aligned.</summary>
    private const int Alignment = 8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The order of tensors in a file: by number type from the last, which are the widest, then by name.</summary>
    public static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> tensors, Func<T, TensorDataType> type, Func<T, string> name) =>
        tensors.OrderByDescending(type).ThenBy(name, StringComparer.Ordinal);

    /// <summary>The header with its length in front.</summary>
    /// <param name="tensors">Names, types and dimensions in the order of the file.</param>
    /// <param name="metadata">The texts under <c>__metadata__</c>, which are written in the order of their keys.</param>
    public static byte[] Write(
        IEnumerable<(string Name, TensorDataType Type, IReadOnlyList<long> Dimensions, long Bytes)> tensors,
        IReadOnlyDictionary<string, string> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(SafetensorsHeader.MetadataKey);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                writer.WriteString(key, value);
            writer.WriteEndObject();
            long start = 0;
            foreach ((string name, TensorDataType type, IReadOnlyList<long> dimensions, long bytes) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", TensorDataTypes.NameOf(type));
                WriteNumbers(writer, "shape", dimensions);
                WriteNumbers(writer, "data_offsets", [start, start += bytes]);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        int length = (json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[SafetensorsHeader.LengthBytes + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        json.WrittenSpan.CopyTo(header.AsSpan(SafetensorsHeader.LengthBytes));
        header.AsSpan(SafetensorsHeader.LengthBytes + json.WrittenCount).Fill((byte)' ');
        return header;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}

using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>Parts of JSON that several commands write.</summary>
internal static class JsonParts
{
    /// <summary>An array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>The members <c>type</c> and <c>shape</c> of a tensor, the shape on one line.</summary>
    public static void WriteTypeAndShape(this Utf8JsonWriter writer, SafetensorsEntry tensor)
    {
        writer.WriteString("type", TensorDataTypes.NameOf(tensor.Type));
        writer.WritePropertyName("shape");
        writer.WriteRawValue($"[{string.Join(", ", tensor.Dimensions)}]");
    }
}

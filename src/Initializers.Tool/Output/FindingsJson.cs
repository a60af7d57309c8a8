using System.Text.Json;

namespace Initializers.Tool;

/// <summary>Findings as JSON.</summary>
internal static class FindingsJson
{
    /// <summary>Writes the member <c>findings</c>.</summary>
    public static void Write(this IReadOnlyList<TensorFinding> findings, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("findings");
        foreach (TensorFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", finding.Name);
            writer.WriteString("kind", finding.Kind);
            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}

using System.Text.Json;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>Deviations as JSON.</summary>
internal static class DeviationsJson
{
    /// <summary>Writes the member <c>deviations</c>: measured, promised, and how far they are apart in standard errors.</summary>
    public static void Write(this IReadOnlyList<PlanDeviation> deviations, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("deviations");
        foreach (PlanDeviation deviation in deviations)
        {
            writer.WriteStartObject();
            writer.WriteString("name", deviation.Name);
            writer.WriteNumberOrName("measured", deviation.Measured);
            writer.WriteNumberOrName("promised", deviation.Promised);
            writer.WriteNumberOrName("standardError", deviation.StandardError);
            writer.WriteNumberOrName("standardErrorsOff", (deviation.Measured - deviation.Promised) / deviation.StandardError);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}

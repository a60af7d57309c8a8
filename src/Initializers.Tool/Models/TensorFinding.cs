using System.Text.Json;

namespace Initializers.Tool;

/// <summary>What is wrong with a tensor of a checkpoint.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Kind">What kind of finding it is: a <see cref="PlanFindingKind"/>, or <see cref="OtherBits"/>.</param>
/// <param name="Message">What is wrong, as the end of a sentence that begins with its name.</param>
/// <param name="IsFault">Whether it is wrong for certain; some tensors are all zeros by design.</param>
internal readonly record struct TensorFinding(string Name, string Kind, string Message, bool IsFault = true)
{
    /// <summary>Its bits are not those that were drawn again.</summary>
    public const string OtherBits = nameof(OtherBits);

    /// <summary>A finding of a kind that plans have too.</summary>
    public TensorFinding(string name, PlanFindingKind kind, string message, bool isFault = true)
        : this(name, $"{kind}", message, isFault)
    {
    }

    /// <summary>What a plan finds in the weights.</summary>
    public static IReadOnlyList<TensorFinding> Of(PlanCheck check) =>
        [.. check.Findings.Select(finding => new TensorFinding(finding.Name, finding.Kind, finding.Message))];
}

/// <summary>Findings as JSON.</summary>
internal static class TensorFindingsJson
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

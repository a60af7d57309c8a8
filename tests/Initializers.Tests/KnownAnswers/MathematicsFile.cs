using System.Text.Json;
using Initializers.Tests.Golden;

namespace Initializers.Tests.KnownAnswers;

/// <summary>mathematics.json, computed by mpmath with 40 digits, or the file in the same format that the
/// environment variable names.</summary>
internal static class MathematicsFile
{
    public const string FileVariable = "INITIALIZERS_MATHEMATICS";

    public static IReadOnlyList<JsonElement> Entries(string section)
    {
        string file = Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named
            : Path.Combine(AppContext.BaseDirectory, "KnownAnswers", "mathematics.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement[] entries = [.. document.RootElement.GetProperty(section).EnumerateArray().Select(entry => entry.Clone())];
        return entries.Length > 0 ? entries : throw new InvalidDataException($"{file} holds no {section}.");
    }

    /// <summary>A number, which may be written as a string; "inf" and "-inf" are allowed.</summary>
    public static double Number(this JsonElement entry, string name) => GoldenFile.Number(entry.GetProperty(name));
}

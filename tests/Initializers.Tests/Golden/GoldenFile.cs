using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>
/// Files of golden vectors: cases, each a freshly seeded source and the steps drawn from it in order. Short arrays are written whole, as
/// the bits of each value; larger ones as the SHA-256 of their little-endian bytes with the first and last 16 values.
/// </summary>
public static class GoldenFile
{
    /// <summary>Another folder of files of the same format, in place of ours.</summary>
    public const string FolderVariable = "INITIALIZERS_GOLDEN";

    /// <summary>Where the files are: the folder of the environment variable, else our own.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
        ? named : Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>Whether the files are our own.</summary>
    public static bool AreOurs => Folder.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);

    /// <summary>The files of a framework.</summary>
    public static IReadOnlyList<string> Of(string framework) => [.. All().Where(file => FrameworkOf(file) == framework)];

    /// <summary>All files that say whose they are.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Where(file => FrameworkOf(file) is not null);

    /// <summary>Whose a file is; null of a file of another kind.</summary>
    public static string? FrameworkOf(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("framework", out JsonElement framework) ? framework.GetString() : null;
    }

    /// <summary>All of a file.</summary>
    public static JsonElement Root(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    /// <summary>A seed, written as a signed or else unsigned 64-bit integer.</summary>
    public static ulong Seed(JsonElement element) => element.TryGetInt64(out long signed) ? (ulong)signed : element.GetUInt64();

    /// <summary>A whole number of any size, which may be written as a hexadecimal text.</summary>
    public static BigInteger WholeNumber(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? BigInteger.Parse($"0{element.GetString()!.AsSpan(2)}", NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : BigInteger.Parse(element.GetRawText(), CultureInfo.InvariantCulture);

    /// <summary>Dimensions.</summary>
    public static TensorShape Shape(JsonElement dimensions) => [.. dimensions.EnumerateArray().Select(dimension => dimension.GetInt64())];

    /// <summary>A number, which may be written "inf" or "-inf".</summary>
    public static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        };
}

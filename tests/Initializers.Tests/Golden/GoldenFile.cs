using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>
/// Files of golden vectors: cases, each with a freshly seeded source and the steps drawn from it in order. Short arrays are stored whole,
/// as the bits of each value; longer ones as the SHA-256 of their little-endian bytes and the first and last 16 values.
/// </summary>
public static class GoldenFile
{
    /// <summary>The environment variable that names another folder of files in the same format.</summary>
    public const string FolderVariable = "INITIALIZERS_GOLDEN";

    /// <summary>The folder of the files: the environment variable's, or else our own.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
        ? named : Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>Whether the files are our own.</summary>
    public static bool AreOurs => Folder.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);

    /// <summary>The files of a framework.</summary>
    public static IReadOnlyList<string> Of(string framework) => [.. All().Where(file => FrameworkOf(file) == framework)];

    /// <summary>All golden files.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Where(file => FrameworkOf(file) is not null);

    /// <summary>The framework of a file, or null.</summary>
    public static string? FrameworkOf(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("framework", out JsonElement framework) ? framework.GetString() : null;
    }

    /// <summary>The root element.</summary>
    public static JsonElement Root(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    /// <summary>A seed, written as a signed or unsigned 64-bit integer.</summary>
    public static ulong Seed(JsonElement element) => element.TryGetInt64(out long signed) ? (ulong)signed : element.GetUInt64();

    /// <summary>An integer of any size, which may be written as a hexadecimal string.</summary>
    public static BigInteger WholeNumber(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? BigInteger.Parse($"0{element.GetString()!.AsSpan(2)}", NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : BigInteger.Parse(element.GetRawText(), CultureInfo.InvariantCulture);

    /// <summary>A shape, written as a list of dimensions.</summary>
    public static TensorShape Shape(JsonElement dimensions) => [.. dimensions.EnumerateArray().Select(dimension => dimension.GetInt64())];

    /// <summary>A number, which may be written as "inf" or "-inf".</summary>
    public static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        };
}

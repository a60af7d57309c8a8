using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>
/// Files of golden vectors: cases, each a freshly seeded source and the steps drawn from it in order. Short arrays are written whole, as the bits
/// of each value; larger ones as the SHA-256 of their little-endian bytes with the first and last 16 values.
/// </summary>
public static class GoldenFile
{
    /// <summary>Another folder of files of the same format, in place of ours.</summary>
    public const string FolderVariable = "INITIALIZERS_GOLDEN";

    /// <summary>The files of a framework: those in the folder of the environment variable, else our own.</summary>
    public static IReadOnlyList<string> Of(string framework)
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "Golden");
        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Where(file => FrameworkOf(file) == framework)];
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
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var text => double.Parse(text!, CultureInfo.InvariantCulture),
    };

    private static string? FrameworkOf(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.TryGetProperty("framework", out JsonElement framework) ? framework.GetString() : null;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>All cases of a file.</summary>
    public static IEnumerable<JsonElement> Cases(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (JsonElement golden in document.RootElement.GetProperty("cases").EnumerateArray()) yield return golden.Clone();
    }

    /// <summary>Says how the bits of drawn values differ from a step's, or null where they do not.</summary>
    public static string? Difference(JsonElement step, ReadOnlySpan<uint> bits)
    {
        JsonElement values = step.GetProperty("values");
        if (values.TryGetProperty("bits", out JsonElement whole)) return Difference("bits", Hexadecimal(bits), whole.GetString()!);
        return Difference("first", Hexadecimal(bits[..16]), values.GetProperty("first").GetString()!)
            ?? Difference("last", Hexadecimal(bits[^16..]), values.GetProperty("last").GetString()!)
            ?? Difference("sha256", Digest(bits), values.GetProperty("sha256").GetString()!);
    }

    /// <summary>A seed, written as a signed or else unsigned 64-bit integer.</summary>
    public static ulong Seed(JsonElement element) => element.TryGetInt64(out long signed) ? (ulong)signed : element.GetUInt64();

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

    private static string? Difference(string what, string drawn, string golden) =>
        drawn == golden ? null : $"{what} is {drawn}, golden is {golden}";

    private static string Hexadecimal(ReadOnlySpan<uint> bits)
    {
        var text = new StringBuilder(8 * bits.Length);
        foreach (uint word in bits) text.Append(word.ToString("x8", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static string Digest(ReadOnlySpan<uint> bits)
    {
        var bytes = new byte[4 * bits.Length];
        for (int i = 0; i < bits.Length; i++) System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), bits[i]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>What is wrong with JSON, and where, as editors count lines and columns.</summary>
internal static partial class JsonFault
{
    /// <summary>Reason and place, without a full stop.</summary>
    public static string Of(Exception refusal) => refusal is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
        ? Invariant($"{Reason(refusal)}, at line {line + 1}, column {column + 1}") : Reason(refusal);

    /// <summary>The reason alone, without a full stop.</summary>
    public static string Reason(Exception refusal)
    {
        string message = refusal.Message;
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "a value of another kind must be there";
        if (Duplicate().Match(message) is { Success: true } twice) return $"the member {Excerpt.Of(twice.Groups[1].Value)} is there twice";
        return WordsOfDotNet().Replace(message, "").Trim().TrimEnd('.');
    }

    [GeneratedRegex("Duplicate property '(.*?)'")]
    private static partial Regex Duplicate();

    /// <summary>.NET's place, which counts from 0, and its advice to programmers.</summary>
    [GeneratedRegex(
        @"(Path: [^|]* \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.|,? when '?isFinalBlock'? is true| Change the reader options\.")]
    private static partial Regex WordsOfDotNet();
}

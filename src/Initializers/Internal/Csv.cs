using System.Buffers;
using System.Globalization;

namespace Initializers;

/// <summary>Comma-separated values, RFC 4180, in any culture.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n"), Formulas = SearchValues.Create("=+-@\t\r");

    /// <summary>A line with its end.</summary>
    /// <param name="cells">
    /// Strings, longs, doubles, written so that they parse back, and null for an empty field.
    /// </param>
    /// <param name="defuseFormulas">Whether to put an apostrophe before text that begins like a formula of a spreadsheet.</param>
    public static string Line(IEnumerable<object?> cells, bool defuseFormulas) =>
        string.Join(',', cells.Select(cell => Field(cell, defuseFormulas))) + "\r\n";

    private static string Field(object? cell, bool defuseFormulas)
    {
        string text = cell switch
        {
            null => "",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => (string)cell,
        };
        if (defuseFormulas && cell is string && text.AsSpan().IndexOfAny(Formulas) == 0) text = "'" + text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

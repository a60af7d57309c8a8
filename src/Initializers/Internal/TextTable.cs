namespace Initializers;

/// <summary>Texts in aligned columns.</summary>
internal static class TextTable
{
    /// <summary>A line for each row, with two spaces between the columns.</summary>
    /// <param name="rows">The rows, with as many cells each.</param>
    /// <param name="numbers">The columns of numbers, which stand to the right; others stand to the left.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, params int[] numbers)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            numbers.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}

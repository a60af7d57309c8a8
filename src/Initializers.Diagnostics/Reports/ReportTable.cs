using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>A table that can be written as CSV, JSON or HTML.</summary>
/// <example>
/// <code>
/// var table = new ReportTable("Layers", ["layer", "weights"], [["hidden", 200_704], ["output", 2_560]]);
/// Console.WriteLine(table.ToCsv().Split('\n')[1].Trim()); // hidden,200704
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value. Equal when the title, the columns and the cells are.</remarks>
public sealed record ReportTable
{
    /// <summary>A table.</summary>
    /// <param name="title">The title, used as a caption.</param>
    /// <param name="columns">The headings of the columns, at least one, all different.</param>
    /// <param name="rows">
    /// The rows, from top to bottom, each with a cell for every column: a string, a double, a long (or an int), or null for an empty cell.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument, a heading or a row is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no columns or equal ones; a row has fewer or more cells than there are columns; or a cell has another type.
    /// </exception>
    public ReportTable(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(title);
        columns = Guard.Items(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (columns.Count == 0 || columns.Distinct().Count() < columns.Count)
            throw new ArgumentException(
                $"columns must have at least one element, all different, but were [{string.Join(", ", columns)}].", nameof(columns));
        (Title, Columns) = (title, columns);
        var checkedRows = new List<IReadOnlyList<object?>>();
        foreach (IReadOnlyList<object?> row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            if (row.Count != columns.Count)
                throw new ArgumentException(Invariant($"rows[{checkedRows.Count}] must have {columns.Count} cells, one for each column, ")
                    + Invariant($"but had {row.Count}."), nameof(rows));
            checkedRows.Add(Array.AsReadOnly(
                row.Select((cell, column) => Cell(cell, Invariant($"rows[{checkedRows.Count}][{column}]"), nameof(rows))).ToArray()));
        }
        Rows = checkedRows.AsReadOnly();
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    /// <summary>The headings of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// The rows, each with a cell for every column: a <see cref="string"/>, a <see cref="double"/>, a <see cref="long"/> or null.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    /// <summary>
    /// Returns the table as comma-separated values (RFC 4180): a line of headings, then a line for each row. Doubles are written so that
    /// they parse back to the same value, NaN as <c>NaN</c>, infinities as <c>Infinity</c> and <c>-Infinity</c>, and null as an empty
    /// field.
    /// </summary>
    /// <remarks>
    /// Spreadsheets interpret text that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return as a formula, even
    /// in quotes. Set <paramref name="defuseFormulas"/> if the file will be opened in a spreadsheet and contains untrusted names; programs
    /// that read the file back will find the apostrophes.
    /// </remarks>
    /// <param name="defuseFormulas">
    /// Whether to put an apostrophe before headings and text cells that begin like a formula. Numbers, including negative ones, are not
    /// affected. Defaults to false.
    /// </param>
    public string ToCsv(bool defuseFormulas = false) =>
        string.Concat(Rows.Prepend(Columns).Select(row => Csv.Line(row, defuseFormulas)));

    /// <summary>
    /// Returns the table as JSON: an array with an object for each row. NaN and infinities are strings, such as <c>"NaN"</c>, since JSON
    /// has no such numbers.
    /// </summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartArray();
            foreach (IReadOnlyList<object?> row in Rows)
            {
                writer.WriteStartObject();
                for (int i = 0; i < row.Count; i++) Write(writer, Columns[i], row[i]);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Formats a cell for display: a double with 4 significant digits, <c>0.1234</c> or <c>7.1e-8</c>, an integer with all of its digits,
    /// and null as an empty string.
    /// </summary>
    /// <param name="cell">The value of a cell.</param>
    /// <exception cref="ArgumentException"><paramref name="cell"/> is neither a string, a double, a long, an int nor null.</exception>
    public static string Format(object? cell) => Cell(cell, nameof(cell), nameof(cell)) switch
    {
        double number => Number.Text(number),
        long number => number.ToString(CultureInfo.InvariantCulture),
        var text => (string?)text ?? "",
    };

    /// <summary>Whether title, columns and cells are equal.</summary>
    /// <param name="other">The other table.</param>
    public bool Equals(ReportTable? other) =>
        other is not null && Title == other.Title && Columns.SequenceEqual(other.Columns) && Rows.Count == other.Rows.Count
            && Rows.Zip(other.Rows).All(rows => rows.First.SequenceEqual(rows.Second));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Rows.SelectMany(row => row)
            .Aggregate(Columns.Aggregate(Title.GetHashCode(StringComparison.Ordinal), HashCode.Combine), HashCode.Combine);

    /// <summary>The title and the size: <c>Signals (30 rows, 5 columns)</c>.</summary>
    public override string ToString() => Invariant($"{Title} ({Rows.Count} rows, {Columns.Count} columns)");

    private static object? Cell(object? cell, string name, string parameter) => cell switch
    {
        null or string or double or long => cell,
        int number => (long)number,
        _ => throw new ArgumentException(Invariant($"{name} must be a string, a double, a long, an int or null, but was {cell}, of ")
            + Invariant($"type {cell.GetType().Name}."), parameter),
    };

    private static void Write(Utf8JsonWriter writer, string column, object? cell)
    {
        if (cell is double number) writer.WriteNumberOrName(column, number);
        else if (cell is long whole) writer.WriteNumber(column, whole);
        else writer.WriteString(column, (string?)cell);
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>
/// A table in HTML, which scrolls in narrow windows, also by keyboard. Columns in which each number is NaN are left out.
/// </summary>
internal static partial class HtmlTable
{
    public static XElement Of(ReportTable table)
    {
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !IsNothing(table, column))];
        return new(
            "div",
            new XAttribute("class", "table"), new XAttribute("tabindex", 0), new XAttribute("role", "region"),
            new XAttribute("aria-label", Markup.Clean(table.Title)),
            new XElement(
                "table",
                new XElement("caption", Markup.Clean(table.Title)),
                new XElement("thead", new XElement(
                    "tr", shown.Select(i => Cell("th", "col", IsNumeric(table, i), table.Columns[i])))),
                new XElement("tbody", table.Rows.Select(row => new XElement("tr", shown.Select(i =>
                    Cell(i == 0 ? "th" : "td", i == 0 ? "row" : null, IsNumber(row[i]), row[i])))), "")));
    }

    private static XElement Cell(string element, string? scope, bool number, object? cell) =>
        new(element, scope is null ? null : new XAttribute("scope", scope), number ? new XAttribute("class", "number") : null,
            Linked(Markup.Clean(ReportTable.Format(cell))));

    /// <summary>Text with its URLs as links.</summary>
    private static IEnumerable<object> Linked(string text) =>
        Address().Split(text).Select((part, i) => i % 2 == 0 ? (object)part : new XElement("a", new XAttribute("href", part), part));

    [GeneratedRegex(@"(https://[^\s"",]+)")]
    private static partial Regex Address();

    private static bool IsNothing(ReportTable table, int column) =>
        table.Rows.Count > 0 && table.Rows.All(row => row[column] is double.NaN);

    private static bool IsNumeric(ReportTable table, int column) => table.Rows.Any(row => IsNumber(row[column]));

    private static bool IsNumber(object? cell) => cell is double or long;
}

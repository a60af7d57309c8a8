using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>A table in HTML, which scrolls in narrow windows, also by keyboard.</summary>
internal static partial class HtmlTable
{
    public static XElement Of(ReportTable table) => new(
        "div",
        new XAttribute("class", "table"), new XAttribute("tabindex", 0), new XAttribute("role", "region"),
        new XAttribute("aria-label", Markup.Clean(table.Title)),
        new XElement(
            "table",
            new XElement("caption", Markup.Clean(table.Title)),
            new XElement("thead", new XElement("tr", table.Columns.Select((column, i) => Cell("th", "col", IsNumeric(table, i), column)))),
            new XElement("tbody",
                table.Rows.Select(row => new XElement("tr",
                    row.Select((cell, i) => i == 0 ? Cell("th", "row", IsNumber(cell), cell) : Cell("td", null, IsNumber(cell), cell)))),
                "")));

    private static XElement Cell(string element, string? scope, bool number, object? cell) =>
        new(element, scope is null ? null : new XAttribute("scope", scope), number ? new XAttribute("class", "number") : null,
            Linked(Markup.Clean(ReportTable.Format(cell))));

    /// <summary>Text with its URLs as links.</summary>
    private static IEnumerable<object> Linked(string text) =>
        Address().Split(text).Select((part, i) => i % 2 == 0 ? (object)part : new XElement("a", new XAttribute("href", part), part));

    [GeneratedRegex(@"(https://[^\s"",]+)")]
    private static partial Regex Address();

    private static bool IsNumeric(ReportTable table, int column) => table.Rows.Any(row => IsNumber(row[column]));

    private static bool IsNumber(object? cell) => cell is double or long;
}

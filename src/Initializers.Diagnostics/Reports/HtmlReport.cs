using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>
/// A report as one HTML file: text, pictures and tables, for light and for dark surroundings, with nothing loaded from elsewhere and no
/// scripts.
/// </summary>
/// <remarks>
/// Built link by link; each adds below what is there and returns the same report. Not thread-safe: each thread builds a report of its own.
/// The same links give the same text, in any culture.
/// </remarks>
public sealed class HtmlReport
{
    private readonly string _title;
    private readonly List<object> _content = [];
    private int _pictures;

    /// <summary>A report without content.</summary>
    /// <param name="title">Its title, also the first heading.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public HtmlReport(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _title = Markup.Clean(title);
    }

    /// <summary>Adds the heading of a section.</summary>
    /// <param name="text">Plain text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public HtmlReport Heading(string text) => With("h2", text);

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">Plain text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public HtmlReport Paragraph(string text) => With("p", text);

    /// <summary>Adds a picture, with its description below it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="table">Its numbers, which the reader can unfold; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public HtmlReport Add(Picture picture, ReportTable? table = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        // A picture may be there twice, its ids may not.
        string svg = picture.Svg.Replace(picture.Id, FormattableString.Invariant($"{picture.Id}-{++_pictures}"), StringComparison.Ordinal);
        _content.Add(new XElement(
            "figure",
            XElement.Parse(svg),
            new XElement("figcaption", picture.Description),
            table is null ? null : new XElement("details", new XElement("summary", "As a table"), HtmlTable.Of(table))));
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    public HtmlReport Add(ReportTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _content.Add(HtmlTable.Of(table));
        return this;
    }

    /// <summary>Writes the report to a file, as UTF-8; folders that are missing are made.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public void Save(string path) => Markup.Save(path, ToString());

    /// <summary>The whole document, HTML5.</summary>
    public override string ToString() => "<!DOCTYPE html>\n" + Markup.Text(new XElement(
        "html",
        new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", _title),
            new XElement("style", Style)),
        new XElement("body", new XElement("main", new XElement("h1", _title), _content))));

    private HtmlReport With(string element, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Empty text, unlike none, has an end tag, which HTML wants.
        _content.Add(new XElement(element, Markup.Clean(text)));
        return this;
    }

    /// <summary>Without characters that XML escapes, since HTML does not in a style.</summary>
    private static readonly string Style = $$"""

        :root { color-scheme: light dark; {{Colours(ink => ink.Light)}} }
        @media (prefers-color-scheme: dark) { :root { {{Colours(ink => ink.Dark)}} } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 {{Chart.Font}}; }
        main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
        h1, h2 { line-height: 1.2; margin: 1.5em 0 0.5em; }
        figure { margin: 1.5rem 0; }
        figure svg { display: block; }
        figcaption { font-size: 0.875rem; color: var(--muted); margin-top: 0.25rem; }
        summary { cursor: pointer; font-size: 0.875rem; margin-top: 0.25rem; }
        .table { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; font-size: 0.875rem; }
        caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
        th, td { padding: 0.2rem 0.75rem 0.2rem 0; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
        tbody th { font-weight: normal; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        a { color: inherit; overflow-wrap: anywhere; }

        """;

    private static string Colours(Func<Ink, string> colour) =>
        string.Join(' ',
            new[] { Palette.Paper, Palette.Text, Palette.Muted, Palette.Grid }.Select(ink => $"{ink.Variable}: {colour(ink)};"));
}

using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>
/// A report as a single HTML file with text, pictures and tables, in light and dark mode, without scripts or external resources.
/// </summary>
/// <example>
/// <code>
/// var network = new SignalNetwork(inputs: 64).Repeat(20, layers =&gt; layers.Dense(64, Init.HeNormal()).Apply(Activation.ReLU));
/// SignalReport report = SignalPropagation.Run(network);
/// new HtmlReport("My network")
///     .Paragraph(report.Verdict)
///     .Add(SignalPictures.MeanSquares([("He", report)]), report.ToTable())
///     .Save("report.html");
/// </code>
/// </example>
/// <remarks>
/// Each method appends to the report and returns it. The same calls give the same text, in any culture. Not thread-safe.
/// </remarks>
public sealed class HtmlReport
{
    private readonly string _title;
    private readonly List<object> _content = [];
    private int _pictures;

    /// <summary>An empty report.</summary>
    /// <param name="title">The title, which is also the first heading.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public HtmlReport(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _title = Markup.Clean(title);
    }

    /// <summary>Appends the heading of a section.</summary>
    /// <param name="text">Plain text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public HtmlReport Heading(string text) => With("h2", text);

    /// <summary>Appends a paragraph.</summary>
    /// <param name="text">Plain text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public HtmlReport Paragraph(string text) => With("p", text);

    /// <summary>Appends a picture with its description.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="table">The values of the picture, which the reader can unfold. Defaults to none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public HtmlReport Add(Picture picture, ReportTable? table = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        // A picture may be added twice, but ids must be unique.
        string svg = picture.Svg.Replace(picture.Id, FormattableString.Invariant($"{picture.Id}-{++_pictures}"), StringComparison.Ordinal);
        _content.Add(new XElement(
            "figure",
            XElement.Parse(svg),
            new XElement("figcaption", picture.Description),
            table is null ? null : new XElement("details", new XElement("summary", "As a table"), HtmlTable.Of(table))));
        return this;
    }

    /// <summary>Appends a table.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    public HtmlReport Add(ReportTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _content.Add(HtmlTable.Of(table));
        return this;
    }

    /// <summary>
    /// Appends the dry run of a plan: its totals, a table in which layers alike are one line, the rules with how many parameters each
    /// takes, what a check of the weights found, and the picture of all weights.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="check">What was found in the weights. Defaults to none.</param>
    /// <param name="weights">
    /// The weights of each parameter by its name as it was given, for <see cref="WeightPictures.Of(ResolvedPlan, Func{string,
    /// ReadOnlyMemory{float}}, string)"/>. Defaults to none, without the picture.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">The weights of a parameter have another length than it has.</exception>
    public HtmlReport Add(ResolvedPlan plan, PlanCheck? check = null, Func<string, ReadOnlyMemory<float>>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Picture? picture = weights is null || !WeightPictures.HasAny(plan) ? null : WeightPictures.Of(plan, weights);
        Paragraph($"{plan.Summary()}.");
        foreach (string note in PlanTable.Notes(plan)) Paragraph(note);
        Add(PlanTables.Parameters(plan)).Add(PlanTables.Rules(plan));
        if (check is { IsAsPlanned: true }) Paragraph($"{check}.");
        else if (check is not null) Add(PlanTables.Findings(check));
        return picture is null ? this : Add(picture);
    }

    /// <summary>Writes the report to a file, as UTF-8. Missing folders are created.</summary>
    /// <param name="path">The file, which is overwritten if it exists.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public void Save(string path) => Markup.Save(path, ToString());

    /// <summary>The HTML5 document.</summary>
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
        // An element with empty text, unlike an empty element, is written with the end tag that HTML requires.
        _content.Add(new XElement(element, Markup.Clean(text)));
        return this;
    }

    /// <summary>The style sheet, without characters that XML would escape: HTML takes a style as it is.</summary>
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
        thead th { white-space: normal; vertical-align: bottom; }
        thead .number { min-width: 4.5rem; }
        a { color: inherit; overflow-wrap: anywhere; }

        """;

    private static string Colours(Func<Ink, string> colour) =>
        string.Join(' ',
            new[] { Palette.Paper, Palette.Text, Palette.Muted, Palette.Grid }.Select(ink => $"{ink.Variable}: {colour(ink)};"));
}

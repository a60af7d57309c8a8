using System.Text;
using System.Xml.Linq;
using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>
/// Turns a plot into a picture: OxyPlot's export, with a text alternative, colours as CSS variables, and unique ids.
/// </summary>
internal static class SvgPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Dictionary<string, Ink> Inks =
        Palette.All.ToDictionary(ink => $"rgb({ink.Placeholder.R},{ink.Placeholder.G},{ink.Placeholder.B})");

    public static Picture Of(PlotModel model, double width, double height, string title, string description) =>
        Of([new(model, width, height, 0, 0)], width, height, title, description);

    /// <summary>A picture of several plots, of which the first gives the background.</summary>
    public static Picture Of(IReadOnlyList<PlacedPlot> plots, double width, double height, string title, string description)
    {
        (title, description) = (Markup.Clean(title), Markup.Clean(description));
        string[] exported = [.. plots.Select(plot => Export(plot, title))];
        string id = "picture-" + Fingerprint($"{title}\n{description}\n{string.Concat(exported)}");
        XElement[] drawn = [.. exported.Select(XElement.Parse)];
        for (int i = 0; i < drawn.Length; i++)
        {
            foreach (XElement element in drawn[i].Descendants())
            {
                Colour(element);
                Name(element, i == 0 ? id : FormattableString.Invariant($"{id}-{i}"));
            }
            foreach (XElement group in drawn[i].DescendantsAndSelf().ToArray()) SvgRectangles.Join(group);
        }
        XElement[] content = [.. drawn.Zip(plots, (svg, plot) => plot is { Left: 0, Top: 0 } ? svg.Elements() : [Placed(svg, plot)])
            .SelectMany(elements => elements)];
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("id", id), new XAttribute("viewBox", FormattableString.Invariant($"0 0 {width} {height}")),
            new XAttribute("width", width), new XAttribute("height", height), new XAttribute("style", "max-width:100%;height:auto"),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-description"),
            new XAttribute("font-family", Chart.Font),
            new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), title),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-description"), description),
            new XElement(Svg + "style", Style(id, content)),
            content);
        return new(title, description, Markup.Text(svg), id);
    }

    private static string Export(PlacedPlot plot, string title)
    {
        string exported = new SvgExporter { Width = plot.Width, Height = plot.Height, IsDocument = false }.ExportToString(plot.Model);
        return plot.Model.GetLastPlotException() is { } exception
            ? throw new InvalidOperationException($"The chart \"{title}\" could not be drawn.", exception) : exported;
    }

    private static XElement Placed(XElement svg, PlacedPlot plot) =>
        new(Svg + "g", new XAttribute("transform", FormattableString.Invariant($"translate({plot.Left},{plot.Top})")), svg.Elements());

    /// <summary>The colours that are used, in light and dark surroundings.</summary>
    private static string Style(string id, XElement[] content)
    {
        HashSet<string> used = [.. content.SelectMany(element => element.DescendantsAndSelf().Attributes("style"))
            .SelectMany(style => style.Value.Split(';')).Select(declaration => declaration.Split(':')[1])];
        Ink[] inks = [.. Palette.All.Where(ink => used.Contains($"var({ink.Variable})"))];
        return $"#{id}{{{Variables(inks, ink => ink.Light)}}}"
            + $"@media (prefers-color-scheme:dark){{#{id}{{{Variables(inks, ink => ink.Dark)}}}}}";
    }

    private static string Fingerprint(string text)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexStringLower(digest[..6]);
    }

    private static string Variables(Ink[] inks, Func<Ink, string> colour) =>
        string.Join(';', inks.Select(ink => $"{ink.Variable}:{colour(ink)}"));

    /// <summary>
    /// Replaces placeholders: by the light colour as an attribute, for programs without CSS variables, and by the variable as a style.
    /// </summary>
    private static void Colour(XElement element)
    {
        var styles = new List<string>();
        foreach (string declaration in ((string?)element.Attribute("style") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = declaration.Split(':');
            element.SetAttributeValue(parts[0], parts[1]);
        }
        foreach (string name in (string[])["fill", "stroke"])
        {
            if (!Inks.TryGetValue((string?)element.Attribute(name) ?? "", out Ink? ink)) continue;
            element.SetAttributeValue(name, ink.Light);
            styles.Add($"{name}:var({ink.Variable})");
        }
        element.SetAttributeValue("style", styles.Count > 0 ? string.Join(';', styles) : null);
        element.SetAttributeValue("font-family", null);
    }

    private static void Name(XElement element, string id)
    {
        if (element.Attribute("id") is { } name) name.Value = $"{id}-{name.Value}";
        if (element.Attribute("clip-path") is { } clip) clip.Value = clip.Value.Replace("#", $"#{id}-", StringComparison.Ordinal);
    }
}

/// <summary>A plot and its place in a picture, in pixels.</summary>
internal sealed record PlacedPlot(PlotModel Model, double Width, double Height, double Left, double Top);

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

    public static Picture Of(PlotModel model, double width, double height, string title, string description)
    {
        string exported = new SvgExporter { Width = width, Height = height, IsDocument = false }.ExportToString(model);
        if (model.GetLastPlotException() is { } exception)
            throw new InvalidOperationException($"The chart \"{title}\" could not be drawn.", exception);
        XElement drawn = XElement.Parse(exported);
        string id = "picture-" + Fingerprint($"{title}\n{description}\n{exported}");
        foreach (XElement element in drawn.Descendants())
        {
            Colour(element);
            Name(element, id);
        }
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("id", id), new XAttribute("viewBox", FormattableString.Invariant($"0 0 {width} {height}")),
            new XAttribute("width", width), new XAttribute("height", height), new XAttribute("style", "max-width:100%;height:auto"),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-description"),
            new XAttribute("font-family", Chart.Font),
            new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), title),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-description"), description),
            new XElement(Svg + "style",
                $"#{id}{{{Variables(ink => ink.Light)}}}@media (prefers-color-scheme:dark){{#{id}{{{Variables(ink => ink.Dark)}}}}}"),
            drawn.Elements());
        return new(title, description, Markup.Text(svg), id);
    }

    private static string Fingerprint(string text)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexStringLower(digest[..6]);
    }

    private static string Variables(Func<Ink, string> colour) =>
        string.Join(';', Palette.All.Select(ink => $"{ink.Variable}:{colour(ink)}"));

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

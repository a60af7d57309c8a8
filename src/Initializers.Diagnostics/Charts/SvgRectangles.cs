using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>
/// Joins rectangles that follow each other and look alike, such as the cells of a heat map or the bars of a histogram, into one path, which
/// makes a file several times as short.
/// </summary>
internal static class SvgRectangles
{
    private static readonly string[] Places = ["x", "y", "width", "height"];

    /// <summary>Joins the rectangles among the children of an element.</summary>
    public static void Join(XElement parent)
    {
        List<XElement> run = [];
        foreach (XElement element in parent.Elements().ToArray())
        {
            if (run.Count > 0 && !(IsRectangle(element) && Look(element) == Look(run[0]))) Replace(run);
            if (IsRectangle(element)) run.Add(element);
        }
        Replace(run);
    }

    private static bool IsRectangle(XElement element) => element.Name.LocalName == "rect" && element.Parent?.Name.LocalName != "clipPath";

    private static string Look(XElement element) =>
        string.Concat(element.Attributes().Where(attribute => !Places.Contains(attribute.Name.LocalName)));

    private static void Replace(List<XElement> run)
    {
        if (run.Count > 1)
        {
            run[0].AddBeforeSelf(new XElement(
                run[0].Name.Namespace + "path", new XAttribute("d", Outline(run)),
                run[0].Attributes().Where(attribute => !Places.Contains(attribute.Name.LocalName))));
            foreach (XElement rectangle in run) rectangle.Remove();
        }
        run.Clear();
    }

    /// <summary>The rectangles one after the other; each starts from the corner of the one before.</summary>
    private static string Outline(List<XElement> run)
    {
        var path = new StringBuilder();
        (decimal left, decimal top) = (0, 0);
        foreach (XElement rectangle in run)
        {
            decimal[] place = [.. Places.Select(name => Math.Round((decimal)rectangle.Attribute(name)!, 2))];
            path.Append(CultureInfo.InvariantCulture,
                $"m{Text(place[0] - left)} {Text(place[1] - top)}h{Text(place[2])}v{Text(place[3])}h{Text(-place[2])}z");
            (left, top) = (place[0], place[1]);
        }
        return path.ToString();
    }

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

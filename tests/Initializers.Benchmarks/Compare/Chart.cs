using System.Xml.Linq;
using static System.FormattableString;

namespace Initializers.Benchmarks.Compare;

/// <summary>The comparison as a bar chart in SVG: fills of 2^24 floats, by contender.</summary>
public static class Chart
{
    private const int Left = 190, Bar = 16, Gap = 34, Width = 820, Reach = 480;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XDocument Draw(Comparison comparison)
    {
        Work[] works = [.. Work.All.Where(work => work.Size == Work.Large && work.Kind != Work.Fill)];
        double memory = comparison.Speed(comparison.FastestFill, Work.LargeFill);
        double fastest = works.Max(work => comparison.Contenders.Max(contender => Math.Max(memory, comparison.Speed(contender, work))));
        var drawing = new List<object>();
        int y = 44;
        foreach (Work work in works)
        {
            drawing.Add(Text(12, y, Report.Name(work), "heading"));
            y += 12;
            int top = y;
            foreach (string contender in comparison.Contenders)
            {
                double speed = comparison.Speed(contender, work);
                if (speed == 0) continue;
                double length = Reach * speed / fastest;
                drawing.Add(Text(Left - 8, y + 12, contender, "name"));
                drawing.Add(new XElement(Svg + "rect", new XAttribute("x", Left), new XAttribute("y", y),
                    new XAttribute("width", Invariant($"{Math.Max(1, length):0.0}")), new XAttribute("height", Bar - 3),
                    new XAttribute("class", contender.StartsWith("ours", StringComparison.Ordinal) ? "ours" : "peer")));
                drawing.Add(Text(Left + length + 6, y + 12, Invariant($"{speed:N0}"), "value"));
                y += Bar;
            }
            drawing.Add(MemoryLine(Left + Reach * memory / fastest, top - 6, y));
            y += Gap;
        }
        y -= Gap / 2;
        return new XDocument(new XElement(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {y}"), new XAttribute("width", Width), new XAttribute("height", y),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", "Million floats per second, fills of 2^24 floats; longer is faster"),
            new XElement(Svg + "style", """
                text { font: 12px system-ui, sans-serif; fill: #333 }
                .heading { font-weight: 600; font-size: 13px } .name { text-anchor: end }
                .ours { fill: #1f6feb } .peer { fill: #8c959f } .memory { stroke: #bf5700; stroke-width: 1.5; stroke-dasharray: 4 3 }
                @media (prefers-color-scheme: dark) { text { fill: #ddd } .ours { fill: #58a6ff } .memory { stroke: #ffa657 } }
                """),
            Text(12, 16, "Million floats per second, 2^24 floats; longer is faster. "
                + "The dashed line is the memory bandwidth: a constant fill on one thread.", "value"),
            drawing));
    }

    private static XElement MemoryLine(double x, int top, int bottom) => new(Svg + "line",
        new XAttribute("x1", Invariant($"{x:0.0}")), new XAttribute("x2", Invariant($"{x:0.0}")),
        new XAttribute("y1", top), new XAttribute("y2", bottom), new XAttribute("class", "memory"));

    private static XElement Text(double x, double y, string text, string kind) =>
        new(Svg + "text", new XAttribute("x", Invariant($"{x:0.0}")), new XAttribute("y", Invariant($"{y:0.0}")),
            new XAttribute("class", kind), text);
}

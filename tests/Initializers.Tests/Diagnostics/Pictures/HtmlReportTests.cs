using System.Text.RegularExpressions;
using System.Xml.Linq;
using Initializers.Diagnostics;

namespace Initializers.Tests.Diagnostics.Pictures;

public class HtmlReportTests
{
    private static readonly Picture Lines = Chart.Lines("Lines", "They rise.", new("layer"), new("value"),
        [new("He", LineKind.Measured, [new(1, 1), new(2, 2)])]);

    private static readonly ReportTable Table = new("A <table>", ["layer", "value", "note"],
        [[1L, 0.123456, null], [2L, double.NaN, "<script>alert(1)</script>"]]);

    private static string Html =>
        new HtmlReport("A & <b>").Heading("<script>").Paragraph("").Paragraph("a < b \u0001").Add(Lines).Add(Lines, Table).Add(Table)
            .Add(new ReportTable("empty", ["a"], [])).ToString();

    [Fact]
    public void ToString_OfAReport_IsHtmlAndXmlAtOnce()
    {
        Html.Should().StartWith("<!DOCTYPE html>\n<html lang=\"en\">");
        var document = XDocument.Parse(Html["<!DOCTYPE html>".Length..]);
        document.Descendants("title").Single().Value.Should().Be("A & <b>");
        document.Descendants("h2").Single().Value.Should().Be("<script>");
        document.Descendants().Should().NotContain(element => element.Name.LocalName == "script");
        document.Descendants("figcaption").Select(caption => caption.Value).Should().Equal("They rise.", "They rise.");
        document.Descendants("details").Single().Element("summary")!.Value.Should().Be("As a table");
        document.Descendants("table").Should().HaveCount(3);
        document.Descendants("th").Should().OnlyContain(cell => cell.Attribute("scope") != null);
        document.Descendants("td").Where(cell => (string?)cell.Attribute("class") == "number").Select(cell => cell.Value)
            .Should().Equal("0.1235", "NaN", "0.1235", "NaN");
    }

    [Fact]
    public void ToString_OfAReport_HasIdsThatDiffer()
    {
        var document = XDocument.Parse(Html["<!DOCTYPE html>".Length..]);
        document.Descendants().Where(element => element.Name.LocalName == "svg").Should().HaveCount(2);
        document.Descendants().Attributes("id").Select(id => id.Value).Should().OnlyHaveUniqueItems();
        string[] ids = [.. document.Descendants().Attributes("id").Select(id => id.Value)];
        Regex.Matches(Html, "#(picture-[0-9A-Za-z-]+)").Select(match => match.Groups[1].Value)
            .Should().BeSubsetOf(ids, "what is referred to is there");
    }

    [Fact]
    public void ToString_OfAReport_ClosesOnlyWhatHtmlDoesNot()
    {
        string outside = Regex.Replace(Html, "<svg.*?</svg>", "", RegexOptions.Singleline);
        Regex.Matches(outside, @"<(\w+)[^>]*/>").Select(match => match.Groups[1].Value).Should().OnlyContain(name => name == "meta");
        outside.Should().Contain("<p></p>").And.Contain("<tbody></tbody>");
        Regex.Match(outside, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value
            .Should().NotContain("&").And.Contain("prefers-color-scheme: dark");
        Html.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal).Should().NotContain("http");
    }

    [Fact]
    public void Save_OfAReport_WritesIt()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "missing", "report.html");
        new HtmlReport("A report").Save(path);
        File.ReadAllText(path).Should().Be(new HtmlReport("A report").ToString());
        FluentActions.Invoking(() => new HtmlReport("A report").Save("")).Should().Throw<ArgumentException>();
    }
}

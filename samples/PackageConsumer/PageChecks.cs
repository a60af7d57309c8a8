using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PackageConsumer;

/// <summary>Checks what the page of a package shows.</summary>
internal static partial class PageChecks
{
    /// <summary>The longest release notes that nuget.org takes, in characters.</summary>
    private const int LongestNotes = 35_000;

    public static IEnumerable<Check> Of(string name, ZipArchive package)
    {
        foreach (string file in (string[])["README.md", "LICENSE", "CHANGELOG.md", "icon.png"])
            yield return new Check($"{name} holds {file}", package.GetEntry(file)?.Length > 0);

        XElement[] metadata = [.. XElement.Parse(TextOf(package, $"{name}.nuspec").TrimStart('\uFEFF')).Elements().Single().Elements()];
        bool isExpression = Field("license")?.Attribute("type")?.Value == "expression";
        yield return new Check($"the licence of {name} is the expression MIT", isExpression && Says("license", "MIT"));
        yield return new Check($"the page of {name} shows the readme and the icon",
            Says("readme", "README.md") && Says("icon", "icon.png"));

        string title = Field("title")?.Value ?? "", readMe = TextOf(package, "README.md");
        yield return new Check($"{name} is titled \"{title}\"", title.StartsWith($"{name}: ", StringComparison.Ordinal));
        yield return new Check($"the readme of {name} is its own, and its links are absolute",
            readMe.StartsWith($"# {name}\n\n", StringComparison.Ordinal) && !RelativeLink().IsMatch(readMe));

        string notes = (Field("releaseNotes")?.Value ?? "").ReplaceLineEndings("\n");
        yield return new Check($"the release notes of {name} are the newest section of the changelog",
            notes.StartsWith("## [", StringComparison.Ordinal) && notes.Length is > 100 and <= LongestNotes
            && !notes.Contains("\n## [", StringComparison.Ordinal)
            && TextOf(package, "CHANGELOG.md").Split("\n## [")[1].StartsWith(notes[4..], StringComparison.Ordinal));

        string address = Field("projectUrl")?.Value ?? "";
        yield return new Check($"the project of {name} is at {address}",
            address.StartsWith("https://", StringComparison.Ordinal) && readMe.Contains($"{address}/", StringComparison.Ordinal));

        XElement? repository = Field("repository");
        yield return new Check($"{name} was built from commit {repository?.Attribute("commit")?.Value}",
            repository?.Attribute("type")?.Value == "git"
            && repository.Attribute("url")?.Value.StartsWith("https://", StringComparison.Ordinal) == true
            && (repository.Attribute("commit")?.Value ?? "") == Environment.GetEnvironmentVariable("COMMIT"));

        XElement? Field(string field) => metadata.SingleOrDefault(element => element.Name.LocalName == field);
        bool Says(string field, string value) => Field(field)?.Value == value;
    }

    /// <summary>The text of a file of a package, with line feeds.</summary>
    public static string TextOf(ZipArchive package, string file)
    {
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\]\((?!https://)|^\[[^\]]+\]: (?!https://)", RegexOptions.Multiline)]
    private static partial Regex RelativeLink();
}

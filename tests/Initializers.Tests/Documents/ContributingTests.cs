using System.Text.RegularExpressions;

namespace Initializers.Tests.Documents;

/// <summary>CONTRIBUTING.md's map matches the folders, and its paths exist.</summary>
public partial class ContributingTests
{
    /// <summary>The folders of the map, as paths from the root of the repository.</summary>
    private static readonly string[] Mapped = [.. Folders()];

    [Fact]
    public void EveryFolderOfTheMap_Exists()
    {
        Mapped.Should().HaveCountGreaterThan(20);
        foreach (string folder in Mapped) Directory.Exists(Repository.PathOf(folder)).Should().BeTrue("{0} is on the map", folder);
    }

    [Fact]
    public void EveryFolderOfTheSources_IsOnTheMap()
    {
        string[] folders = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf(""), Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder.Split('/') is { Length: <= 4 } parts && !parts.Contains("obj") && !parts.Contains("bin"))
            .Distinct()];
        folders.Should().HaveCountGreaterThan(20).And.BeSubsetOf(Mapped);
    }

    /// <summary>The tests of a source folder lie in a folder of the same name; other test folders are on the map.</summary>
    [Fact]
    public void EveryFolderOfTheTests_MirrorsTheSourcesOrIsOnTheMap()
    {
        string tests = Repository.PathOf("tests", "Initializers.Tests");
        string[] folders = [.. Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tests, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder != "." && folder.Split('/')[0] is not ("obj" or "bin"))
            .Distinct()];
        folders.Should().HaveCountGreaterThan(20);
        foreach (string folder in folders)
            (Directory.Exists(Repository.PathOf("src", "Initializers", folder))
                || Directory.Exists(Repository.PathOf("src", $"Initializers.{folder}"))
                || Mapped.Contains($"tests/Initializers.Tests/{folder}")).Should().BeTrue("{0} mirrors src or is on the map", folder);
    }

    [Fact]
    public void EveryQuotedPath_Exists()
    {
        string[] roots = [Repository.Root, Repository.PathOf("src", "Initializers"), Repository.PathOf("tests", "Initializers.Tests")];
        string[] paths = [.. QuotedPath().Matches(Repository.Read("CONTRIBUTING.md")).Select(match => match.Groups["path"].Value)];
        paths.Should().NotBeEmpty();
        foreach (string path in paths)
            roots.Should().Contain(root => Path.Exists(Path.Combine(root, path)), "CONTRIBUTING.md mentions {0}", path);
    }

    /// <summary>Reads the map: the folders of a line lie in that of the nearest line above with less indentation.</summary>
    private static IEnumerable<string> Folders()
    {
        var outer = new Stack<(int Indent, string Path)>();
        foreach (Match line in MapLine().Matches(Repository.Read("CONTRIBUTING.md")))
        {
            int indent = line.Groups["indent"].Length;
            while (outer.TryPeek(out (int Indent, string Path) last) && last.Indent >= indent) outer.Pop();
            string parent = outer.TryPeek(out (int Indent, string Path) within) ? within.Path + "/" : "";
            foreach (Capture name in line.Groups["name"].Captures) yield return parent + name.Value;
            outer.Push((indent, parent + line.Groups["name"].Captures[0].Value));
        }
    }

    [GeneratedRegex(@"`(?<path>[^`\s]+(\.cs|\.py|\.md|/))`")]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"^(?<indent> {4,10})((?<name>[\w./]+)/ ?)+ *(?= )", RegexOptions.Multiline)]
    private static partial Regex MapLine();
}

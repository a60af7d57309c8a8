using System.Text.RegularExpressions;

namespace Initializers.Tests.Documents;

/// <summary>CONTRIBUTING.md's map is the tree as it stands.</summary>
public partial class ContributingTests
{
    /// <summary>The folders of the map, each with those that it lies in.</summary>
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

    /// <summary>A line's folders lie in that of the last line before which is indented less.</summary>
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

    [GeneratedRegex(@"^(?<indent> {4,10})((?<name>[\w./]+)/ ?)+ *(?= )", RegexOptions.Multiline)]
    private static partial Regex MapLine();
}

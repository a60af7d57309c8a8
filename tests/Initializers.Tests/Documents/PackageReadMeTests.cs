using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Initializers.Tests.Documents;

/// <summary>The readmes of the packages, which nuget.org shows away from the repository: they lead back to its files.</summary>
public partial class PackageReadMeTests
{
    /// <summary>The largest picture, in bytes: a page shows it before anything else.</summary>
    private const int LargestPicture = 100_000;

    /// <summary>The repository's address: Directory.Build.props is the place to change it.</summary>
    private static readonly string Address =
        XElement.Load(Repository.PathOf("Directory.Build.props")).Descendants("RepositoryUrl").Single().Value;

    /// <summary>The packages, each a folder of src with a readme; what is not packed yet has none.</summary>
    public static TheoryData<string> Packages => [.. ReadMes];

    internal static string[] ReadMes { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !File.ReadAllText(file).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.PathOf("src"), file).Split('/', '\\')).Where(parts => parts.Length == 2)
            .Select(parts => parts[0]).Order(StringComparer.Ordinal)];

    [Fact]
    public void EveryPackage_HasAReadMe() => ReadMes.Should().HaveCountGreaterThanOrEqualTo(5).And.Contain("Initializers");

    [Theory]
    [MemberData(nameof(Packages))]
    public void ReadMe_BeginsWithOneSentence_AndSaysHowToInstall(string package)
    {
        string readMe = Repository.Read("src", package, "README.md");
        string[] paragraphs = readMe.Split("\n\n");
        paragraphs[0].Should().Be($"# {package}");
        paragraphs[1].ReplaceLineEndings(" ").Should().MatchRegex(@"^[^\n]+\.$").And.NotContain(". ");
        readMe.Should().MatchRegex($@"\n    dotnet (add package|new install|tool install --global) {Regex.Escape(package)}\n");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Links_AreAbsolute_AndLeadToFilesOfTheRepository(string package)
    {
        string readMe = Repository.Read("src", package, "README.md");
        Inline().Matches(readMe).Should().BeEmpty("links stand at the end of {0}'s readme, which keeps its lines short", package);
        Match[] links = Link().Matches(readMe).ToArray();
        links.Should().NotBeEmpty();
        foreach (Match link in links)
        {
            string[] places = [$"{Address}/blob/main/", $"{Address}/tree/main/", Raw];
            string place = places.Should().ContainSingle(start => link.Groups["url"].Value.StartsWith(start), "of {0}", link.Value).Subject;
            string path = link.Groups["url"].Value[place.Length..];
            Path.Exists(Repository.PathOf(path)).Should().BeTrue("{0}'s readme links to {1}", package, path);
            Regex.Count(readMe, Regex.Escape($"[{link.Groups["name"].Value}]")).Should().BeGreaterThan(1, "{0} is used", link.Value);
        }
        foreach (Match use in Use().Matches(readMe))
            links.Select(link => link.Groups["name"].Value).Should().Contain(use.Groups["name"].Value);
    }

    /// <summary>nuget.org shows pictures of trusted hosts only, and no SVG.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Pictures_AreSmallPngs_OfAHostThatNuGetTrusts(string package)
    {
        string readMe = Repository.Read("src", package, "README.md");
        foreach (Match picture in Picture().Matches(readMe))
        {
            picture.Groups["text"].Value.Should().NotBeEmpty("whoever does not see it reads it");
            string url = Link().Matches(readMe)
                .Single(link => link.Groups["name"].Value == picture.Groups["name"].Value).Groups["url"].Value;
            url.Should().StartWith(Raw).And.EndWith(".png");
            byte[] bytes = File.ReadAllBytes(Repository.PathOf(url[Raw.Length..]));
            bytes.Should().HaveCountLessThan(LargestPicture);
            bytes[..4].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
        }
    }

    [Fact]
    public void Picture_StandsOnThePageOfThePackage_ThatIsInstalledFirst() =>
        Picture().IsMatch(Repository.Read("src", "Initializers", "README.md")).Should().BeTrue();

    private static string Raw => Address.Replace("https://github.com/", "https://raw.githubusercontent.com/") + "/main/";

    [GeneratedRegex(@"\]\(")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\]: (?<url>[^\s#]+)(#\S*)?$", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\[(?<name>[^\]]+)\]")]
    private static partial Regex Use();

    [GeneratedRegex(@"!\[(?<text>[^\]]*)\]\[(?<name>[^\]]+)\]")]
    private static partial Regex Picture();
}

using System.Text.RegularExpressions;

namespace Initializers.Tests.Documents;

/// <summary>The workflows of GitHub, which do not run here, call what is there; and so does .ci/run.</summary>
public partial class WorkflowTests
{
    [Theory]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData(".github/workflows/release.yml")]
    [InlineData(".ci/run")]
    public void Scripts_ThatAreCalled_AreThere(string file)
    {
        string[] scripts = [.. Script().Matches(Repository.Read(file)).Select(match => match.Groups["path"].Value)];
        scripts.Should().NotBeEmpty();
        foreach (string script in scripts) File.Exists(Repository.PathOf(script)).Should().BeTrue("{0} calls {1}", file, script);
    }

    [Fact]
    public void Steps_OnEverySystem_AreThoseOfTheRun()
    {
        string workflow = Repository.Read(".github", "workflows", "ci.yml"), run = Repository.Read(".ci", "run");
        string[] commands = [.. Command().Matches(workflow).Select(match => match.Groups["command"].Value)];
        commands.Should().HaveCountGreaterThanOrEqualTo(4);
        foreach (string command in commands)
            run.Should().Contain(command.Replace(" Initializers.sln -c Release --no-build", " -c Release"), "ci.yml runs {0}", command);
    }

    /// <summary>A project made of the template has the test packages that the template was tested with.</summary>
    [Fact]
    public void PackagesOfTheTemplate_AreThoseOfTheRepository()
    {
        string versions = Repository.Read("Directory.Packages.props");
        MatchCollection packages = Package().Matches(
            Repository.Read("src", "Initializers.Templates", "network", "tests", "Network1.Tests.csproj"));
        packages.Should().HaveCount(3);
        foreach (Match package in packages)
            versions.Should().Contain($"<PackageVersion Include=\"{package.Groups["name"]}\" Version=\"{package.Groups["version"]}\" />");
    }

    [GeneratedRegex(@"\bbash (?<path>[\w./-]+)")]
    private static partial Regex Script();

    [GeneratedRegex("- run: (?<command>dotnet .+)")]
    private static partial Regex Command();

    [GeneratedRegex("<PackageReference Include=\"(?<name>[^\"]+)\" Version=\"(?<version>[^\"]+)\"")]
    private static partial Regex Package();
}

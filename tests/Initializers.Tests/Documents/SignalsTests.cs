using DigitsReport;
using QuickStart;

namespace Initializers.Tests.Documents;

/// <summary>docs/signals.md lists every claim that the sample judges.</summary>
public class SignalsTests
{
    [Fact]
    public void Claims_OfTheSample_StandOnThePage()
    {
        string page = Repository.Read("docs", "signals.md");
        foreach (Claim claim in Literature.Claims(new Settings { HiddenLayers = 30 }))
            page.Should().Contain($"| {claim.Text} | **").And.Contain($" | {claim.Source} |");
    }

    [Fact]
    public void Pictures_OfThePage_AreAllThere()
    {
        string page = Repository.Read("docs", "signals.md");
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("docs", "pictures"), "*.svg")
            .Select(path => Path.GetFileName(path)!))
            page.Should().Contain($"(pictures/{file})");
    }
}

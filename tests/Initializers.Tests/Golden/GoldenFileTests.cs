namespace Initializers.Tests.Golden;

public class GoldenFileTests
{
    [Fact]
    public void EveryFile_OfTheFolder_IsReplayedBySomeTest()
    {
        string[] frameworks = [.. GoldenFile.All().Select(file => GoldenFile.FrameworkOf(file)!)];
        frameworks.Should().NotBeEmpty($"a folder without golden files, as {GoldenFile.Folder}, proves nothing");
        frameworks.Should().BeSubsetOf(GoldenReplay.Frameworks);
    }
}

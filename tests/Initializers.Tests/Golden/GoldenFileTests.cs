namespace Initializers.Tests.Golden;

public class GoldenFileTests
{
    [Fact]
    public void EveryFile_OfTheFolder_IsReplayedBySomeTest()
    {
        string[] frameworks = [.. GoldenFile.All().Select(file => GoldenFile.FrameworkOf(file)!)];
        frameworks.Should().NotBeEmpty($"{GoldenFile.Folder} must contain golden files");
        frameworks.Should().BeSubsetOf(GoldenReplay.Frameworks);
    }
}

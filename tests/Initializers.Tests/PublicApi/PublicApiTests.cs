namespace Initializers.Tests.PublicApi;

public class PublicApiTests
{
    private static readonly string Approved = Repository.PathOf("tests", "Initializers.Tests", "PublicApi", "Initializers.approved.txt");

    [Fact]
    public void PublicApi_OfTheLibrary_IsTheApprovedOne()
    {
        string api = PublicApiText.Of(typeof(Init).Assembly);
        if (Environment.GetEnvironmentVariable("INITIALIZERS_APPROVE") == "1") File.WriteAllText(Approved, api);
        api.Split('\n').Should().Equal(File.ReadAllText(Approved).ReplaceLineEndings("\n").Split('\n'), "a change on purpose is approved with INITIALIZERS_APPROVE=1");
    }

    [Fact]
    public void PublicTypes_OfTheLibrary_AreInOneNamespaceAndSayWhetherTheyAreThreadSafe()
    {
        string documentation = File.ReadAllText(Path.ChangeExtension(typeof(Init).Assembly.Location, ".xml"));
        foreach (Type type in typeof(Init).Assembly.GetExportedTypes())
        {
            type.Namespace.Should().Be("Initializers");
            int start = documentation.IndexOf($"<member name=\"T:{type.FullName}\">", StringComparison.Ordinal);
            start.Should().BePositive($"{type} is documented");
            documentation[start..documentation.IndexOf("</member>", start, StringComparison.Ordinal)].Should().MatchRegex("[Tt]hread-?safe", $"{type} says whether it is");
        }
    }
}

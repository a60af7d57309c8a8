using System.Reflection;

namespace Initializers.Tests.PublicApi;

public class PublicApiTests
{
    /// <summary>Each package has one namespace.</summary>
    public static TheoryData<string> Packages =>
        ["Initializers", "Initializers.Checkpoints", "Initializers.Diagnostics", "Initializers.Frameworks", "Initializers.TorchSharp"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicApi_OfAPackage_IsTheApprovedOne(string package)
    {
        string approved = Repository.PathOf("tests", "Initializers.Tests", "PublicApi", $"{package}.approved.txt"),
            api = PublicApiText.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable("INITIALIZERS_APPROVE") == "1") File.WriteAllText(approved, api);
        api.Split('\n').Should().Equal(File.ReadAllText(approved).ReplaceLineEndings("\n").Split('\n'),
            "an intended change is approved with INITIALIZERS_APPROVE=1");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicTypes_OfAPackage_AreInItsNamespaceAndSayWhetherTheyAreThreadSafe(string package)
    {
        var assembly = Assembly.Load(package);
        string documentation = File.ReadAllText(Path.ChangeExtension(assembly.Location, ".xml"));
        // what the compiler adds for extension members
        foreach (Type type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<')))
        {
            type.Namespace.Should().Be(package);
            int start = documentation.IndexOf($"<member name=\"T:{type.FullName}\">", StringComparison.Ordinal);
            start.Should().BePositive($"{type} is documented");
            if (type.IsEnum) continue; // a number
            documentation[start..documentation.IndexOf("</member>", start, StringComparison.Ordinal)]
                .Should().MatchRegex("[Tt]hread-?safe", $"{type} says whether it is");
        }
    }
}

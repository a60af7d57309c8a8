using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Initializers;

namespace PackageConsumer;

/// <summary>What a user finds in the package.</summary>
internal static class PackageChecks
{
    private const string Library = "lib/net10.0/Initializers.dll";

    private const string Documentation = "lib/net10.0/Initializers.xml";

    /// <summary>Where NuGet put the package: its files, and the .nupkg itself.</summary>
    private static readonly string Folder = typeof(PackageChecks).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PackageFolder").Value!;

    public static IEnumerable<Check> All()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Folder, "*.nupkg").Single());
        foreach (string file in (string[])["README.md", "LICENSE", "CHANGELOG.md", "icon.png", Library, Documentation])
            yield return new Check($"the package holds {file}", package.GetEntry(file)?.Length > 0);

        XElement[] metadata = [.. XElement.Load(Path.Combine(Folder, "initializers.nuspec")).Elements().Single().Elements()];
        bool isExpression = Field("license")?.Attribute("type")?.Value == "expression";
        yield return new Check("its licence is the expression MIT", isExpression && Says("license", "MIT"));
        yield return new Check("its page shows the readme and the icon", Says("readme", "README.md") && Says("icon", "icon.png"));

        byte[] running = File.ReadAllBytes(typeof(Init).Assembly.Location), packed = File.ReadAllBytes(Path.Combine(Folder, Library));
        yield return new Check("its assembly is what runs here", running.AsSpan().SequenceEqual(packed));

        IEnumerable<XElement> members = XElement.Load(Path.Combine(Folder, Documentation)).Descendants("member");
        yield return new Check("its documentation explains Init.HeNormal", members.Any(ExplainsHeNormal));

        XElement? Field(string name) => metadata.SingleOrDefault(field => field.Name.LocalName == name);
        bool Says(string name, string value) => Field(name)?.Value == value;
    }

    private static bool ExplainsHeNormal(XElement member) =>
        member.Attribute("name")!.Value.StartsWith("M:Initializers.Init.HeNormal(", StringComparison.Ordinal)
        && member.Element("summary") is not null;
}

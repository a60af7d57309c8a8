using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Initializers;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using Initializers.TorchSharp;

namespace PackageConsumer;

/// <summary>Checks the contents of the packages.</summary>
internal static class PackageChecks
{
    public static IEnumerable<Check> All() =>
    [
        .. Of("Initializers", typeof(Init), "M:Initializers.Init.HeNormal("),
        .. Of("Initializers.Diagnostics", typeof(SignalPropagation), "M:Initializers.Diagnostics.SignalPropagation.Run("),
        .. Of("Initializers.Frameworks", typeof(PyTorchInit), "M:Initializers.Frameworks.PyTorchInit.KaimingUniform("),
        .. Of("Initializers.TorchSharp", typeof(TorchTensorExtensions), "M:Initializers.TorchSharp.TorchTensorExtensions.Initialize("),
    ];

    /// <summary>Checks a package, given one of its types and a documented member.</summary>
    private static IEnumerable<Check> Of(string name, Type type, string explained)
    {
        // The folder of the restored package, with its files and the .nupkg itself.
        string folder = typeof(PackageChecks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == name).Value!;
        string library = $"lib/net10.0/{name}.dll", documentation = $"lib/net10.0/{name}.xml";
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        foreach (string file in (string[])["README.md", "LICENSE", "CHANGELOG.md", "icon.png", library, documentation])
            yield return new Check($"{name} holds {file}", package.GetEntry(file)?.Length > 0);

        XElement[] metadata = [.. XElement.Load(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec")).Elements().Single().Elements()];
        bool isExpression = Field("license")?.Attribute("type")?.Value == "expression";
        yield return new Check($"the licence of {name} is the expression MIT", isExpression && Says("license", "MIT"));
        yield return new Check($"the page of {name} shows the readme and the icon",
            Says("readme", "README.md") && Says("icon", "icon.png"));

        byte[] running = File.ReadAllBytes(type.Assembly.Location), packed = File.ReadAllBytes(Path.Combine(folder, library));
        yield return new Check($"the assembly of {name} is the one that runs here", running.AsSpan().SequenceEqual(packed));

        IEnumerable<XElement> members = XElement.Load(Path.Combine(folder, documentation)).Descendants("member");
        yield return new Check($"its documentation covers {explained.Split(':')[1].TrimEnd('(')}", members.Any(member =>
            member.Attribute("name")!.Value.StartsWith(explained, StringComparison.Ordinal) && member.Element("summary") is not null));

        XElement? Field(string field) => metadata.SingleOrDefault(element => element.Name.LocalName == field);
        bool Says(string field, string value) => Field(field)?.Value == value;
    }
}

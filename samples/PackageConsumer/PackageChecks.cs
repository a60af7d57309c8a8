using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Initializers;
using Initializers.Checkpoints;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using Initializers.TorchSharp;

namespace PackageConsumer;

/// <summary>Checks the contents of the packages.</summary>
internal static class PackageChecks
{
    /// <summary>The notices of what is in the package of the tool.</summary>
    private static readonly string[] NoticesOfTool =
    [
        "THIRD-PARTY-NOTICES.txt", "System.IO.Hashing.THIRD-PARTY-NOTICES.txt", "System.Numerics.Tensors.THIRD-PARTY-NOTICES.txt",
    ];

    public static IEnumerable<Check> All() =>
    [
        .. Of("Initializers", typeof(Init), "M:Initializers.Init.HeNormal("),
        .. Of("Initializers.Checkpoints", typeof(Checkpoint), "M:Initializers.Checkpoints.Checkpoint.Open("),
        .. Of("Initializers.Diagnostics", typeof(SignalPropagation), "M:Initializers.Diagnostics.SignalPropagation.Run("),
        .. Of("Initializers.Frameworks", typeof(PyTorchInit), "M:Initializers.Frameworks.PyTorchInit.KaimingUniform("),
        .. Of("Initializers.TorchSharp", typeof(TorchTensorExtensions), "M:Initializers.TorchSharp.TorchTensorExtensions.Initialize("),
        .. Notices(),
        .. Templates(),
        .. Tool(),
        .. SymbolChecks.OfStackTraces(),
    ];

    /// <summary>Checks a package, given one of its types and a documented member.</summary>
    private static IEnumerable<Check> Of(string name, Type type, string explained)
    {
        // The folder of the restored package, with its files and the .nupkg itself.
        string folder = FolderOf(name);
        string library = $"lib/net10.0/{name}.dll", documentation = $"lib/net10.0/{name}.xml";
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        foreach (string file in (string[])[library, documentation])
            yield return new Check($"{name} holds {file}", package.GetEntry(file)?.Length > 0);
        foreach (Check check in PageChecks.Of(name, package)) yield return check;

        byte[] running = File.ReadAllBytes(type.Assembly.Location), packed = File.ReadAllBytes(Path.Combine(folder, library));
        yield return new Check($"the assembly of {name} is the one that runs here", running.AsSpan().SequenceEqual(packed));
        foreach (Check check in SymbolChecks.Of(name, packed)) yield return check;

        IEnumerable<XElement> members = XElement.Load(Path.Combine(folder, documentation)).Descendants("member");
        yield return new Check($"its documentation covers {explained.Split(':')[1].TrimEnd('(')}", members.Any(member =>
            member.Attribute("name")!.Value.StartsWith(explained, StringComparison.Ordinal) && member.Element("summary") is not null));
    }

    /// <summary>Whoever published numbers that the package has is named there, with the text of the licence.</summary>
    private static IEnumerable<Check> Notices()
    {
        string notices = File.ReadAllText(Path.Combine(FolderOf("Initializers.Frameworks"), "THIRD-PARTY-NOTICES.txt"));
        (string Owner, string Text)[] licences =
        [
            ("NumPy (", "Neither the name of the NumPy Developers nor the names"),
            ("Arm optimized routines (", "Copyright (c) 1999-2018, Arm Limited."),
            ("fdlibm (", "Permission to use, copy, modify, and distribute this"),
            ("Cephes Mathematical Library, by Stephen L. Moshier (", "What you see here may be used freely"),
            ("avx_mathfun, by Giovanni Garberoglio, after sse_mathfun, by Julien Pommier (", "(this is the zlib license)"),
            ("The inverse error function of PyTorch, by Gary L. Pavlis (", "Neither the name of Indiana University"),
            ("XLA (", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"),
            ("The GNU C library, after IBM's Accurate Mathematical Library (", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ];
        foreach ((string owner, string text) in licences)
            yield return new Check($"the notices have the licence of {owner.TrimEnd('(', ' ')}",
                notices.Contains($". {owner}", StringComparison.Ordinal) && notices.Contains(text, StringComparison.Ordinal));
        yield return new Check($"the notices name {licences.Length} owners", notices.Split("\n   https://").Length - 1 == licences.Length);
    }

    /// <summary>The package of the template, which is not referenced but installed: tests/Initializers.Templates does that.</summary>
    private static IEnumerable<Check> Templates()
    {
        const string Name = "Initializers.Templates";
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles("obj/feed", $"{Name}.*.nupkg").Single());
        foreach (Check check in PageChecks.Of(Name, package)) yield return check;
        yield return new Check($"{Name} holds nothing but a template",
            PageChecks.TextOf(package, $"{Name}.nuspec").Contains("<packageType name=\"Template\" />", StringComparison.Ordinal)
            && package.Entries.All(entry => !entry.FullName.StartsWith("lib/", StringComparison.Ordinal)));
        string version = Path.GetFileName(FolderOf("Initializers"));
        yield return new Check($"its project wants Initializers {version}", PageChecks.TextOf(package, "content/network/Network1.csproj")
            .Contains($"<PackageReference Include=\"Initializers\" Version=\"{version}\" />", StringComparison.Ordinal));
    }

    /// <summary>
    /// The packages of the tool, which is not referenced but installed: one that names the others, and one for each system.
    /// </summary>
    private static IEnumerable<Check> Tool()
    {
        const string Name = "Initializers.Tool";
        string version = Path.GetFileName(FolderOf("Initializers"));
        using ZipArchive main = ZipFile.OpenRead($"obj/feed/{Name}.{version}.nupkg");
        foreach (Check check in PageChecks.Of(Name, main)) yield return check;
        foreach (string system in (string[])["linux-x64", "linux-arm64", "win-x64", "osx-arm64", "any"])
        {
            using ZipArchive package = ZipFile.OpenRead($"obj/feed/{Name}.{system}.{version}.nupkg");
            foreach (string notices in NoticesOfTool)
                yield return new Check($"{Name} for {system} holds {notices}", package.GetEntry(notices)?.Length > 1000);
            ZipArchiveEntry[] assemblies =
                [.. package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))];
            bool isNative = system != "any";
            yield return new Check($"{Name} for {system} has {assemblies.Length} assemblies with{(isNative ? "" : "out")} native code",
                assemblies.Length == 10 && assemblies.All(assembly => HasNativeCode(assembly) == isNative));
            yield return new Check($"{Name} for {system} holds no documentation of members",
                !package.Entries.Any(entry => entry.Name.StartsWith("Initializers", StringComparison.Ordinal)
                    && entry.Name.EndsWith(".xml", StringComparison.Ordinal)));
        }
    }

    private static bool HasNativeCode(ZipArchiveEntry assembly)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = assembly.Open()) packed.CopyTo(bytes);
        bytes.Position = 0;
        using var image = new PEReader(bytes);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static string FolderOf(string name) => typeof(PackageChecks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;
}

using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using Initializers;

namespace PackageConsumer;

/// <summary>Checks that debuggers step into an assembly without a server, and that it says nothing of the machine that built it.</summary>
internal static class SymbolChecks
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE"),
        SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static IEnumerable<Check> Of(string name, byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        DebugDirectoryEntry[] debug = [.. image.ReadDebugDirectory()];
        yield return new Check($"{name} is compiled deterministically",
            debug.Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible));

        DebugDirectoryEntry codeView = debug.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        string path = image.ReadCodeViewDebugDirectoryData(codeView).Path;
        yield return new Check($"{name} says that its symbols were in {path}, without a folder", path == $"{name}.pdb");

        DebugDirectoryEntry? embedded = debug.Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
            .Select(entry => (DebugDirectoryEntry?)entry).SingleOrDefault();
        yield return new Check($"{name} brings its symbols", embedded is not null);
        if (embedded is null) yield break;

        using MetadataReaderProvider provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded.Value);
        MetadataReader symbols = provider.GetMetadataReader();
        string[] documents = [.. symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name))];
        yield return new Check($"the {documents.Length} sources of {name} are named from /_/ on",
            documents.Length > 10 && documents.All(document => document.StartsWith("/_/", StringComparison.Ordinal)));
        yield return new Check($"the sources of {name} are in its symbols",
            symbols.Documents.All(document => Information(symbols, document, EmbeddedSource) is { Length: > 4 }));

        // Where git knows of a repository on GitHub, the symbols do.
        string? place = Information(symbols, EntityHandle.ModuleDefinition, SourceLink) is byte[] map ? PlaceOf(map) : null;
        string origin = Environment.GetEnvironmentVariable("ORIGIN") ?? "", commit = Environment.GetEnvironmentVariable("COMMIT") ?? "";
        yield return new Check($"{name} says where on GitHub its sources are if they are there: {place ?? "no"}",
            !origin.Contains("github.com", StringComparison.Ordinal) ? place is null
                : place?.StartsWith("https://raw.githubusercontent.com/", StringComparison.Ordinal) == true
                    && place.EndsWith($"/{commit}/*", StringComparison.Ordinal));

        string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));
        yield return new Check($"{name} does not know that it was built in {root}",
            assembly.AsSpan().IndexOf(Encoding.UTF8.GetBytes(root)) < 0 && assembly.AsSpan().IndexOf(Encoding.Unicode.GetBytes(root)) < 0);
    }

    /// <summary>Checks that a stack trace has a line of the library.</summary>
    public static IEnumerable<Check> OfStackTraces()
    {
        StackFrame? frame = null;
        try
        {
            Init.HeNormal().Initialize([-1], new PhiloxRandom(1));
        }
        catch (ArgumentException exception)
        {
            frame = new StackTrace(exception, fNeedFileInfo: true).GetFrame(0);
        }
        yield return new Check($"an exception says where in the library it was thrown: {Path.GetFileName(frame?.GetFileName())}",
            frame?.GetFileName()?.StartsWith("/_/src/Initializers/", StringComparison.Ordinal) == true && frame.GetFileLineNumber() > 0);
    }

    private static byte[]? Information(MetadataReader symbols, EntityHandle of, Guid kind) => symbols.GetCustomDebugInformation(of)
        .Select(symbols.GetCustomDebugInformation).Where(information => symbols.GetGuid(information.Kind) == kind)
        .Select(information => symbols.GetBlobBytes(information.Value)).SingleOrDefault();

    /// <summary>The place of the map {"documents":{"/_/*":"https://..."}}.</summary>
    private static string? PlaceOf(byte[] map) =>
        JsonDocument.Parse(map).RootElement.GetProperty("documents").GetProperty("/_/*").GetString();
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Initializers.Tests.Support;

/// <summary>The compiler of the SDK that runs the tests, with everything that the tests reference.</summary>
internal static partial class SdkCompiler
{
    /// <summary>Compiles a file into a library.</summary>
    /// <param name="lines">The lines of the file.</param>
    /// <returns>The messages of the errors by number of the line, from 0; and the library, null if there are errors.</returns>
    public static (ILookup<int, string> Errors, byte[]? Library) Compile(IEnumerable<string> lines)
    {
        using var folder = new TemporaryFolder();
        string source = Path.Combine(folder.Path, "Lines.cs"), library = Path.Combine(folder.Path, "Lines.dll");
        File.WriteAllLines(source, lines);
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => $"-r:\"{path}\"");
        string arguments = Path.Combine(folder.Path, "lines.rsp");
        File.WriteAllLines(arguments, ["-nologo", "-noconfig", "-nostdlib", "-langversion:14", "-nullable:enable",
            "-target:library", "-preferreduilang:en", $"-out:\"{library}\"", .. references, $"\"{source}\""]);
        using Process compiler =
            Process.Start(new ProcessStartInfo("dotnet", ["exec", Executable(), $"@{arguments}"]) { RedirectStandardOutput = true })!;
        string output = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        ILookup<int, string> errors = ErrorPattern().Matches(output)
            .ToLookup(match => int.Parse(match.Groups[1].ValueSpan) - 1, match => match.Groups[2].Value);
        return (errors, errors.Count == 0 ? File.ReadAllBytes(library) : null);
    }

    private static string Executable()
    {
        using Process dotnet = Process.Start(new ProcessStartInfo("dotnet", "--list-sdks") { RedirectStandardOutput = true })!;
        Match newest = SdkPattern().Matches(dotnet.StandardOutput.ReadToEnd()).Last();
        return Path.Combine(newest.Groups[2].Value.Trim(), newest.Groups[1].Value, "Roslyn", "bincore", "csc.dll");
    }

    [GeneratedRegex(@"\((\d+),\d+\): error (.*)")]
    private static partial Regex ErrorPattern();

    [GeneratedRegex(@"^(10\.\S+) \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex SdkPattern();
}

using System.Diagnostics;

namespace Initializers.Tests.Usage;

/// <summary>The main path from F#, by the SDK's own interpreter.</summary>
public class FSharpTests
{
    [Fact]
    public void TheMainPath_FromAScript_Runs()
    {
        string library = typeof(Init).Assembly.Location, script = Repository.PathOf("tests", "Initializers.Tests", "Usage", "MainPath.fsx");
        using Process fsi = Process.Start(new ProcessStartInfo("dotnet", ["fsi", "--quiet", "--nologo", $"--reference:{library}", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = fsi.StandardError.ReadToEndAsync();
        string output = fsi.StandardOutput.ReadToEnd();
        fsi.WaitForExit();
        (output.Trim(), errors.Result.Trim()).Should().Be(("F# is at home", ""));
    }
}

using System.Diagnostics;

namespace Initializers.Tests.Usage;

/// <summary>The main path from F#, run by the SDK's own interpreter.</summary>
public class FSharpTests
{
    [Fact]
    public async Task TheMainPath_FromAScript_Runs()
    {
        string[] references = [typeof(Init).Assembly.Location, typeof(MathNet.Numerics.Constants).Assembly.Location,
            typeof(System.Numerics.Tensors.Tensor).Assembly.Location];
        string script = Repository.PathOf("tests", "Initializers.Tests", "Usage", "MainPath.fsx");
        string[] arguments = ["fsi", "--quiet", "--nologo", .. references.Select(path => $"--reference:{path}"), script];
        using Process fsi = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = fsi.StandardError.ReadToEndAsync();
        string output = await fsi.StandardOutput.ReadToEndAsync();
        await fsi.WaitForExitAsync();
        (output.Trim(), (await errors).Trim()).Should().Be(("F# is at home", ""));
    }
}

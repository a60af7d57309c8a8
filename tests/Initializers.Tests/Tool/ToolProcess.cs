using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Tool;

/// <summary>The real program, in a process of its own.</summary>
internal static class ToolProcess
{
    /// <summary>The longest that a call may take, on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The file of the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Initializers.Tool.exe" : "Initializers.Tool");

    /// <summary>Runs the program with arguments that have no spaces.</summary>
    public static (int Code, string Output, string Error) Run(string arguments) =>
        Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs the program, without a terminal.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments) => Run(StartInfo(arguments));

    /// <summary>Runs the program in an environment of its own.</summary>
    public static (int Code, string Output, string Error) Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit(Patience).Should().BeTrue("{0} must end", string.Join(' ', start.ArgumentList));
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The line that refuses a wrong call, which writes nothing else.</summary>
    public static string Refusal(params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        (code, output).Should().Be((2, ""));
        error.TrimEnd().Should().NotContain("\n");
        return error.TrimEnd();
    }

    /// <summary>Starts the program, without a terminal.</summary>
    public static Process Start(params string[] arguments) => Process.Start(StartInfo(arguments))!;

    /// <summary>How the program is started, without a terminal.</summary>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        ProcessStartInfo start = new(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        SetRuntime(start);
        return start;
    }

    /// <summary>The runtime of the tests, which need not be installed where programs look for one.</summary>
    public static void SetRuntime(ProcessStartInfo start) => start.Environment["DOTNET_ROOT"] =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}

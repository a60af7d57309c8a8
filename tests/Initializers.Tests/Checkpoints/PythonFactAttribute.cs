using System.ComponentModel;
using System.Diagnostics;

namespace Initializers.Tests.Checkpoints;

/// <summary>A test that asks Python, where there is a module; it is skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string module)
    {
        Module = module;
        Skip = Run($"import {module}") is (0, _, _) ? null! : $"there is no python3 with the module {module}";
    }

    /// <summary>The module that must be there.</summary>
    public string Module { get; }

    /// <summary>Runs a script, and returns what it writes.</summary>
    public static string Read(string script, string argument)
    {
        (int code, string output, string errors) = Run(script, argument)!.Value;
        code.Should().Be(0, errors);
        return output.Trim();
    }

    /// <summary>Runs a script; null where there is no Python.</summary>
    private static (int Code, string Output, string Errors)? Run(string script, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", ["-c", script, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string output = process.StandardOutput.ReadToEnd(), errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

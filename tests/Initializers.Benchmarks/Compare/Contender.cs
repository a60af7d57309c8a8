using System.Diagnostics;
using System.Globalization;
using Initializers.Tests.Support;

namespace Initializers.Benchmarks.Compare;

/// <summary>A worker process that measures one library: ours or a peer.</summary>
public sealed class Contender : IDisposable
{
    /// <summary>Debian's Python, for which the peers are installed.</summary>
    internal const string Interpreter = "/usr/bin/python3";

    private readonly Process _process;

    private Contender(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>The name in the table.</summary>
    public string Name { get; }

    /// <summary>Starts this program as a worker.</summary>
    public static Contender Ours(string name, string worker, params (string Name, string Value)[] environment) =>
        new(name, Start(Environment.ProcessPath!, [.. EntryAssembly(), "worker", worker], environment));

    /// <summary>Starts a Python peer, which first prints its version; null if it is not installed.</summary>
    public static Contender? Python(string name, string framework, int threads)
    {
        if (!HasPython(framework)) return null;
        string script = Path.Combine(AppContext.BaseDirectory, "Compare", "peers.py");
        return Versioned(name, Start(Interpreter, [script, framework, threads.ToString(CultureInfo.InvariantCulture)]), threads);
    }

    /// <summary>Starts a worker of the program that brings libtorch; null if it has not been built.</summary>
    /// <param name="name">The name before the version.</param>
    /// <param name="fills">What fills: "torch" for TorchSharp's own initialization, "ours" for ours of its modules.</param>
    /// <param name="threads">The number of threads; 0 for all.</param>
    public static Contender? Libtorch(string name, string fills, int threads)
    {
        string folder = Repository.PathOf("tests", "Initializers.TorchSharp.Benchmarks");
        if (!File.Exists(Path.Combine(folder, "bin", "Release", "net10.0", "Initializers.TorchSharp.Benchmarks.dll"))) return null;
        return Versioned(name, Start(Path.Combine(folder, "worker"), [fills, threads.ToString(CultureInfo.InvariantCulture)]), threads);
    }

    /// <summary>Measures the time of one call in nanoseconds; null if the contender does not support the work.</summary>
    public double? Measure(Work work)
    {
        _process.StandardInput.WriteLine(work);
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        return answer is null ? throw new InvalidOperationException($"{Name} ended during \"{work}\".")
            : answer == "-" ? null : double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }

    /// <summary>Whether Debian's Python is installed and has a package.</summary>
    internal static bool HasPython(string package)
    {
        if (!File.Exists(Interpreter)) return false;
        using Process probe = Start(Interpreter, ["-c", $"import {package}"]);
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    /// <summary>The first argument that restarts this program: its assembly if it was started by the dotnet command.</summary>
    internal static string[] EntryAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Contender).Assembly.Location] : [];

    /// <summary>A worker that first prints the version of what it measures.</summary>
    private static Contender Versioned(string name, Process process, int threads)
    {
        string version = process.StandardOutput.ReadLine()?.Split('+')[0]
            ?? throw new InvalidOperationException($"{name} ended before it printed its version.");
        return new($"{name} {version}{(threads == 0 ? Comparison.AllThreads : "")}", process);
    }

    internal static Process Start(string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Initializers.Benchmarks.Compare;

/// <summary>A peer, or ourselves, as a process that waits for pieces of work.</summary>
public sealed class Contender : IDisposable
{
    /// <summary>Debian's own interpreter, to which the peers belong.</summary>
    internal const string Interpreter = "/usr/bin/python3";

    private readonly Process _process;

    private Contender(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>What the table calls it.</summary>
    public string Name { get; }

    /// <summary>This program again, as one of its workers.</summary>
    public static Contender Ours(string name, string worker, params (string Name, string Value)[] environment) =>
        new(name, Start(Environment.ProcessPath!, [.. EntryAssembly(), "worker", worker], environment));

    /// <summary>A Python peer on Debian's own interpreter, which says its version first, or null where it is not installed.</summary>
    public static Contender? Python(string name, string framework, int threads)
    {
        if (!HasPython(framework)) return null;
        string script = Path.Combine(AppContext.BaseDirectory, "Compare", "peers.py");
        Process process = Start(Interpreter, [script, framework, threads.ToString(CultureInfo.InvariantCulture)]);
        string version = process.StandardOutput.ReadLine()?.Split('+')[0]
            ?? throw new InvalidOperationException($"{name} ended before it said its version.");
        return new($"{name} {version}{(threads == 0 ? Comparison.AllThreads : "")}", process);
    }

    /// <summary>The nanoseconds of one call, or null where it has no such work.</summary>
    public double? Measure(Work work)
    {
        _process.StandardInput.WriteLine(work);
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        return answer is null ? throw new InvalidOperationException($"{Name} ended at \"{work}\".")
            : answer == "-" ? null : double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }

    /// <summary>Whether Debian's interpreter is there and has a package.</summary>
    internal static bool HasPython(string package)
    {
        if (!File.Exists(Interpreter)) return false;
        using Process probe = Start(Interpreter, ["-c", $"import {package}"]);
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    /// <summary>Where the program runs by the dotnet command, its assembly comes first.</summary>
    internal static string[] EntryAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Contender).Assembly.Location] : [];

    internal static Process Start(string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Initializers.Tests.Tool;

/// <summary>The program in a pseudo-terminal of Linux, as a user has it before him; /bin/sh connects them.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadAndWrite = 2, NoControllingTerminal = 0x100, Interrupt = 2;
    private const nint Default = 0, Ignored = 1; // SIG_DFL, SIG_IGN
    private const nuint SetWindowSize = 0x5414;

    private readonly SafeFileHandle _terminal;
    private readonly Process _process;
    private readonly Task<string> _screen;
    private readonly TaskCompletionSource _written = new();

    /// <summary>Starts the program.</summary>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="environment">Variables, TERM among them.</param>
    /// <param name="arguments">The arguments of the program.</param>
    public PseudoTerminal(ushort columns, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        int file = OpenTerminal(ReadAndWrite | NoControllingTerminal);
        _terminal = new(file, ownsHandle: true);
        byte[] name = new byte[100];
        if (file < 0 || Grant(file) != 0 || Unlock(file) != 0 || NameOf(file, name, (nuint)name.Length) != 0
            || Control(file, SetWindowSize, [40, columns, 0, 0]) != 0)
            throw new InvalidOperationException($"There is no pseudo-terminal: error {Marshal.GetLastPInvokeError()}.");

        string path = Encoding.ASCII.GetString(name.AsSpan(0, Array.IndexOf(name, (byte)0)));
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$@\" < \"$0\" > \"$0\" 2>&1", path, ToolProcess.Path, .. arguments]);
        ToolProcess.SetRuntime(start);
        foreach (string variable in (string[])["NO_COLOR", "CI", "GITHUB_ACTIONS", "COLORTERM"]) start.Environment.Remove(variable);
        foreach ((string variable, string value) in environment) start.Environment[variable] = value;
        _process = StartHearing(start);
        _screen = Task.Run(Read);
    }

    /// <summary>Waits until the program has written something, as a progress bar does, and presses Ctrl+C.</summary>
    public void PressControlC()
    {
        _written.Task.Wait(ToolProcess.Patience).Should().BeTrue();
        Kill(_process.Id, Interrupt).Should().Be(0);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and all that was written to the terminal.</returns>
    public (int Code, string Screen) Finish()
    {
        _process.WaitForExit(ToolProcess.Patience).Should().BeTrue("the program must end");
        return (_process.ExitCode, _screen.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        _terminal.Dispose();
    }

    /// <summary>
    /// Starts a program that hears Ctrl+C, as at a terminal. Shells start what runs in the background, as a build may, with the signal
    /// ignored, and children inherit that.
    /// </summary>
    private static Process StartHearing(ProcessStartInfo start)
    {
        long[] action = new long[32]; // more than struct sigaction, which begins with the handler
        bool isIgnored = GetAction(Interrupt, 0, action) == 0 && action[0] == Ignored;
        if (isIgnored) SetHandler(Interrupt, Default);
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            if (isIgnored) SetHandler(Interrupt, Ignored);
        }
    }

    private string Read()
    {
        using MemoryStream all = new();
        byte[] some = new byte[4096];
        while (ReadFile(_terminal, some, (nuint)some.Length) is > 0 and var count) // less than 0, EIO, when nobody has the other side
        {
            all.Write(some, 0, (int)count);
            _written.TrySetResult();
        }
        return Encoding.UTF8.GetString(all.ToArray());
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int file);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int file);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int file, byte[] name, nuint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, ushort[] size);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFile(SafeFileHandle file, byte[] bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    private static partial int GetAction(int signal, nint none, long[] action);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

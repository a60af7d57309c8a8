using System.Runtime.InteropServices;

namespace Initializers.Tool;

/// <summary>
/// Ctrl+C, and what ends a program politely otherwise, as a cancellation, so that work puts the terminal and the disk in order before it
/// ends; the second signal ends the program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly Dictionary<PosixSignal, int> Numbers =
        new() { [PosixSignal.SIGHUP] = 1, [PosixSignal.SIGINT] = 2, [PosixSignal.SIGTERM] = 15 };

    // Not disposed of: a signal may come at any time.
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations = [.. Numbers.Keys.Select(signal => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !_source.IsCancellationRequested;
        ExitCode = Tool.ExitCode.Interrupted - Numbers[PosixSignal.SIGINT] + Numbers[context.Signal];
        _source.Cancel();
    }))];

    /// <summary>What the program returns when a signal has stopped it, as shells say it: 128 and the number of the signal.</summary>
    public static int ExitCode { get; private set; } = Tool.ExitCode.Interrupted;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }
}

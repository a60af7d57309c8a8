using System.Diagnostics;

namespace Initializers.Tests.Fuzzing;

/// <summary>Makes calls on a separate thread and reports those that take too long.</summary>
/// <param name="slow">How much of the processor's time one call may take: what other tests take does not count.</param>
/// <param name="endless">The time after which a call is assumed never to return, and is abandoned.</param>
internal sealed class Watchdog(TimeSpan slow, TimeSpan endless)
{
    /// <summary>How often a call may be slow because it was compiled.</summary>
    private const int Tries = 3;

    private readonly List<string> _faults = [];
    private Call? _running;
    private long _start;

    /// <summary>Describes what is wrong with calls; to repeat a call, it is created afresh.</summary>
    public static IReadOnlyList<string> FaultsOf(IEnumerable<Func<Call>> calls) =>
        new Watchdog(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)).Faults(calls);

    /// <inheritdoc cref="FaultsOf"/>
    public IReadOnlyList<string> Faults(IEnumerable<Func<Call>> calls)
    {
        _start = Stopwatch.GetTimestamp();
        var thread = new Thread(() => Run(calls)) { IsBackground = true };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(50)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _start)) > endless)
                return [$"{Volatile.Read(ref _running)} still runs after {endless}."];
        }
        return _faults;
    }

    private void Run(IEnumerable<Func<Call>> calls)
    {
        try
        {
            foreach (Func<Call> make in calls) Run(make);
        }
        catch (Exception exception)
        {
            _faults.Add($"After {_running}: {exception}");
        }
    }

    private void Run(Func<Call> make)
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int tries = 0; tries < Tries && least > slow; tries++)
        {
            Call call = make();
            Volatile.Write(ref _running, call);
            Volatile.Write(ref _start, Stopwatch.GetTimestamp());
            TimeSpan before = ThreadTime.Used;
            if (ExceptionContract.FaultOf(call) is { } fault) _faults.Add($"{call} {fault}");
            TimeSpan time = ThreadTime.Used - before;
            if (time < least) least = time;
        }
        if (least > slow) _faults.Add($"{_running} takes {least}.");
    }
}

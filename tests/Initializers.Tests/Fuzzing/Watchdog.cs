using System.Diagnostics;

namespace Initializers.Tests.Fuzzing;

/// <summary>Makes calls on a thread of its own, and sees which of them takes too long.</summary>
internal static class Watchdog
{
    /// <summary>How long one call may take.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>After which a call is taken for one that never returns.</summary>
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(60);

    /// <summary>What is wrong with calls, each made anew where it is made twice.</summary>
    public static List<string> Faults(IEnumerable<Func<Call>> calls, Func<Call, string?> faultOf)
    {
        var faults = new List<string>();
        Call? running = null;
        long start = Stopwatch.GetTimestamp();
        var thread = new Thread(Run) { IsBackground = true };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref start)) < Endless || Volatile.Read(ref running) is not { } endless) continue;
            return [$"{endless} still runs after {Endless}."];
        }
        return faults;

        void Run()
        {
            try
            {
                foreach (Func<Call> make in calls)
                {
                    TimeSpan time = Timed(make);
                    if (time > Slow && Min(time, Timed(make)) is var least && least > Slow) faults.Add($"{running} takes {least}.");
                }
            }
            catch (Exception exception)
            {
                faults.Add($"A call after {running} cannot be made: {exception}");
            }
        }

        TimeSpan Timed(Func<Call> make)
        {
            Call call = make();
            Volatile.Write(ref start, Stopwatch.GetTimestamp());
            Volatile.Write(ref running, call);
            string? fault = faultOf(call);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (time.TotalSeconds > 0.05) File.AppendAllText("/tmp/slow.log", $"{time.TotalSeconds:0.00} {call}\n");
            if (fault is not null && faults.Count < 1000) faults.Add($"{call} {fault}");
            return time;
        }
    }

    /// <summary>The less of two times: another test may have had the processor in one of them.</summary>
    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

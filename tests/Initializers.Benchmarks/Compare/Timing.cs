using System.Diagnostics;
using System.Globalization;

namespace Initializers.Benchmarks.Compare;

/// <summary>How a worker process takes times, whatever library it measures.</summary>
public static class Timing
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(25);

    /// <summary>Answers each line of the input by the time of the work that it names, or by "-" where that is not supported.</summary>
    /// <param name="prepare">The work as a call that can be repeated; null where it is not supported.</param>
    public static void Serve(Func<Work, Action?> prepare)
    {
        var actions = new Dictionary<Work, Action?>();
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            var work = Work.Parse(line);
            if (!actions.TryGetValue(work, out Action? action)) actions[work] = action = prepare(work);
            Console.WriteLine(action is null ? "-" : Nanoseconds(action).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The mean time of one call, over enough calls to take 25 milliseconds.</summary>
    private static double Nanoseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0, batch = 1;
        do
        {
            for (int i = 0; i < batch; i++) action();
            calls += batch;
            batch = Math.Min(2 * batch, 1024);
        }
        while (Stopwatch.GetElapsedTime(start) < Shortest);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}

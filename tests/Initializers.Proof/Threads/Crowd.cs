namespace Initializers.Threads;

/// <summary>
/// Threads that start a round together, each after a random pause: none, a spin, a yield or a sleep. There are more of them than
/// processors, so that they are interrupted anywhere.
/// </summary>
internal sealed class Crowd(int seed)
{
    public const int Threads = 16;

    private readonly Random _random = new(seed);

    /// <summary>What the calls of all threads return, by thread.</summary>
    public T[] Call<T>(Func<int, T> call)
    {
        var results = new T[Threads];
        int[] pauses = [.. Enumerable.Range(0, Threads).Select(_ => _random.Next(400))];
        using var barrier = new Barrier(Threads);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            try
            {
                barrier.SignalAndWait();
                Pause(pauses[i]);
                results[i] = call(i);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return failure is null ? results : throw new InvalidOperationException($"A thread failed: {failure.Message}", failure);
    }

    private static void Pause(int kind)
    {
        if (kind < 200) Thread.SpinWait(kind);
        else if (kind < 300) Thread.Yield();
        else if (kind < 310) Thread.Sleep(1);
    }
}

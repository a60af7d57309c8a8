namespace Initializers.Kernels;

/// <summary>Pieces of work that do not depend on each other, each with memory of its own.</summary>
internal interface IWorkItems
{
    /// <summary>How many pieces there are.</summary>
    int Count { get; }

    /// <summary>The floats that one piece at a time needs.</summary>
    int MemoryLength { get; }

    /// <summary>Does a piece.</summary>
    void Do(int item, Span<float> memory);
}

internal static class WorkItems
{
    /// <summary>Vectors that lie within a line of the cache are loaded at once.</summary>
    private const int Line = 64;

    /// <summary>Does all pieces, in order on one thread, or each as the next of several threads is free.</summary>
    public static void Run<TItems>(TItems items, int threads) where TItems : struct, IWorkItems
    {
        threads = Math.Min(threads == -1 ? Environment.ProcessorCount : threads, items.Count);
        if (threads > 1) RunTogether(items, threads);
        else
        {
            int next = 0;
            DoNext(items, ref next);
        }
    }

    private static void RunTogether<TItems>(TItems items, int threads) where TItems : struct, IWorkItems
    {
        int next = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => DoNext(items, ref next));
    }

    private static unsafe void DoNext<TItems>(TItems items, ref int next) where TItems : struct, IWorkItems
    {
        using var rented = new Rented<float>(items.MemoryLength + Line / sizeof(float));
        fixed (float* pinned = rented.Array)
        {
            var memory = new Span<float>((float*)(((nint)pinned + Line - 1) & -Line), items.MemoryLength);
            for (int item; (item = Interlocked.Increment(ref next) - 1) < items.Count;) items.Do(item, memory);
        }
    }
}

namespace Initializers;

/// <summary>Pieces of work that do not depend on each other, each with memory of its own.</summary>
internal interface IWorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>How many pieces there are.</summary>
    int Count { get; }

    /// <summary>The numbers that one piece at a time needs.</summary>
    int MemoryLength { get; }

    /// <summary>Does a piece.</summary>
    void Do(int item, Span<TNumber> memory);
}

internal static class WorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>Vectors that lie within a line of the cache are loaded at once.</summary>
    private const int Line = 64;

    /// <summary>Does all pieces, in order on one thread, or each as the next of several threads is free.</summary>
    public static void Run<TItems>(TItems items, int threads) where TItems : struct, IWorkItems<TNumber>
    {
        threads = Math.Min(threads == -1 ? Environment.ProcessorCount : threads, items.Count);
        if (threads > 1) RunTogether(items, threads);
        else
        {
            int next = 0;
            DoNext(items, ref next);
        }
    }

    private static void RunTogether<TItems>(TItems items, int threads) where TItems : struct, IWorkItems<TNumber>
    {
        int next = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => DoNext(items, ref next));
    }

    private static unsafe void DoNext<TItems>(TItems items, ref int next) where TItems : struct, IWorkItems<TNumber>
    {
        using var rented = new Rented<TNumber>(items.MemoryLength + Line / sizeof(TNumber));
        fixed (TNumber* pinned = rented.Array)
        {
            var memory = new Span<TNumber>((TNumber*)(((nint)pinned + Line - 1) & -Line), items.MemoryLength);
            for (int item; (item = Interlocked.Increment(ref next) - 1) < items.Count;) items.Do(item, memory);
        }
    }
}

using System.Runtime.ExceptionServices;

namespace Initializers;

/// <summary>Pieces of work that do not depend on each other, each with memory of its own.</summary>
internal interface IWorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>The number of pieces.</summary>
    int Count { get; }

    /// <summary>The length of the memory that a piece works in.</summary>
    int MemoryLength { get; }

    /// <summary>Does a piece.</summary>
    void Do(int item, Span<TNumber> memory);
}

/// <summary>The one way to share work among threads: each takes the next piece as soon as it is free.</summary>
internal static class WorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>Memory begins at a line of the cache, so that vectors within it are loaded at once.</summary>
    private const int Line = 64;

    /// <summary>Does all pieces, in order on one thread, or on several; a failure is thrown as one thread would throw it.</summary>
    /// <param name="items">The pieces.</param>
    /// <param name="threads">The most threads that may work, or -1 for as many as there are cores.</param>
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

    /// <summary>Apart, because a lambda's captures are allocated where its method begins.</summary>
    private static void RunTogether<TItems>(TItems items, int threads) where TItems : struct, IWorkItems<TNumber>
    {
        int next = 0;
        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => DoNext(items, ref next));
        }
        catch (AggregateException exceptions)
        {
            ExceptionDispatchInfo.Throw(exceptions.InnerExceptions[0]);
        }
    }

    private static unsafe void DoNext<TItems>(TItems items, ref int next) where TItems : struct, IWorkItems<TNumber>
    {
        using var rented = new Rented<TNumber>(items.MemoryLength == 0 ? 0 : items.MemoryLength + Line / sizeof(TNumber));
        fixed (TNumber* pinned = rented.Array)
        {
            var memory = new Span<TNumber>((TNumber*)(((nint)pinned + Line - 1) & -Line), items.MemoryLength);
            for (int item; (item = Interlocked.Increment(ref next) - 1) < items.Count;) items.Do(item, memory);
        }
    }
}

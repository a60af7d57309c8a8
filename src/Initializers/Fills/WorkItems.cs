using System.Runtime.ExceptionServices;

namespace Initializers;

/// <summary>Independent pieces of work, each of which has working memory of its own.</summary>
internal interface IWorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>The number of pieces.</summary>
    int Count { get; }

    /// <summary>The length of the working memory of a piece.</summary>
    int MemoryLength { get; }

    /// <summary>Does one piece of work.</summary>
    void Do(int item, Span<TNumber> memory);
}

/// <summary>Runs pieces of work on several threads, each of which takes the next piece as soon as it is free.</summary>
internal static class WorkItems<TNumber> where TNumber : unmanaged
{
    /// <summary>The alignment of the working memory in bytes, so that no vector within it crosses cache lines.</summary>
    private const int CacheLine = 64;

    /// <summary>
    /// Does all pieces, on one thread in order or on several; an exception is thrown as if there were one thread.
    /// </summary>
    /// <param name="items">The pieces.</param>
    /// <param name="threads">The largest number of threads to use; -1 means all cores.</param>
    public static void Run<TItems>(TItems items, int threads) where TItems : struct, IWorkItems<TNumber>
    {
        threads = Math.Min(threads == -1 ? Environment.ProcessorCount : threads, items.Count);
        if (threads > 1) RunInParallel(items, threads);
        else
        {
            int next = 0;
            DoNext(items, ref next);
        }
    }

    /// <summary>A method of its own, because the captures of a lambda are allocated at the beginning of its method.</summary>
    private static void RunInParallel<TItems>(TItems items, int threads) where TItems : struct, IWorkItems<TNumber>
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
        using var rented = new Rented<TNumber>(items.MemoryLength == 0 ? 0 : items.MemoryLength + CacheLine / sizeof(TNumber));
        fixed (TNumber* pinned = rented.Array)
        {
            var memory = new Span<TNumber>((TNumber*)(((nint)pinned + CacheLine - 1) & -CacheLine), items.MemoryLength);
            try
            {
                for (int item; (item = Interlocked.Increment(ref next) - 1) < items.Count;) items.Do(item, memory);
            }
            catch
            {
                Volatile.Write(ref next, items.Count); // no thread begins another piece
                throw;
            }
        }
    }
}

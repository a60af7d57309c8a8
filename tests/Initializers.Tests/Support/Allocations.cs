namespace Initializers.Tests.Support;

/// <summary>Counts what code allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that an action allocates on this thread in each call: the least of several, since a garbage collection that another
    /// test triggers, or the compiler of the next tier, can change the count of a single call.
    /// </summary>
    public static long Of(Action action)
    {
        long least = long.MaxValue;
        for (int call = 0; call < 10; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}

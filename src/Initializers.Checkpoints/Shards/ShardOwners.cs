namespace Initializers.Checkpoints;

/// <summary>
/// Which process writes which file: the largest first, each to the process that has the fewest bytes so far. All processes find the same.
/// </summary>
/// <remarks>
/// Graham (1969), "Bounds on Multiprocessing Timing Anomalies", <see href="https://doi.org/10.1137/0117039"/>: the process with the most
/// bytes has at most 4/3 of what is possible.
/// </remarks>
internal static class ShardOwners
{
    /// <summary>The rank that writes each file.</summary>
    /// <param name="bytes">The bytes of each file.</param>
    /// <param name="size">The number of processes.</param>
    public static int[] Of(IReadOnlyList<long> bytes, int size)
    {
        int[] owners = new int[bytes.Count];
        var ranks = new PriorityQueue<int, (UInt128 Bytes, int Rank)>(); // those without files first, in the order of ranks
        for (int rank = 0; rank < Math.Min(size, bytes.Count); rank++) ranks.Enqueue(rank, (0, rank));
        foreach (int shard in Enumerable.Range(0, bytes.Count).OrderByDescending(shard => bytes[shard]))
        {
            ranks.TryDequeue(out int rank, out (UInt128 Bytes, int) load);
            owners[shard] = rank;
            ranks.Enqueue(rank, (load.Bytes + (UInt128)bytes[shard], rank));
        }
        return owners;
    }
}

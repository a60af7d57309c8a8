using System.Diagnostics;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What rank 0 does while other processes write: it looks at the folder until all files are there.</summary>
/// <param name="folder">The folder.</param>
/// <param name="patience">How long it waits while nothing changes.</param>
internal sealed class RankWait(string folder, TimeSpan patience)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Waits for files.</summary>
    /// <param name="files">The files that other processes write.</param>
    /// <param name="mayHaveNames">Whether files that have their names count; otherwise they are those of an earlier checkpoint.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The sum of their hashes.</returns>
    /// <exception cref="TimeoutException">Nothing has changed for long. The message names the ranks and their files.</exception>
    public CheckpointHash For(IEnumerable<ShardFile> files, bool mayHaveNames, CancellationToken cancellation)
    {
        CheckpointHash sum = default;
        List<ShardFile> missing = [.. files];
        string seen = "";
        long since = Stopwatch.GetTimestamp();
        while (true)
        {
            missing.RemoveAll(file =>
            {
                if (!IsThere(file, mayHaveNames, out CheckpointHash hash)) return false;
                sum += hash;
                return true;
            });
            if (missing.Count == 0) return sum;
            string now = Sight(missing);
            if (now != seen) (seen, since) = (now, Stopwatch.GetTimestamp());
            else if (patience != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(since) > patience) throw Late(missing);
            TimeSpan pause = patience == Timeout.InfiniteTimeSpan || patience / 20 > LongestPause ? LongestPause : patience / 20;
            cancellation.WaitHandle.WaitOne(pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static bool IsThere(ShardFile file, bool mayHaveName, out CheckpointHash hash) =>
        file.StateOf(file.ReadyPath, out hash, out _) == ShardState.Right
        || (mayHaveName && file.StateOf(file.FinalPath, out hash, out _) == ShardState.Right);

    /// <summary>What can be seen of the work of others: it changes as long as they write.</summary>
    private string Sight(List<ShardFile> missing)
    {
        IEnumerable<string> unfinished = missing.SelectMany(UnfinishedOf)
            .Select(file => Invariant($"{file.Name} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}"));
        return string.Join('\n', unfinished.Prepend(Invariant($"{missing.Count}")));
    }

    private IOrderedEnumerable<FileInfo> UnfinishedOf(ShardFile file) => new DirectoryInfo(folder)
        .EnumerateFiles($"{file.Shard.Name}*{UnfinishedFile.Ending}").OrderBy(one => one.Name, StringComparer.Ordinal);

    private TimeoutException Late(List<ShardFile> missing)
    {
        IEnumerable<string> ranks = missing.GroupBy(file => file.Shard.Rank).OrderBy(files => files.Key).Select(files =>
            Invariant($"rank {files.Key}, ") + string.Join(", ", files.Select(file => $"{file.Shard.Name} ({What(file)})")));
        return new(Invariant($"All processes must write their files, but for {patience} nothing has come from ")
            + $"{string.Join("; ", ranks)}. Start them again: whole files are kept with {nameof(ExistingCheckpoint.Resume)}.");
    }

    private string What(ShardFile file) => file.StateOf(file.ReadyPath, out _, out string difference) switch
    {
        ShardState.Other => $"it is another one: {difference}",
        ShardState.Broken => "it is broken",
        _ => UnfinishedOf(file).Any() ? "begun" : "not begun",
    };
}

using System.Diagnostics;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What rank 0 does while other processes write: it looks at the folder until all files are there.</summary>
/// <remarks>
/// Files that were there at the beginning are read, to see whether they are whole. Those that come later were flushed to the disk by the
/// process that has just written them, and their headers tell which checkpoint they are of.
/// </remarks>
internal sealed class RankWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromSeconds(1);

    private readonly CheckpointFolder _folder;
    private readonly TimeSpan _timeout;
    private readonly HashSet<string> _former;
    private readonly HashSet<string> _damaged = [];

    /// <summary>Begins, before anything is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="timeout">How long it waits while nothing changes.</param>
    public RankWait(CheckpointFolder folder, TimeSpan timeout)
    {
        (_folder, _timeout) = (folder, timeout);
        _former = [.. folder.Files().Select(SightOf)];
    }

    /// <summary>Waits for files.</summary>
    /// <param name="files">The files that other processes write.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The hash and the path of each file.</returns>
    /// <exception cref="TimeoutException">Nothing has changed for long. The message names the ranks and their files.</exception>
    /// <exception cref="IOException">Another process writes another checkpoint.</exception>
    public IReadOnlyDictionary<ShardFile, (CheckpointHash Hash, string Path)> For(
        IEnumerable<ShardFile> files, CancellationToken cancellation)
    {
        var found = new Dictionary<ShardFile, (CheckpointHash, string)>();
        List<ShardFile> missing = [.. files];
        string seen = "";
        long since = Stopwatch.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (true)
        {
            foreach (ShardFile file in missing)
            {
                if (Find(file, cancellation) is { } there) found.Add(file, there);
            }
            missing.RemoveAll(found.ContainsKey);
            if (missing.Count == 0) return found;
            RefuseStrangers(missing);
            string now = string.Join('\n', _folder.Files().Select(SightOf).Prepend(Invariant($"{missing.Count}")));
            if (now != seen) (seen, since, pause) = (now, Stopwatch.GetTimestamp(), FirstPause);
            else if (_timeout != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(since) > _timeout) throw Late(missing);
            cancellation.WaitHandle.WaitOne(pause);
            cancellation.ThrowIfCancellationRequested();
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private (CheckpointHash, string)? Find(ShardFile file, CancellationToken cancellation)
    {
        foreach (string path in file.Paths)
        {
            string sight = SightOf(new(path));
            if (_damaged.Contains(sight) || file.StateOf(path, out CheckpointHash hash, out _) != ShardState.Right) continue;
            if (!_former.Contains(sight) || file.HashIfWhole(path, threads: -1, cancellation) is not null) return (hash, path);
            _damaged.Add(sight);
        }
        return null;
    }

    /// <summary>Refuses at once what another process has just written of another checkpoint.</summary>
    private void RefuseStrangers(List<ShardFile> missing)
    {
        foreach (FileInfo file in _folder.ReadyFiles())
        {
            if (!_former.Contains(SightOf(file)) && _folder.DifferenceOf(file) is { } difference)
            {
                string ranks = string.Join(", ", missing.Select(one => one.Shard.Rank).Distinct().Order());
                throw new IOException(Invariant($"All processes must write the same checkpoint, but {file.Name} is of another: ")
                    + $"{difference}. Not here yet: the files of rank {ranks}.");
            }
        }
    }

    /// <summary>What can be seen of a file without reading it: it changes as long as somebody writes.</summary>
    private static string SightOf(FileInfo file) =>
        Invariant($"{file.Name} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)} {(file.Exists ? file.Length : 0)}");

    private TimeoutException Late(List<ShardFile> missing)
    {
        IEnumerable<string> ranks = missing.GroupBy(file => file.Shard.Rank).OrderBy(files => files.Key).Select(files =>
            Invariant($"rank {files.Key}, ") + string.Join(", ", files.Select(file => $"{file.Shard.Name} ({What(file)})")));
        string time = Plural.Of((long)Math.Ceiling(_timeout.TotalSeconds), "second");
        return new($"All processes must write their files, but for {time} nothing has come from {string.Join("; ", ranks)}. "
            + "Start all of them again.");
    }

    private string What(ShardFile file)
    {
        string start = $"{file.Shard.Name}{ShardFile.Ready}.";
        if (_folder.Files().Any(one => one.Name.StartsWith(start, StringComparison.Ordinal))) return "begun";
        if (file.Paths.Any(path => _damaged.Contains(SightOf(new(path))))) return "its bytes are damaged";
        return file.StateOf(file.ReadyPath, out _, out string difference) switch
        {
            ShardState.Other => $"it is another one: {difference}",
            ShardState.Broken => "it is broken",
            _ => "not begun",
        };
    }
}

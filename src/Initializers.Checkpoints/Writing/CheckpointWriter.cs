using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>
/// Writes the files of a checkpoint that fall to this process; rank 0 waits for the others and gives all files their names.
/// </summary>
/// <param name="layout">What stands where.</param>
/// <param name="folder">The folder, which is there.</param>
/// <param name="random">The source of which each parameter takes a fork.</param>
/// <param name="options">How to write.</param>
/// <param name="progress">Told what has been written; null for nobody.</param>
internal sealed class CheckpointWriter(
    CheckpointLayout layout, string folder, PhiloxRandom random, CheckpointOptions options, IProgress<CheckpointProgress>? progress)
{
    private readonly ShardFile[] _files = [.. layout.Shards.Select(shard => new ShardFile(folder, shard, layout.Metadata))];
    private readonly Dictionary<ShardFile, (CheckpointHash Hash, string Path)> _done = [];
    private readonly List<string> _written = [];
    private int _kept;

    /// <summary>Writes the files.</summary>
    /// <exception cref="IOException">The disk is full, or the folder has what it must not have.</exception>
    /// <exception cref="TimeoutException">Another process has not written its files.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SavedCheckpoint Write(CancellationToken cancellation)
    {
        var checkpoint = new CheckpointFolder(folder, _files);
        ShardFile[] own = [.. _files.Where(file => file.Shard.Rank == options.Process.Rank)];
        // A process without files may come when the others have finished.
        if (options.Process.Rank == 0 || own.Length > 0) checkpoint.Refuse(options.Existing);
        var wait = new RankWait(checkpoint, options.Timeout);
        try
        {
            WriteOwn(own, cancellation);
            if (options.Process.Rank > 0) return Saved(own);
            foreach ((ShardFile file, (CheckpointHash, string) there) in wait.For(_files.Except(_done.Keys), cancellation))
                _done.Add(file, there);
            using UnfinishedFile? index = layout.Shards.Count > 1 ? CheckpointIndex.Write(layout, Hash, folder) : null;
            checkpoint.GiveUpIndex();
            _written.Clear(); // with the first name the earlier checkpoint goes, and these files are all that there is
            checkpoint.Replace(_done.ToDictionary(done => done.Key, done => done.Value.Path), index);
            return Saved(_files, index);
        }
        catch when (!IsResumed)
        {
            foreach (string path in _written) File.Delete(path);
            throw;
        }
    }

    private bool IsResumed => options.Existing == ExistingCheckpoint.Resume;

    private CheckpointHash Hash => _done.Values.Aggregate(default(CheckpointHash), (sum, done) => sum + done.Hash);

    private SavedCheckpoint Saved(IEnumerable<ShardFile> files, UnfinishedFile? index = null) => new(
        files.Select(file => (file.FinalPath, file.Shard.Length)).Concat(index is null ? [] : [(index.Path, index.Length)]),
        _kept, Hash, layout.Warnings);

    private void WriteOwn(ShardFile[] own, CancellationToken cancellation)
    {
        if (!IsResumed) RequireSpace(own);
        var tally = new CheckpointTally(progress, ResolvedPlan.Sum(own.Select(file => file.Shard.Bytes)));
        foreach (ShardFile file in own)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsResumed && FindWhole(file, cancellation) is { } whole)
            {
                _kept++;
                _done.Add(file, whole);
                tally.Add(file.Shard.Tensors[^1].Planned.Name, file.Shard.Bytes);
                continue;
            }
            (CheckpointHash Hash, string Path) written = file.Write(new ShardWriter(file.Shard, options, random, tally), cancellation);
            _done.Add(file, written);
            if (written.Path == file.ReadyPath) _written.Add(written.Path);
        }
    }

    /// <summary>A file that is there and whole, ready or with its name; null if it has to be written.</summary>
    private (CheckpointHash, string)? FindWhole(ShardFile file, CancellationToken cancellation)
    {
        foreach (string path in file.Paths)
        {
            if (file.HashIfWhole(path, random.MaxDegreeOfParallelism, cancellation) is { } hash) return (hash, path);
        }
        return null;
    }

    /// <summary>Refuses a disk that is too small at once, rather than when it is full.</summary>
    private void RequireSpace(ShardFile[] own)
    {
        long bytes = ResolvedPlan.Sum(own.Select(file => file.Shard.Length));
        if (FreeBytes() is { } free && bytes > free)
            throw new IOException(Invariant($"{folder} must be on a disk with {bytes} bytes free for the checkpoint, but has {free}."));
    }

    /// <summary>The free bytes of the disk; null where the system does not tell, as of shared folders on Windows.</summary>
    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace is > 0 and var free ? free : null;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

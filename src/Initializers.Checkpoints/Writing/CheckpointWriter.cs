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
    private readonly List<string> _written = [];
    private int _kept;

    /// <summary>Writes the files.</summary>
    /// <exception cref="IOException">The disk is full, or the folder has what it must not have.</exception>
    /// <exception cref="TimeoutException">Another process has not written its files.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SavedCheckpoint Write(CancellationToken cancellation)
    {
        var checkpoint = new CheckpointFolder(folder, _files);
        checkpoint.Refuse(options.Existing);
        try
        {
            ShardFile[] own = [.. _files.Where(file => file.Shard.Rank == options.Process.Rank)];
            CheckpointHash hash = WriteOwn(own, cancellation);
            if (options.Process.Rank > 0) return new(own.Select(file => file.FinalPath), _kept, hash, layout.Warnings);
            hash += new RankWait(folder, options.Patience).For(_files.Except(own), mayHaveNames: IsResumed, cancellation);
            using UnfinishedFile? index = layout.Shards.Count > 1 ? CheckpointIndex.Write(layout, hash, folder) : null;
            checkpoint.Replace(index);
            IEnumerable<string> paths = _files.Select(file => file.FinalPath);
            return new(index is null ? paths : paths.Append(index.Path), _kept, hash, layout.Warnings);
        }
        catch when (!IsResumed)
        {
            foreach (string path in _written) File.Delete(path);
            throw;
        }
    }

    private bool IsResumed => options.Existing == ExistingCheckpoint.Resume;

    private CheckpointHash WriteOwn(ShardFile[] own, CancellationToken cancellation)
    {
        if (!IsResumed) RequireSpace(own);
        var tally = new CheckpointTally(progress, own.Sum(file => file.Shard.Bytes));
        CheckpointHash sum = default;
        foreach (ShardFile file in own)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsResumed && Kept(file, cancellation) is { } kept)
            {
                _kept++;
                sum += kept;
                tally.Add(file.Shard.Tensors[^1], file.Shard.Bytes);
                continue;
            }
            sum += file.Write(new ShardWriter(file.Shard, options, random, tally), cancellation);
            _written.Add(file.ReadyPath);
        }
        return sum;
    }

    /// <summary>Refuses a disk that is too small at once, rather than when it is full.</summary>
    private void RequireSpace(ShardFile[] own)
    {
        long bytes = own.Sum(file => file.Shard.Length), free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (bytes > free)
            throw new IOException(Invariant($"{folder} must be on a disk with {bytes} bytes free for the checkpoint, but has {free}."));
    }

    /// <summary>The hash of a file that is there and whole, ready or with its name; null if it has to be written.</summary>
    private static CheckpointHash? Kept(ShardFile file, CancellationToken cancellation)
    {
        foreach (string path in file.Paths)
        {
            bool isRight = file.StateOf(path, out CheckpointHash hash, out _) == ShardState.Right;
            if (isRight && ShardFile.HasHash(path, hash, cancellation)) return hash;
        }
        return null;
    }
}

namespace Initializers.Checkpoints;

/// <summary>What a file of a checkpoint is.</summary>
internal enum ShardState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It was cut off, or is no safetensors file.</summary>
    Broken,

    /// <summary>It is that of another plan, seed, number type or split.</summary>
    Other,

    /// <summary>Its header and length are right. Only its bytes can tell whether they are.</summary>
    Right,
}

/// <summary>A file of a checkpoint in its folder, where it is first unfinished, then ready, and has its name at last.</summary>
/// <param name="folder">The folder.</param>
/// <param name="shard">What the file is to have.</param>
/// <param name="metadata">The metadata that it is to have.</param>
internal sealed class ShardFile(string folder, ShardPlace shard, IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>How the name of a file ends that is complete and waits for the others.</summary>
    public const string Ready = ".ready";

    /// <summary>What the file is to have.</summary>
    public ShardPlace Shard { get; } = shard;

    /// <summary>The path of the finished file.</summary>
    public string FinalPath { get; } = Path.Combine(folder, shard.Name);

    /// <summary>The path while it waits for the others.</summary>
    public string ReadyPath => FinalPath + Ready;

    /// <summary>Both.</summary>
    public IEnumerable<string> Paths => [ReadyPath, FinalPath];

    /// <summary>
    /// Writes the file, which is ready then; where the very same file has its name already, as that of an earlier run, it takes its place.
    /// </summary>
    /// <returns>The hash of its tensors, and the path that it has now.</returns>
    /// <exception cref="IOException">The disk is full, or somebody else has removed the file while it was written.</exception>
    public (CheckpointHash Hash, string Path) Write(ShardWriter writer, CancellationToken cancellation)
    {
        CheckpointHash hash = default;
        using var file = new UnfinishedFile(ReadyPath, Shard.Length, handle => hash = writer.Write(handle, cancellation));
        string path = HasName() ? FinalPath : ReadyPath;
        try
        {
            File.Move(file.UnfinishedPath, path, overwrite: true);
        }
        catch (FileNotFoundException) when (HasName())
        {
            path = FinalPath; // another process of the same rank was faster, and the checkpoint is complete
        }
        return (hash, path);

        bool HasName() => StateOf(FinalPath, out CheckpointHash there, out _) == ShardState.Right && there == hash;
    }

    /// <summary>What a file is by its header and its length.</summary>
    /// <param name="path">One of the two paths.</param>
    /// <param name="hash">The hash in its header, if that is right.</param>
    /// <param name="difference">In what it is another one, or what is broken.</param>
    public ShardState StateOf(string path, out CheckpointHash hash, out string difference)
    {
        (hash, difference) = (default, "");
        try
        {
            if (!EmptyFile.IsAt(path) && HasHeader(path, out hash)) return ShardState.Right;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return ShardState.Missing;
        }
        try
        {
            using SafetensorsFile other = SafetensorsFile.Open(path);
            difference = CheckpointMetadata.Difference(other.Metadata, metadata) ?? "it has other tensors";
            return ShardState.Other;
        }
        catch (InvalidDataException exception)
        {
            difference = exception.Message;
            return ShardState.Broken;
        }
        catch (FileNotFoundException) // it got its name in between
        {
            return ShardState.Missing;
        }
    }

    /// <summary>Whether a file has the header and the length of this one.</summary>
    private bool HasHeader(string path, out CheckpointHash hash)
    {
        hash = default;
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] header = new byte[Shard.HeaderLength];
        bool isWhole = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length;
        return isWhole && file.Length == Shard.Length && Shard.IsHeader(header, out hash);
    }

    /// <summary>The hash of a file that is whole: its header is right, and so are its bytes, which are read.</summary>
    /// <param name="path">One of the two paths.</param>
    /// <param name="threads">The most threads that read it; -1 for all.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>null if it is not there or not whole.</returns>
    public CheckpointHash? HashIfWhole(string path, int threads, CancellationToken cancellation)
    {
        if (StateOf(path, out CheckpointHash hash, out _) != ShardState.Right) return null;
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            return FileHash.Of(file, tally: null, cancellation, threads) == hash ? hash : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidDataException) // it changed in between
        {
            return null;
        }
    }
}

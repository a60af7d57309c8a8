using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A checkpoint that has been written.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class SavedCheckpoint
{
    internal SavedCheckpoint(IEnumerable<(string Path, long Length)> files, int kept, CheckpointHash hash, IEnumerable<string> warnings)
    {
        FileLengths = [.. files];
        Files = FileLengths.Select(file => file.Path).ToArray().AsReadOnly();
        (Kept, Hash, Warnings) = (kept, hash, warnings.ToArray().AsReadOnly());
    }

    /// <summary>
    /// The paths of the files, in the order of the model; an index is the last. A process other than rank 0 has those that it wrote, which
    /// get their names when rank 0 has seen all.
    /// </summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The same with their lengths in bytes, which nothing on the disk has to be asked for.</summary>
    internal IReadOnlyList<(string Path, long Length)> FileLengths { get; }

    /// <summary>How many of them were there and whole; see <see cref="ExistingCheckpoint.Resume"/>.</summary>
    public int Kept { get; }

    /// <summary>The hash of the tensors in these files: that of the whole model for a single process and for rank 0.</summary>
    public CheckpointHash Hash { get; }

    /// <summary>What readers may have trouble with, in sentences; most often none.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary><c>SavedCheckpoint(3 files, hash: 5f1c...)</c>.</summary>
    public override string ToString() => Invariant($"SavedCheckpoint({Plural.Of(Files.Count, "file")}, hash: {Hash})");
}

using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What <see cref="Checkpoint.Verify"/> found.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class CheckpointVerification
{
    private CheckpointVerification(CheckpointFiles files, IEnumerable<string> faults, CheckpointHash hash, int hashedFiles)
    {
        (Path, CanBeOpened) = (files.Path, files.Faults.Count == 0);
        (Faults, Hash, HashedFiles) = (faults.ToArray().AsReadOnly(), hash, hashedFiles);
    }

    /// <summary>The path that was looked at.</summary>
    public string Path { get; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Faults.Count == 0;

    /// <summary>What is wrong, in sentences that name files and tensors.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Whether <see cref="Checkpoint.Open"/> takes it: nothing is wrong but bytes.</summary>
    public bool CanBeOpened { get; }

    /// <summary>The hash of the tensors of all files that could be opened.</summary>
    public CheckpointHash Hash { get; }

    /// <summary>How many files have a hash of their own, which their bytes were compared with. Files of other writers have none.</summary>
    public int HashedFiles { get; }

    /// <summary><c>CheckpointVerification(intact, hash: 5f1c...)</c>.</summary>
    public override string ToString() =>
        Invariant($"CheckpointVerification({(IsIntact ? "intact" : Plural.Of(Faults.Count, "fault"))}, hash: {Hash})");

    internal static CheckpointVerification Of(
        CheckpointFiles files, IProgress<CheckpointProgress>? progress, CancellationToken cancellation)
    {
        var tally = new CheckpointTally(progress, files.Bytes);
        List<string> faults = [.. files.Faults];
        CheckpointHash sum = default;
        int hashed = 0;
        foreach (SafetensorsFile file in files.Files)
        {
            CheckpointHash hash = FileHash.Of(file, tally, cancellation);
            sum += hash;
            if (!file.Metadata.TryGetValue(CheckpointMetadata.HashKey, out string? text)) continue;
            hashed++;
            string name = System.IO.Path.GetFileName(file.Path);
            if (!CheckpointHash.TryParse(text, out CheckpointHash said)) faults.Add($"{name} has a malformed hash: {Excerpt.Of(text)}.");
            else if (said != hash) faults.Add($"{name} has other bytes than were written: their hash is {hash}, and should be {said}.");
        }
        faults.AddRange(Strangers(files.Files));
        if (files.Faults.Count == 0 && files.Index?.Hash is { } whole && whole != sum)
            faults.Add($"The index says that the hash is {whole}, and that of the tensors is {sum}.");
        return new(files, faults, sum, hashed);
    }

    /// <summary>Files whose metadata say that they are of another checkpoint than the first one.</summary>
    private static IEnumerable<string> Strangers(IReadOnlyList<SafetensorsFile> files)
    {
        foreach (SafetensorsFile file in files.Skip(1))
        {
            if (CheckpointMetadata.Difference(file.Metadata, CheckpointMetadata.Own(files[0].Metadata)) is { } difference)
                yield return $"{System.IO.Path.GetFileName(file.Path)} is of another checkpoint than "
                    + $"{System.IO.Path.GetFileName(files[0].Path)}: {difference}.";
        }
    }
}

using System.Text.RegularExpressions;

namespace Initializers.Checkpoints;

/// <summary>The folder of a checkpoint, in which a new one takes the place of an earlier one.</summary>
/// <param name="folder">The folder.</param>
/// <param name="shards">The files of the new checkpoint but for the index.</param>
internal sealed partial class CheckpointFolder(string folder, IReadOnlyList<ShardFile> shards)
{
    /// <summary>The files of checkpoints in the folder, finished or not, in the order of their names.</summary>
    public IEnumerable<FileInfo> Files() => new DirectoryInfo(folder).EnumerateFiles().Where(file => NamePattern().IsMatch(file.Name))
        .OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>Refuses what the folder has already.</summary>
    /// <exception cref="IOException">It has a checkpoint, or files of another one.</exception>
    public void Refuse(ExistingCheckpoint existing)
    {
        if (existing == ExistingCheckpoint.Replace) return;
        bool isReplacing = IsReplacing();
        foreach (FileInfo file in Files())
        {
            Match match = NamePattern().Match(file.Name);
            bool hasName = !match.Groups["state"].Success;
            if (existing == ExistingCheckpoint.Refuse && hasName)
                throw new IOException($"{folder} must have no checkpoint yet, but has {file.Name}.");
            bool counts = hasName ? !isReplacing : match.Groups["state"].Value == ShardFile.Ready;
            if (existing == ExistingCheckpoint.Resume && counts && !match.Groups["index"].Success
                && DifferenceOf(file.FullName) is { } difference)
            {
                throw new IOException(
                    $"{folder} must have files of the same checkpoint alone, but {file.Name} is of another: {difference}.");
            }
        }
    }

    /// <summary>In what a file is of another checkpoint; null if it is of this one, or of none.</summary>
    public string? DifferenceOf(string path)
    {
        ShardFile? shard = shards.FirstOrDefault(shard => shard.Paths.Any(one => Path.GetFileName(one) == Path.GetFileName(path)));
        if (shard is null) return "this one has no such file";
        return shard.StateOf(path, out _, out string difference) == ShardState.Other ? difference : null;
    }

    /// <summary>
    /// Gives files their names. The index of an earlier checkpoint goes first and the new one comes last, so that no index ever names files
    /// of two checkpoints; what else is left of the earlier one, or of processes that were killed, goes too.
    /// </summary>
    /// <param name="places">The path that each file has now.</param>
    /// <param name="index">The index, unless there is a single file.</param>
    public void Replace(IReadOnlyDictionary<ShardFile, string> places, UnfinishedFile? index)
    {
        HashSet<string> kept = [.. places.Values.Select(path => Path.GetFileName(path))];
        if (index is not null) kept.Add(Path.GetFileName(index.UnfinishedPath));
        File.Delete(Path.Combine(folder, CheckpointIndex.Name));
        foreach (FileInfo file in Files())
        {
            bool isTarget = shards.Any(shard => shard.Shard.Name == file.Name); // it is there until the new one takes its place
            if (!isTarget && !kept.Contains(file.Name)) file.Delete();
        }
        foreach ((ShardFile shard, string path) in places)
        {
            if (path != shard.FinalPath) File.Move(path, shard.FinalPath, overwrite: true);
        }
        index?.Finish();
    }

    /// <summary>
    /// Whether a process was killed while files of this checkpoint took the places of an earlier one's: there is no index, and one of them
    /// is there. What is left of the earlier one has been given up then.
    /// </summary>
    private bool IsReplacing() => shards.Count > 1 && !File.Exists(Path.Combine(folder, CheckpointIndex.Name))
        && shards.Any(shard => shard.Paths.Any(path => shard.StateOf(path, out _, out _) == ShardState.Right));

    /// <summary>
    /// The names that huggingface_hub gives the files of a checkpoint, which it replaces in the same way; and those that they have before.
    /// </summary>
    [GeneratedRegex(
        @"^model((-\d{5}-of-\d{5})?\.safetensors|(?<index>\.safetensors\.index\.json))"
        + @"(?<state>\.ready|(\.ready)?\.\d+-[0-9a-f]{32}\.unfinished)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}

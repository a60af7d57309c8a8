using System.Text.RegularExpressions;

namespace Initializers.Checkpoints;

/// <summary>The folder of a checkpoint, in which a new one takes the place of an earlier one.</summary>
/// <param name="folder">The folder.</param>
/// <param name="shards">The files of the new checkpoint but for the index.</param>
internal sealed partial class CheckpointFolder(string folder, IReadOnlyList<ShardFile> shards)
{
    /// <summary>Refuses what the folder has already.</summary>
    /// <exception cref="IOException">It has a checkpoint, or files of another one.</exception>
    public void Refuse(ExistingCheckpoint existing)
    {
        if (existing == ExistingCheckpoint.Replace) return;
        bool isReplacing = IsReplacing();
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            Match match = NamePattern().Match(name);
            bool hasName = match.Success && !match.Groups["state"].Success;
            if (existing == ExistingCheckpoint.Refuse && hasName)
                throw new IOException($"{folder} must have no checkpoint yet, but has {name}.");
            bool counts = hasName ? !isReplacing : match.Groups["state"].Value == ShardFile.Ready;
            if (existing == ExistingCheckpoint.Resume && counts && !match.Groups["index"].Success && DifferenceOf(path) is { } difference)
                throw new IOException($"{folder} must have files of the same checkpoint alone, but {name} is of another: {difference}.");
        }
    }

    /// <summary>
    /// Whether a process was killed while files of this checkpoint took the places of an earlier one's: there is no index, and one of them
    /// is there. What is left of the earlier one has been given up then.
    /// </summary>
    private bool IsReplacing() => shards.Count > 1 && !File.Exists(Path.Combine(folder, CheckpointIndex.Name))
        && shards.Any(shard => shard.Paths.Any(path => shard.StateOf(path, out _, out _) == ShardState.Right));

    /// <summary>In what a file is of another checkpoint; null if it is of this one, or of none.</summary>
    private string? DifferenceOf(string path)
    {
        ShardFile? shard = shards.FirstOrDefault(shard => shard.Paths.Any(one => Path.GetFileName(one) == Path.GetFileName(path)));
        if (shard is null) return "the new one has no such file";
        return shard.StateOf(path, out _, out string difference) == ShardState.Other ? difference : null;
    }

    /// <summary>
    /// Gives files their names. The index of an earlier checkpoint goes first and the new one comes last, so that no index ever names files
    /// of two checkpoints; what else is left of the earlier one, or of processes that were killed, goes too.
    /// </summary>
    /// <param name="index">The index, unless there is a single file.</param>
    public void Replace(UnfinishedFile? index)
    {
        HashSet<string> kept = [.. shards.SelectMany(shard => (string[])[shard.Shard.Name, shard.Shard.Name + ShardFile.Ready])];
        File.Delete(Path.Combine(folder, CheckpointIndex.Name));
        foreach (string earlier in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(earlier);
            if (NamePattern().IsMatch(name) && !kept.Contains(name) && earlier != index?.UnfinishedPath) File.Delete(earlier);
        }
        foreach (ShardFile shard in shards)
        {
            if (File.Exists(shard.ReadyPath)) File.Move(shard.ReadyPath, shard.FinalPath, overwrite: true);
        }
        index?.Finish();
    }

    /// <summary>
    /// The names that huggingface_hub gives the files of a checkpoint, which it replaces in the same way; and those that they have before.
    /// </summary>
    [GeneratedRegex(
        @"^model((-\d{5}-of-\d{5})?\.safetensors|(?<index>\.safetensors\.index\.json))"
        + @"(?<state>\.ready|(\.ready)?\.\d+-[0-9a-f]{32}\.unfinished)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}

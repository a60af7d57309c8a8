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
        Dictionary<string, ShardFile> expected = shards.ToDictionary(shard => shard.Shard.Name);
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            Match match = NamePattern().Match(Path.GetFileName(path));
            if (!match.Success || match.Groups["state"].Success) continue;
            if (existing == ExistingCheckpoint.Refuse)
                throw new IOException($"{folder} must have no checkpoint yet, but has {Path.GetFileName(path)}.");
            if (match.Groups["index"].Success) continue;
            string difference = "the new one has no such file";
            ShardState state = expected.TryGetValue(Path.GetFileName(path), out ShardFile? shard)
                ? shard.StateOf(path, out _, out difference) : ShardState.Other;
            if (state == ShardState.Other)
            {
                throw new IOException(
                    $"{folder} must have files of the same checkpoint alone, but {Path.GetFileName(path)} is of another: {difference}.");
            }
        }
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

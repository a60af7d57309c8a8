using System.Text.RegularExpressions;

namespace Initializers.Checkpoints;

/// <summary>The folder of a checkpoint, in which a new one takes the place of an earlier one.</summary>
internal sealed partial class CheckpointFolder
{
    private readonly string _folder;
    private readonly Dictionary<string, ShardFile> _byName = []; // while they are ready, and when they are finished

    /// <param name="folder">The folder.</param>
    /// <param name="shards">The files of the new checkpoint but for the index.</param>
    public CheckpointFolder(string folder, IEnumerable<ShardFile> shards)
    {
        _folder = folder;
        foreach (ShardFile shard in shards)
        {
            foreach (string path in shard.Paths) _byName.Add(Path.GetFileName(path), shard);
        }
    }

    /// <summary>The files of checkpoints in the folder, finished or not, in the order of their names.</summary>
    public IEnumerable<FileInfo> Files() => new DirectoryInfo(_folder).EnumerateFiles().Where(file => NamePattern().IsMatch(file.Name))
        .OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>Those that are complete and wait for the others.</summary>
    public IEnumerable<FileInfo> ReadyFiles() => Files().Where(IsReady);

    /// <summary>What processes that were killed, or are still at work, have in a folder; null for nothing.</summary>
    public static string? Unfinished(string folder)
    {
        FileInfo[] files = [.. new CheckpointFolder(folder, []).Files().Where(file => !HasName(file))];
        int ready = files.Count(IsReady), begun = files.Length - ready;
        return files.Length == 0 ? null : $"{Plural.Of(ready, "file")} ready, {begun} begun";
    }

    /// <summary>Refuses what the folder has already.</summary>
    /// <exception cref="ExistingFilesException">It has a checkpoint, or files of another one.</exception>
    /// <exception cref="IOException">A folder in it has the name of a file.</exception>
    public void Refuse(ExistingCheckpoint existing)
    {
        if (new DirectoryInfo(_folder).EnumerateDirectories().FirstOrDefault(inner => NamePattern().IsMatch(inner.Name)) is { } inner)
            throw new IOException($"{_folder} must have no folder with the name of a file of a checkpoint, but has {inner.Name}.");
        if (existing == ExistingCheckpoint.Refuse && Files().FirstOrDefault(HasName) is { } there)
            throw new ExistingFilesException($"{_folder} must have no checkpoint yet, but has {there.Name}.", existing);
        if (existing != ExistingCheckpoint.Resume) return;
        bool isReplacing = IsReplacing();
        // A single file is a whole checkpoint without an index.
        foreach (FileInfo file in Files().Where(file => IsReady(file) || (HasName(file) && !(isReplacing && IsShard(file)))))
        {
            if (!file.Name.StartsWith(CheckpointIndex.Name, StringComparison.Ordinal) && DifferenceOf(file) is { } difference)
            {
                throw new ExistingFilesException(
                    $"{_folder} must only have files of the same checkpoint, but {file.Name} is of another: {difference}.", existing);
            }
        }
    }

    /// <summary>In what a file is of another checkpoint; null if it is of this one, or of none.</summary>
    public string? DifferenceOf(FileInfo file)
    {
        if (!_byName.TryGetValue(file.Name, out ShardFile? shard)) return "this one has no such file";
        return shard.StateOf(file.FullName, out _, out string difference) == ShardState.Other ? difference : null;
    }

    /// <summary>Removes the index of an earlier checkpoint, before its files go: no index ever names files of two checkpoints.</summary>
    public void GiveUpIndex() => File.Delete(Path.Combine(_folder, CheckpointIndex.Name));

    /// <summary>
    /// Gives files their names, when there is no index; the new one comes last. What else is left of an earlier checkpoint, or of processes
    /// that were killed, goes.
    /// </summary>
    /// <param name="places">The path that each file has now.</param>
    /// <param name="index">The index, unless there is a single file.</param>
    public void Replace(IReadOnlyDictionary<ShardFile, string> places, UnfinishedFile? index)
    {
        HashSet<string> kept = [.. places.Values.Select(path => Path.GetFileName(path))];
        if (index is not null) kept.Add(Path.GetFileName(index.UnfinishedPath));
        kept.UnionWith(places.Keys.Select(shard => shard.Shard.Name)); // they are there until the new ones take their places
        foreach (FileInfo file in Files())
        {
            if (!kept.Contains(file.Name)) file.Delete();
        }
        foreach ((ShardFile shard, string path) in places)
        {
            if (path != shard.FinalPath) File.Move(path, shard.FinalPath, overwrite: true);
        }
        index?.Finish();
    }

    /// <summary>
    /// Whether a process was killed while files of this checkpoint took the places of an earlier one's: there is no index, and one of them
    /// is there. What is left of an earlier one's shards has been given up then.
    /// </summary>
    private bool IsReplacing() => !File.Exists(Path.Combine(_folder, CheckpointIndex.Name))
        && _byName.Values.Distinct().Any(shard => shard.Paths.Any(path => shard.StateOf(path, out _, out _) == ShardState.Right));

    private static bool HasName(FileInfo file) => !NamePattern().Match(file.Name).Groups["state"].Success;

    private static bool IsShard(FileInfo file) => file.Name != ShardSplit.NameOf(0, 1);

    private static bool IsReady(FileInfo file) => file.Name.EndsWith(ShardFile.Ready, StringComparison.Ordinal);

    /// <summary>
    /// The names that huggingface_hub gives the files of a checkpoint, which it replaces in the same way; and those that they have before.
    /// </summary>
    [GeneratedRegex(
        @"^model((-\d{5,}-of-\d{5,})?\.safetensors|\.safetensors\.index\.json)"
        + @"(?<state>\.ready|(\.ready)?\.\d+-[0-9a-f]{32}\.unfinished)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}

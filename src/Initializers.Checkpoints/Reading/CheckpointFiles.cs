using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>The files of a checkpoint that is looked at, and what is wrong between them.</summary>
internal sealed class CheckpointFiles : IDisposable
{
    private readonly List<SafetensorsFile> _files = [];
    private readonly List<string> _faults = [];

    private CheckpointFiles(string path) => Path = path;

    /// <summary>The path that was opened.</summary>
    public string Path { get; }

    /// <summary>The files that could be opened, in the order of their names.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _files;

    /// <summary>The bytes of their tensors.</summary>
    public long Bytes => ResolvedPlan.Sum(_files.SelectMany(file => file.Tensors).Select(tensor => tensor.Bytes));

    /// <summary>What is wrong with headers, the index, and between them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The index; null for a single file.</summary>
    public CheckpointIndexFile? Index { get; private set; }

    /// <summary>Opens what a path has.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or nothing in the folder that is a checkpoint.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static CheckpointFiles Open(string path)
    {
        var files = new CheckpointFiles(path);
        try
        {
            string found = Directory.Exists(path) ? FileIn(path) : path;
            if (found.EndsWith(CheckpointIndex.Ending, StringComparison.Ordinal)) files.OpenIndex(found);
            else files.OpenFile(found, fault => fault);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (SafetensorsFile file in _files) file.Dispose();
    }

    private static string FileIn(string folder)
    {
        foreach (string name in (string[])[CheckpointIndex.Name, ShardSplit.NameOf(0, 1)])
        {
            string path = System.IO.Path.Combine(folder, name);
            if (File.Exists(path)) return path;
        }
        string[] others = Directory.GetFiles(folder, "*.safetensors");
        return others.Length == 1 ? others[0] : throw new FileNotFoundException(
            Invariant($"{folder} must have {CheckpointIndex.Name}, {ShardSplit.NameOf(0, 1)} or one file of safetensors, ")
            + (others.Length > 0 ? Invariant($"but has {others.Length} files and no index.")
                : CheckpointFolder.Unfinished(folder) is { } unfinished ? $"but has an unfinished checkpoint: {unfinished}."
                : "but has none of them."),
            folder);
    }

    private void OpenIndex(string path)
    {
        try
        {
            Index = CheckpointIndexFile.Read(path);
        }
        catch (InvalidDataException exception)
        {
            _faults.Add(exception.Message);
            return;
        }
        string folder = System.IO.Path.GetDirectoryName(path) ?? "";
        foreach (string name in Index.FileOf.Values.Distinct().Order(StringComparer.Ordinal))
        {
            string file = System.IO.Path.Combine(folder, name);
            if (File.Exists(file)) OpenFile(file, fault => $"{name}: {fault}");
            else _faults.Add($"The index names {Excerpt.Of(name)}, which is not there.");
        }
        _faults.AddRange(IndexFaults.Of(Index, _files, Bytes));
    }

    private void OpenFile(string path, Func<string, string> named)
    {
        try
        {
            _files.Add(SafetensorsFile.OpenUnnamed(path));
        }
        catch (InvalidDataException exception)
        {
            _faults.Add(named(exception.Message));
        }
    }
}

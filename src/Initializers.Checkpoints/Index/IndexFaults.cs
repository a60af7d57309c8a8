using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What an index and the headers of its files do not agree on, both ways.</summary>
internal static class IndexFaults
{
    /// <summary>All disagreements, in sentences.</summary>
    /// <param name="index">The index.</param>
    /// <param name="files">The files that it names, as far as they could be opened.</param>
    /// <param name="bytes">The bytes of their tensors.</param>
    public static IEnumerable<string> Of(CheckpointIndexFile index, IReadOnlyList<SafetensorsFile> files, long bytes)
    {
        Dictionary<string, SafetensorsFile> byName = files.ToDictionary(file => Path.GetFileName(file.Path));
        foreach ((string tensor, string file) in index.FileOf)
        {
            if (byName.TryGetValue(file, out SafetensorsFile? opened) && !opened.Contains(tensor))
                yield return $"The index says that {Excerpt.Of(tensor)} is in {Excerpt.Of(file)}, which does not have it.";
        }
        var seen = new Dictionary<string, string>();
        foreach ((string file, SafetensorsFile opened) in byName)
        {
            foreach (string tensor in opened.Tensors.Select(entry => entry.Name))
            {
                if (!seen.TryAdd(tensor, file)) yield return $"{Excerpt.Of(tensor)} is in {seen[tensor]} and in {file}.";
                else if (!index.FileOf.ContainsKey(tensor)) yield return $"{file} has {Excerpt.Of(tensor)}, which the index does not name.";
            }
        }
        if (index.TotalSize is { } total && files.Count == index.FileOf.Values.Distinct().Count() && total != bytes)
            yield return Invariant($"The index says that total_size is {total}, and the tensors have {bytes} bytes.");
    }
}

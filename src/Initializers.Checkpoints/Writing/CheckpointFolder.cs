using System.Text.RegularExpressions;

namespace Initializers.Checkpoints;

/// <summary>The folder of a checkpoint, in which a new one takes the place of an earlier one.</summary>
internal static partial class CheckpointFolder
{
    /// <summary>
    /// Gives files their names. The index of an earlier checkpoint goes first and the new one comes last, so that no index ever names files
    /// of two checkpoints; what else is left of the earlier one goes too, since readers might prefer it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">All files of the new checkpoint, of which an index is the last.</param>
    public static void Replace(string folder, IReadOnlyList<UnfinishedFile> files)
    {
        HashSet<string> names = [.. files.Select(file => Path.GetFileName(file.Path))];
        File.Delete(Path.Combine(folder, CheckpointIndex.Name));
        foreach (string earlier in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(earlier);
            if (NamePattern().IsMatch(name) && !names.Contains(name)) File.Delete(earlier);
        }
        foreach (UnfinishedFile file in files) file.Finish();
    }

    /// <summary>The names that huggingface_hub gives the files of a checkpoint, which it replaces in the same way.</summary>
    [GeneratedRegex(@"^model(-\d{5}-of-\d{5})?\.safetensors$")]
    private static partial Regex NamePattern();
}

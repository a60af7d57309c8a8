using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>
/// Writes files that are complete or are not there: under a name beside the file that no reader takes for it, flushed to the disk, and then
/// renamed.
/// </summary>
internal static class AtomicFile
{
    /// <summary>How the names of unfinished files end.</summary>
    public const string Ending = ".unfinished";

    /// <summary>Writes a file, over an earlier one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Its length, which is reserved, so that a full disk is noticed at once where the file system can tell.</param>
    /// <param name="write">Writes all of it.</param>
    /// <exception cref="IOException">The disk is full: nothing is left of the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static void Write(string path, long length, Action<SafeFileHandle> write)
    {
        string unfinished = Invariant($"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}{Ending}");
        try
        {
            using (SafeFileHandle file = File.OpenHandle(
                unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length))
            {
                write(file);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}

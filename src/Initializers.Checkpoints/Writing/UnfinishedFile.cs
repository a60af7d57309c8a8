using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>
/// A file that has been written, under a name beside its own that no reader takes for it, and flushed to the disk. It gets its name by
/// <see cref="Finish"/>, and is removed otherwise.
/// </summary>
internal sealed class UnfinishedFile : IDisposable
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The name that it is to have.</param>
    /// <param name="length">Its length, which is reserved, so that a full disk is noticed at once where the file system can tell.</param>
    /// <param name="write">Writes all of it.</param>
    /// <exception cref="IOException">The disk is full: nothing is left of the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public UnfinishedFile(string path, long length, Action<SafeFileHandle> write)
    {
        (Path, Length, UnfinishedPath) = (path, length, Invariant($"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.unfinished"));
        try
        {
            using SafeFileHandle file = File.OpenHandle(
                UnfinishedPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length);
            write(file);
            RandomAccess.FlushToDisk(file);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name that it is to have.</summary>
    public string Path { get; }

    /// <summary>Its length.</summary>
    public long Length { get; }

    /// <summary>The name that it has until then.</summary>
    public string UnfinishedPath { get; }

    /// <summary>Gives the file its name, in place of an earlier one.</summary>
    public void Finish() => File.Move(UnfinishedPath, Path, overwrite: true);

    /// <summary>Removes the file, unless it has its name.</summary>
    public void Dispose() => File.Delete(UnfinishedPath);
}

namespace Initializers.Checkpoints;

/// <summary>A file of no bytes, or what is no file, such as a pipe: opening that waits for whoever writes to it.</summary>
internal static class EmptyFile
{
    /// <summary>Whether there is such a one; not if there is nothing, or a folder.</summary>
    public static bool IsAt(string path) => new FileInfo(path) is { Exists: true, Length: 0 };
}

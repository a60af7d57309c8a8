using System.Security.Cryptography;

namespace Initializers.Tests.Support;

/// <summary>A folder of its own, which goes with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("initializers-").FullName;

    /// <summary>Writes a file into it.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The names of the files in a folder, and what is in them, as hashes.</summary>
    public static IReadOnlyDictionary<string, string> ContentsOf(string folder) => Directory.EnumerateFiles(folder).ToDictionary(
        path => System.IO.Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    /// <summary>Those of this folder.</summary>
    public IReadOnlyDictionary<string, string> Contents => ContentsOf(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

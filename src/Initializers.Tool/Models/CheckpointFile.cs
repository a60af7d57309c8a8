using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>A checkpoint that an argument names.</summary>
internal static class CheckpointFile
{
    /// <summary>What the argument may be, for help.</summary>
    public const string Description = "A safetensors file, an index that ends in .index.json, or a folder with one of them.";

    /// <summary>Opens it.</summary>
    /// <exception cref="CallException">There is none, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Checkpoint Open(string argument, string path) => Read(argument, path, Checkpoint.Open);

    /// <summary>Does something with its path.</summary>
    /// <exception cref="CallException">There is none, or it cannot be read.</exception>
    public static T Read<T>(string argument, string path, Func<string, T> read) => path.Length == 0
        ? throw new CallException($"{argument} must be named, but was empty.")
        : InputFile.Open(argument, () => read(path));
}

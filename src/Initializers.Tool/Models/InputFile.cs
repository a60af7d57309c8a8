namespace Initializers.Tool;

/// <summary>Files that arguments name.</summary>
internal static class InputFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="argument">The argument or option that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CallException">The file cannot be read.</exception>
    public static string Read(string argument, string path) => Open(argument, () => File.ReadAllText(path));

    /// <summary>What opens a file.</summary>
    /// <exception cref="CallException">The file cannot be read.</exception>
    public static T Open<T>(string argument, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (IsOfPath(failure))
        {
            throw new CallException($"{argument} must be a file that can be read: {Reason(failure)}");
        }
    }

    /// <summary>Whether a path is wrong, and not the disk.</summary>
    public static bool IsOfPath(Exception failure) => failure is FileNotFoundException or DirectoryNotFoundException
        or PathTooLongException or UnauthorizedAccessException or ArgumentException;

    /// <summary>What is wrong with a file, or with its path.</summary>
    public static string Reason(Exception failure) =>
        failure is ArgumentException refusal ? CallerNames.Sentence(refusal) : failure.Message;
}

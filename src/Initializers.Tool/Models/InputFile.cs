using System.Text;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Files that arguments name.</summary>
internal static class InputFile
{
    /// <summary>The most characters of a text: names and shapes of a million parameters.</summary>
    private const int Most = 1 << 26;

    /// <summary>The text of a file, which need not have an end.</summary>
    /// <param name="argument">The argument or option that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CallException">The file cannot be read, or is too long.</exception>
    public static string Read(string argument, string path)
    {
        using StreamReader reader = Open(argument, () => new StreamReader(path));
        var text = new StringBuilder();
        var chunk = new char[1 << 16];
        for (int read; (read = reader.Read(chunk)) > 0;)
        {
            text.Append(chunk.AsSpan(0, read));
            if (text.Length > Most)
                throw new CallException(Invariant($"{argument} must have at most {Most:N0} characters, but {path} has more."));
        }
        return text.ToString();
    }

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

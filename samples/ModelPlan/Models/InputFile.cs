namespace PlannedModels;

/// <summary>Files that options name.</summary>
public static class InputFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CallException">The file cannot be read.</exception>
    public static string Read(string option, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CallException($"{option} must be a file that can be read: {exception.Message}");
        }
    }
}

namespace Initializers.Tool;

/// <summary>What the program returns.</summary>
internal static class ExitCode
{
    /// <summary>The work is done, and the answer is yes where there is a question.</summary>
    public const int Done = 0;

    /// <summary>The answer is no, or the work failed: a plan that does not fit, a damaged file, a full disk.</summary>
    public const int No = 1;

    /// <summary>The call is wrong: its arguments, or a file that they name, which does not exist or is not a plan.</summary>
    public const int WrongCall = 2;

    /// <summary>Ctrl+C, as shells say it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;
}

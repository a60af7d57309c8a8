using System.CommandLine;

namespace Initializers.Tool;

/// <summary>A command: its options are its fields, and what it does is <see cref="Run"/>.</summary>
internal abstract class ToolCommand : Command
{
    /// <summary>A command.</summary>
    /// <param name="screen">What it writes to.</param>
    /// <param name="name">What users type.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="examples">Calls for the help, without the name of the program.</param>
    protected ToolCommand(Screen screen, string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        (Screen, Examples) = (screen, examples);
        SetAction(Run);
    }

    /// <summary>Calls for the help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>What it writes to.</summary>
    protected Screen Screen { get; }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="CallException">The call is wrong.</exception>
    protected abstract int Run(ParseResult arguments);

    /// <summary>The option for JSON instead of text.</summary>
    protected static Option<bool> JsonOption() => new("--json") { Description = "Writes JSON." };
}

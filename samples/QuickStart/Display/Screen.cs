using Spectre.Console;

namespace QuickStart;

/// <summary>Where the program writes.</summary>
public static class Screen
{
    private const int PlainWidth = 100;

    /// <summary>The terminal; where the output is redirected, plain text.</summary>
    public static IAnsiConsole Open() => Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console;

    /// <summary>Text that is the same wherever it goes: no colours, nothing live, lines of one width.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}

using Spectre.Console;

namespace QuickStart;

/// <summary>The console to which the program writes.</summary>
public static class Screen
{
    private const int PlainWidth = 100;

    /// <summary>The terminal, or plain text if the output is redirected.</summary>
    public static IAnsiConsole Open() => Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console;

    /// <summary>Plain text that is the same everywhere: without colours or live updates, and with a fixed width.</summary>
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

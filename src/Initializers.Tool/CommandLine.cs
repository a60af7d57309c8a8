using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Globalization;

namespace Initializers.Tool;

/// <summary>The command line: all commands, and what becomes of a call that is wrong or fails.</summary>
internal static class CommandLine
{
    /// <summary>The name that users type.</summary>
    public const string Name = "initializers";

    private const string Suggest = "[suggest";

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments behind the name of the program.</param>
    /// <param name="screen">What is written to.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Screen screen)
    {
        try
        {
            int code = arguments is [var first, ..] && first.StartsWith(Suggest, StringComparison.Ordinal)
                ? Complete(arguments, screen) : Invoke(arguments, screen);
            screen.Flush();
            return code;
        }
        catch (CallException refusal)
        {
            return screen.Refuse(refusal.Message, ExitCode.WrongCall);
        }
        catch (OperationCanceledException)
        {
            return screen.Refuse("stopped", Interruption.ExitCode);
        }
        catch (OutOfMemoryException)
        {
            return screen.Refuse("there is not enough memory for the largest parameter as a whole.", ExitCode.No);
        }
        catch (Exception failure) when (
            failure is PlanException or InvalidDataException or NotSupportedException or IOException or UnauthorizedAccessException
                or TimeoutException)
        {
            return screen.Refuse(failure.Message, ExitCode.No);
        }
    }

    private static int Invoke(string[] arguments, Screen screen)
    {
        if (arguments is ["help", .. var command]) arguments = [.. command, "--help"];
        (Command root, Option[] answers) = Create(screen);
        ParseResult parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        bool isAnswered = Array.Exists(answers, option => parsed.GetResult(option) is not null) && !Faults.IsOfNoCommand(parsed);
        if (!isAnswered && Faults.Of(parsed) is { } fault) throw new CallException(fault);
        return parsed.Invoke(new()
        {
            Output = screen.Output,
            Error = screen.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Ctrl+C ends the program at once, unless a command takes it
        });
    }

    /// <summary>The commands, and the options that answer by themselves, whatever else is there.</summary>
    private static (Command Root, Option[] Answers) Create(Screen screen)
    {
        HelpOption help = new("--help", "-h") { Description = "Shows help and examples." };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        VersionOption version = new() { Description = "Shows the version." };
        Command root = new(Name, "Initial weights of neural networks: dry runs of plans, checkpoints, gains of activations.")
        {
            new PlanCommand(screen), new FillCommand(screen), new CheckCommand(screen), new ReportCommand(screen),
            new DiffCommand(screen), new HashCommand(screen), new ShapesCommand(screen), new TryCommand(screen),
            new PresetsCommand(screen), new GainCommand(screen), new CompletionCommand(screen),
            help, version,
        };
        root.SetAction(parsed => root.Parse("--help").Invoke(parsed.InvocationConfiguration));
        return (root, [help, version]);
    }

    /// <summary>
    /// What may come next, a line each: <c>[suggest:17] "initializers plan gp"</c>, with the place of the cursor, as dotnet-suggest and the
    /// scripts of <see cref="CompletionCommand"/> ask.
    /// </summary>
    private static int Complete(string[] arguments, Screen screen)
    {
        string line = arguments is [_, var text, ..] ? text : "";
        int cursor = int.TryParse(arguments[0][Suggest.Length..].Trim(':', ']'), CultureInfo.InvariantCulture, out int place)
            ? Math.Clamp(place, 0, line.Length) : line.Length;
        ParseResult parsed = Create(screen).Root.Parse(line[..cursor]);
        foreach (CompletionItem item in parsed.GetCompletions(cursor)) screen.WriteLine(item.InsertText ?? item.Label);
        return ExitCode.Done;
    }
}

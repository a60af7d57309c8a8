using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Initializers.Tool;

/// <summary>The help of a command with examples behind it; of the program, with what it returns.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] OfAll =
    [
        "plan gpt2 --layers 2", "fill gpt2 --output gpt2", "check gpt2 --preset gpt2", "gain gelu", "presets --json", "fill --help",
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command as ToolCommand;
        output.WriteLine("Examples:");
        foreach (string example in command?.Examples ?? OfAll) output.WriteLine($"  {CommandLine.Name} {example}");
        output.WriteLine();
        if (command is not null) return code;
        output.WriteLine("Returns:");
        output.WriteLine($"  {ExitCode.Done}    done");
        output.WriteLine($"  {ExitCode.No}    the answer is no, or the work failed: a plan that does not fit, a damaged file");
        output.WriteLine($"  {ExitCode.WrongCall}    the call is wrong: its arguments, or a file that they name, which is not there");
        output.WriteLine($"  {ExitCode.Interrupted}  Ctrl+C");
        output.WriteLine();
        output.WriteLine("Errors go to the standard error. Boxes and colours are for terminals; NO_COLOR switches colours off.");
        return code;
    }
}

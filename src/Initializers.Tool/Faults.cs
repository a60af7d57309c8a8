using System.CommandLine;
using System.CommandLine.Parsing;

namespace Initializers.Tool;

/// <summary>What is wrong with a call, in one line that names what was meant.</summary>
internal static class Faults
{
    /// <summary>The first fault; null if there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] unknown = [.. parsed.UnmatchedTokens, .. parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(token => token.StartsWith('-'))];
        if (unknown.FirstOrDefault(token => token.StartsWith('-')) is { } option)
        {
            IEnumerable<string> options = parsed.CommandResult.KnownOptions().Select(known => known.Name);
            return $"{Excerpt.Of(option)} is no option{NearOf(option, options)}; "
                + $"\"{parsed.CommandResult.Path()} --help\" shows all of them.";
        }
        if (unknown is [var first, ..])
            return command.Subcommands.Count > 0
                ? $"{Excerpt.Of(first)} is no command{NearOf(first, command.Subcommands.Select(known => known.Name))}; "
                    + $"\"{parsed.CommandResult.Path()} --help\" shows all of them."
                : $"{command.Name} takes no more than {Plural.Of(command.Arguments.Count, "argument")}, but {Excerpt.Join(unknown)} came "
                    + "behind it.";
        return parsed.Errors is [var error, ..] ? error.Message : null;
    }

    private static string NearOf(string name, IEnumerable<string> names) =>
        NameComparer.Nearest(name, names).FirstOrDefault() is { } near ? $"; did you mean {near}?" : "";

    /// <summary>The command as it is typed.</summary>
    private static string Path(this CommandResult result) =>
        result.Parent is CommandResult parent ? $"{parent.Path()} {result.Command.Name}" : result.Command.Name;

    /// <summary>The options of the command, and those of the commands above that are its own too.</summary>
    private static IEnumerable<Option> KnownOptions(this CommandResult result) => result.Parent is not CommandResult parent
        ? result.Command.Options : [.. result.Command.Options, .. parent.KnownOptions().Where(option => option.Recursive)];
}

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
        HashSet<string> literal = [.. parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)];
        string[] unknown = [.. parsed.UnmatchedTokens, .. parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(IsOption)];
        string seeHelp = $"\"{parsed.CommandResult.Path()} --help\" shows all of them.";
        if (unknown.FirstOrDefault(IsOption) is { } option)
        {
            IEnumerable<string> options = parsed.CommandResult.KnownOptions().Select(known => known.Name);
            return $"{Excerpt.Of(option)} is not an option{MeantBy(option, options)}; {seeHelp}";
        }
        if (unknown is [var first, ..])
            return command.Subcommands.Count > 0
                ? $"{Excerpt.Of(first)} is not a command{MeantBy(first, command.Subcommands.Select(known => known.Name))}; {seeHelp}"
                : $"{command.Name} takes {Plural.Of(command.Arguments.Count, "argument")}, but there was {Excerpt.Join(unknown)} too.";
        return Missing(parsed) ?? (parsed.Errors is [var error, ..] ? error.Message : null);

        bool IsOption(string token) => token.StartsWith('-') && !literal.Contains(token);
    }

    /// <summary>Whether a call asks for a command that there is not, of which nothing can be shown.</summary>
    public static bool IsOfNoCommand(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Any(token => !token.StartsWith('-'));

    /// <summary>The argument or the option that a call lacks.</summary>
    private static string? Missing(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string path = parsed.CommandResult.Path();
        if (command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } argument)
            return $"{command.Name} needs <{argument.HelpName ?? argument.Name}>; \"{path} --help\" shows examples.";
        Option? missing = command.Options
            .FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Tokens.Count: > 0 });
        return missing is null ? null : $"{command.Name} needs {missing.Name} <{missing.HelpName}>; \"{path} --help\" shows examples.";
    }

    private static string MeantBy(string name, IEnumerable<string> names) =>
        NameComparer.Likely(name, names).FirstOrDefault() is { } meant ? $"; did you mean {meant}?" : "";

    /// <summary>The command as it is typed.</summary>
    private static string Path(this CommandResult result) =>
        result.Parent is CommandResult parent ? $"{parent.Path()} {result.Command.Name}" : result.Command.Name;

    /// <summary>The options of the command, and those of the commands above that are its own too.</summary>
    private static IEnumerable<Option> KnownOptions(this CommandResult result) => result.Parent is not CommandResult parent
        ? result.Command.Options : [.. result.Command.Options, .. parent.KnownOptions().Where(option => option.Recursive)];
}

using System.CommandLine;
using System.CommandLine.Completions;

namespace Initializers.Tool;

/// <summary>Scripts by which shells complete commands, options, models and functions: they ask the program what may come next.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # for ~/.bashrc: eval "$(initializers completion bash)"
            _initializers() {
                local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD],,}" next
                COMPREPLY=()
                for next in $(initializers "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null); do
                    [[ ${next,,} == "$word"* ]] && COMPREPLY+=("$next")
                done
            }
            complete -o default -F _initializers initializers
            """,
        ["zsh"] = """
            # for ~/.zshrc, behind compinit: eval "$(initializers completion zsh)"
            _initializers() {
                local -a words_of_line
                words_of_line=("${(@f)$(initializers "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
                compadd -- $words_of_line || _files
            }
            compdef _initializers initializers
            """,
        ["fish"] = """
            # for ~/.config/fish/config.fish: initializers completion fish | source
            complete -c initializers -a '(initializers "[suggest:"(commandline -C)"]" (commandline -p) 2> /dev/null)'
            """,
        ["pwsh"] = """
            # for $PROFILE: initializers completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName initializers -ScriptBlock {
                param($word, $line, $cursor)
                initializers "[suggest:$cursor]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    private readonly Argument<string> _shell = new("shell")
    {
        HelpName = "bash|zsh|fish|pwsh",
        Description = "The shell; its script says where it belongs.",
    };

    public CompletionCommand(Screen screen) : base(
        screen, "completion", "Writes a script by which a shell completes commands, options and names.",
        "completion bash", "completion zsh", "completion fish", "completion pwsh")
    {
        _shell.CompletionSources.Add(_ => Scripts.Keys.Select(shell => new CompletionItem(shell)));
        Add(_shell);
    }

    protected override int Run(ParseResult arguments)
    {
        string shell = arguments.GetRequiredValue(_shell);
        if (!Scripts.TryGetValue(shell, out string? script))
            throw new CallException($"the shell must be one of {string.Join(", ", Scripts.Keys)}, but was {Excerpt.Of(shell)}.");
        foreach (string line in script.Split('\n')) Screen.WriteLine(line.TrimEnd('\r'));
        return ExitCode.Done;
    }
}

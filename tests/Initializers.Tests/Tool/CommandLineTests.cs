using System.Diagnostics;
using System.Xml.Linq;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

/// <summary>What holds for every command: help, version, refusals, completion, pipes, signals.</summary>
public class CommandLineTests
{
    private static readonly string[] Commands =
        ["plan", "fill", "check", "report", "diff", "hash", "shapes", "try", "presets", "gain", "completion"];

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_HasTheCommandsExamplesAndExitCodes(string arguments)
    {
        (int code, string output, string error) = ToolProcess.Run(arguments);
        (code, error).Should().Be((0, ""));
        foreach (string command in Commands) output.Should().MatchRegex($@"\n  {command}\b");
        output.Should().Contain("  initializers [command] [options]").And.Contain("\n  initializers plan gpt2 --layers 2")
            .And.MatchRegex(@"Returns:\r?\n  0    done\r?\n  1    .*\r?\n  2    .*\r?\n  130  ").And.Contain("NO_COLOR");
    }

    /// <summary>The examples of a command's help are calls that the command accepts.</summary>
    [Theory]
    [InlineData("plan", "<model>", "--layers", "--plan", "--preset", "--html", "--json")]
    [InlineData("try", "<model>", "--layers", "--plan", "--preset", "--seed", "--html", "--json")]
    [InlineData("presets", "--json")]
    [InlineData("gain", "<activation>", "--variance", "--json")]
    [InlineData("shapes", "<checkpoint>", "--json")]
    [InlineData("fill", "<model>", "--output", "--seed", "--type", "--shard-size", "--resume", "--overwrite", "--rank", "--size", "--json")]
    [InlineData("check", "<checkpoint>", "--plan", "--preset", "--layers", "--json")]
    [InlineData("report", "<checkpoint>", "--plan", "--preset", "--layers", "--output")]
    [InlineData("diff", "<first>", "<second>", "--json")]
    [InlineData("hash", "<model>", "--tensors", "--seed", "--type", "--json")]
    [InlineData("completion", "<bash|zsh|fish|pwsh>")]
    public void Help_OfACommand_ListsItsOptionsAndExamples(string command, params string[] options)
    {
        (int code, string output, string error) = ToolProcess.Run(command, "--help");
        (code, error).Should().Be((0, ""));
        output.Should().ContainAll(options).And.Contain($"Examples:{Environment.NewLine}  initializers {command}");
    }

    [Fact]
    public void Version_IsThatOfThePackages()
    {
        string version = XElement.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        ToolProcess.Run("--version").Should().Be((0, version + Environment.NewLine, ""));
    }

    [Theory]
    [InlineData("plann", "plann is not a command; did you mean plan?; \"initializers --help\" shows all of them.")]
    [InlineData("help plann", "plann is not a command; did you mean plan?; \"initializers --help\" shows all of them.")]
    [InlineData("plann --help", "plann is not a command; did you mean plan?; *")]
    [InlineData("shape x.safetensors", "shape is not a command; did you mean shapes?; *")]
    [InlineData("--jsno", "--jsno is not an option; \"initializers --help\" shows all of them.")]
    [InlineData("plan", "plan needs <model>; \"initializers plan --help\" shows examples.")]
    [InlineData("plan gpt2 --jsno", "--jsno is not an option; did you mean --json?; *")]
    [InlineData("hash gpt2 --rank 3", "--rank is not an option; \"initializers hash --help\" shows all of them.")]
    [InlineData("gtp2", "gtp2 is not a command; \"initializers --help\" shows all of them.")]
    [InlineData("presets extra", "*extra*")]
    [InlineData("completion tcsh", "*tcsh*")]
    [InlineData("plan @arguments.txt", "the model must be one that *, but was @arguments.txt.")]
    public void BadArguments_AreRefusedOnOneLine(string arguments, string message)
    {
        ToolProcess.Refusal(arguments.Split(' ')).Should().Match(message);
    }

    [Theory]
    [InlineData("initializers pla", "plan")]
    [InlineData("initializers plan gpt2 --lay", "--layers")]
    [InlineData("initializers plan gpt", "gpt2", "gpt2-openai")]
    [InlineData("initializers plan x.json --preset mixtr", "mixtral-8x7b", "mixtral-small", "Mixtral")]
    [InlineData("initializers gain swi", "SwiGLU", "Swish")]
    [InlineData("initializers completion z", "zsh")]
    public void Suggestions_AreWhatMayComeNext(string line, params string[] expected)
    {
        (int code, string output, string error) = ToolProcess.Run($"[suggest:{line.Length}]", line);
        (code, error).Should().Be((0, ""));
        output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().Contain(expected);
        ToolProcess.Run($"[suggest:{line.Length}]", line + " and what is behind the cursor").Output.Should().Be(output);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completion_OfAShell_IsAScriptThatAsksTheProgram(string shell)
    {
        (int code, string output, string error) = ToolProcess.Run("completion", shell);
        (code, error).Should().Be((0, ""));
        output.Should().StartWith("# for ").And.Contain($"initializers completion {shell}").And.Contain("initializers \"[suggest:");
    }

    [LinuxFact]
    public void Completion_OfBash_CompletesInBash()
    {
        string script = $$"""
            initializers() { "{{ToolProcess.Path}}" "$@"; }
            eval "$(initializers completion bash)"
            COMP_LINE="initializers plan gpt2-" COMP_WORDS=(initializers plan gpt2-) COMP_CWORD=2
            COMP_POINT=${#COMP_LINE}
            _initializers
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        ProcessStartInfo start = new("/bin/bash", ["--norc", "-c", script]) { RedirectStandardOutput = true };
        ToolProcess.SetRuntime(start);
        using Process bash = Process.Start(start)!;
        bash.StandardOutput.ReadToEnd().Should().Be("gpt2-openai\n");
    }

    /// <summary>A reader that has enough, as <c>head</c>, ends nothing with an error.</summary>
    [Fact]
    public void ClosedPipe_EndsQuietly()
    {
        using Process process = ToolProcess.Start("plan", "mixtral-8x7b", "--json"); // more than a pipe holds
        process.StandardOutput.ReadLine().Should().Be("{");
        process.StandardOutput.Close();
        process.StandardError.ReadToEnd().Should().BeEmpty();
        process.WaitForExit(ToolProcess.Patience).Should().BeTrue();
        process.ExitCode.Should().Be(0);
    }

    [LinuxFact]
    public void FullDisk_IsAnErrorWithoutAStackTrace()
    {
        ProcessStartInfo start =
            new("/bin/sh", ["-c", "exec \"$0\" presets > /dev/full", ToolProcess.Path]) { RedirectStandardError = true };
        ToolProcess.SetRuntime(start);
        using Process process = Process.Start(start)!;
        string[] error = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        process.ExitCode.Should().Be(1);
        error.Should().ContainSingle().Which.Should().Contain("No space left");
    }

    [Fact]
    public void Names_OfCommands_AreAllTested()
    {
        using StringWriter output = new();
        CommandLine.Run(["[suggest]", "initializers "], new Screen(output, output, false)).Should().Be(0);
        output.ToString().Split(Environment.NewLine).Where(name => name.Length > 0 && char.IsAsciiLetter(name[0]))
            .Should().BeEquivalentTo(Commands);
    }
}

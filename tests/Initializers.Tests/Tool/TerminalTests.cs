using System.Diagnostics;
using System.Runtime.Versioning;

namespace Initializers.Tests.Tool;

/// <summary>The program as a user at a terminal sees it; the pseudo-terminal is Linux's.</summary>
[SupportedOSPlatform("linux")]
public class TerminalTests
{
    private static readonly Dictionary<string, string> Xterm = new() { ["TERM"] = "xterm-256color" };

    [LinuxFact]
    public void Tables_OnATerminal_HaveBoxesAndFitIntoIt()
    {
        foreach (ushort columns in (ushort[])[120, 50])
        {
            (int code, string screen) = Run(columns, Xterm, "gain", "gelu");
            code.Should().Be(0);
            screen.Should().Contain("╭").And.Contain("\u001b[1m").And.Contain("GELU");
            string[] lines = [.. Plain(screen).Split('\n').Select(line => line.TrimEnd('\r'))];
            lines.Should().OnlyContain(line => line.Length <= columns).And.Contain(line => line.Length > columns / 2);
            lines.Should().HaveCountGreaterThan(columns == 50 ? 15 : 8, "cells wrap");
        }
    }

    /// <summary>Where there is no room for all columns, no name is broken.</summary>
    [LinuxFact]
    public void Tables_OnANarrowTerminal_ListTheirRows()
    {
        (int code, string screen) = Run(60, Xterm, "plan", "gpt2", "--layers", "1");
        code.Should().Be(0);
        string[] lines = [.. Plain(screen).Split('\n').Select(line => line.TrimEnd())];
        int at = Array.IndexOf(lines, "h.0.attn.c_attn.weight");
        lines[at + 1].Should().StartWith("    rule 2, shape [768, 2304] (in, out), blocks: 3,");
        int behind = Array.FindIndex(lines, line => line.Contains(" parameters, ", StringComparison.Ordinal));
        lines[..behind].Should().OnlyContain(line => line.Length <= 60).And.NotContain(line => line.Contains('╭'));
        Plain(Run(200, Xterm, "plan", "gpt2", "--layers", "1").Screen).Should().MatchRegex("│ h.0.attn.c_attn.weight +│");
    }

    [LinuxFact]
    public void Colours_AreNotThere_IfNoColorIsSet()
    {
        (int code, string screen) = Run(100, new Dictionary<string, string>(Xterm) { ["NO_COLOR"] = "1" }, "presets");
        code.Should().Be(0);
        screen.Should().Contain("╭").And.Contain("mixtral-8x7b").And.NotContain("\u001b[1m").And.NotMatchRegex("\u001b\\[[0-9;]*m");
    }

    [LinuxFact]
    public void DumbTerminal_HasPlainTables()
    {
        (int code, string screen) = Run(100, new Dictionary<string, string> { ["TERM"] = "dumb" }, "gain", "relu");
        code.Should().Be(0);
        screen.Should().StartWith("activation      ReLU\r\n").And.NotContain("╭").And.NotContain("\u001b[");
    }

    [LinuxFact]
    public void Json_OnATerminal_IsJson()
    {
        (int code, string screen) = Run(60, Xterm, "gain", "relu", "--json");
        code.Should().Be(0);
        System.Text.Json.JsonDocument.Parse(Plain(screen).Replace("\r", "")).RootElement.GetProperty("forward").GetDouble()
            .Should().Be(Math.Sqrt(2));
    }

    [LinuxFact]
    public void Try_OnATerminal_ShowsABar()
    {
        (int code, string screen) = Run(100, Xterm, "try", "mobilenet_v3_small");
        code.Should().Be(0);
        screen.Should().Contain("filling").And.Contain("100%").And.Contain("142 parameters are as planned");
        ShowsTheCursor(screen);
    }

    [LinuxFact]
    public void Fill_OnATerminal_ShowsBytes()
    {
        using var folder = new TemporaryFolder();
        (int code, string screen) = Run(100, Xterm, "fill", "mobilenet_v3_small", "-o", folder.Path);
        code.Should().Be(0);
        Plain(screen).Should().Contain("flushing to the disk").And.Contain("10 MB of 10 MB").And.Contain("1 file, F32, 10 MB in ");
        ShowsTheCursor(screen);
    }

    [LinuxFact]
    public void ControlC_WhileItWrites_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using PseudoTerminal terminal = new(100, Xterm, "fill", "llama-2-7b", "--layers", "4", "-o", folder.Path);
        terminal.PressControlC();
        (int code, string screen) = terminal.Finish();
        code.Should().Be(130);
        screen.Should().EndWith("stopped\r\n").And.NotContain("   at ");
        ShowsTheCursor(screen);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [LinuxFact]
    public void Terminate_WhileItWrites_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using Process process = ToolProcess.Start("fill", "llama-2-7b", "--layers", "4", "-o", folder.Path);
        SpinWait.SpinUntil(() => Directory.EnumerateFiles(folder.Path).Any(), ToolProcess.Patience).Should().BeTrue();
        using (var kill = Process.Start("kill", $"-TERM {process.Id}")) kill.WaitForExit();
        process.StandardError.ReadToEnd().Should().Be("stopped\n");
        process.WaitForExit();
        process.ExitCode.Should().Be(143);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [LinuxFact]
    public void ControlC_WhileItFills_EndsWith130AndACursor()
    {
        using PseudoTerminal terminal = new(100, Xterm, "try", "llama-3.2-1b", "--layers", "4");
        terminal.PressControlC();
        (int code, string screen) = terminal.Finish();
        code.Should().Be(130);
        screen.Should().EndWith("stopped\r\n").And.NotContain("as planned").And.NotContain("   at ");
        ShowsTheCursor(screen);
    }

    [SupportedOSPlatform("linux")]
    private static (int Code, string Screen) Run(ushort columns, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using PseudoTerminal terminal = new(columns, environment, arguments);
        return terminal.Finish();
    }

    /// <summary>A cursor that was hidden is shown again.</summary>
    private static void ShowsTheCursor(string screen) => screen.LastIndexOf("\u001b[?25h", StringComparison.Ordinal)
        .Should().BeGreaterThan(screen.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));

    /// <summary>The screen without escape sequences.</summary>
    private static string Plain(string screen) =>
        System.Text.RegularExpressions.Regex.Replace(screen, "\u001b(\\[[0-9;?]*[A-Za-z]|[=>])", "");
}

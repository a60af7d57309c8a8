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
    public void Fill_OnATerminal_ShowsABar()
    {
        (int code, string screen) = Run(100, Xterm, "try", "mobilenet_v3_small");
        code.Should().Be(0);
        screen.Should().Contain("filling").And.Contain("100%").And.Contain("142 parameters are as planned");
        ShowsTheCursor(screen);
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

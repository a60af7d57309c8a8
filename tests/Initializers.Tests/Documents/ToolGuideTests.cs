using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Initializers.Checkpoints;
using Initializers.Tests.Tool;

namespace Initializers.Tests.Documents;

/// <summary>What docs/tool.md and the tool's readme show is what the program prints; a line of dots stands for others.</summary>
public sealed partial class ToolGuideTests : IDisposable
{
    private static readonly string Guide = Repository.Read("docs", "tool.md");

    private readonly TemporaryFolder _folder = new();

    /// <summary>The calls and what they print.</summary>
    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (Match block in Console().Matches(Guide + Repository.Read("src", "Initializers.Tool", "README.md")))
                calls.Add(block.Groups["call"].Value, block.Groups["output"].Value);
            return calls;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Guide_ShowsCalls() => Calls.Should().HaveCountGreaterThanOrEqualTo(6);

    [Theory]
    [MemberData(nameof(Calls))]
    public void Output_IsThatOfTheProgram(string call, string expected)
    {
        WriteFiles();
        ProcessStartInfo start = ToolProcess.StartInfo(call.Split(' '));
        start.WorkingDirectory = _folder.Path;
        (int code, string output, string error) = ToolProcess.Run(start);
        (code, error).Should().Be((call.StartsWith("diff", StringComparison.Ordinal) ? 1 : 0, ""));
        string pattern = Regex.Escape(Untimed(expected)).Replace(@"\n\.\.\.\n", @"\n(.*\n)+?");
        Untimed(output.ReplaceLineEndings("\n")).Should().MatchRegex($"^{pattern}$");
    }

    /// <summary>The files of the guide, and the checkpoints that they make.</summary>
    private void WriteFiles()
    {
        foreach (Match file in JsonFile().Matches(Guide))
            File.WriteAllText(Path.Combine(_folder.Path, file.Groups["name"].Value), file.Groups["text"].Value);
        using var names = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "model.json")));
        ResolvedPlan plan = InitializationPlan.FromJson(File.ReadAllText(Path.Combine(_folder.Path, "plan.json")))
            .Resolve(names.RootElement.EnumerateObject().Select(one =>
                (one.Name, new TensorShape([.. one.Value.EnumerateArray().Select(dimension => dimension.GetInt64())]))));
        foreach ((string name, ulong seed) in (ReadOnlySpan<(string, ulong)>)[("checkpoint", 42), ("other", 43)])
            plan.Save(Path.Combine(_folder.Path, name), new PhiloxRandom(seed));
        File.Copy(Path.Combine(_folder.Path, "checkpoint", "model.safetensors"), Path.Combine(_folder.Path, "model.safetensors"));
    }

    /// <summary>The output without times and sizes, which every run has its own of.</summary>
    private static string Untimed(string output) => Timed().Replace(output, line => Regex.Replace(line.Value, @"[\d.,]+", "#"));

    [GeneratedRegex(@"```console\n\$ initializers (?<call>[^\n]+)\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex(@"`(?<name>\w+\.json)`:\n\n```json\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonFile();

    [GeneratedRegex(@"^(filled|checked|memory|\d+ files?, ).*$", RegexOptions.Multiline)]
    private static partial Regex Timed();
}

using System.Text.RegularExpressions;
using Initializers.Tests.Support;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>The code of docs/torchsharp.md is code that runs here.</summary>
public partial class TorchSharpPageTests
{
    [Fact]
    public void CodeBlocksStandInTestedCodeLineForLine()
    {
        string source = Unindented(Repository.Read("tests", "Initializers.TorchSharp.Tests", "Documents", "TorchSharpSnippets.cs"));
        string[] blocks = [.. CSharpBlock().Matches(Repository.Read("docs", "torchsharp.md")).Select(match => match.Groups[1].Value)];
        blocks.Should().HaveCount(4);
        foreach (string block in blocks) source.Should().Contain(Unindented(block));
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}

using System.Text.RegularExpressions;

namespace Initializers.Tests.Documents;

/// <summary>The code of README.md, of the guides and of the packages' readmes compiles and runs; their links resolve.</summary>
public partial class ReadMeTests
{
    private static readonly string ReadMe = Repository.Read("README.md");

    /// <summary>The readmes and the guides whose every line of code is tested; the tests of TorchSharp hold its own.</summary>
    private static readonly string Pages = string.Join('\n',
    [
        ReadMe,
        .. ((string[])["index", "getting-started", "choosing", "shapes", "reproducibility", "from-python", "signals", "scale"])
            .Select(page => Repository.Read("docs", $"{page}.md")),
        Repository.Read("docs", "planning.md").Split("## Parallel layouts")[1].Split("\n## ")[0],
        .. PackageReadMeTests.ReadMes.Select(readMe => Repository.Read("src", readMe, "README.md")),
    ]);

    private static readonly string[] Sources =
    [
        Repository.Read("tests", "Initializers.Tests", "Documents", "ReadMeSnippets.cs"),
        Repository.Read("tests", "Initializers.TorchSharp.Tests", "Documents", "TorchSharpSnippets.cs"), // run there
        .. ((string[])["samples", "src/Initializers.Templates"])
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText),
    ];

    [Fact]
    public void CodeBlocks_OfCSharp_StandInCompiledCodeLineForLine()
    {
        string[] blocks = [.. CSharpBlock().Matches(Pages).Select(match => match.Groups[1].Value)];
        blocks.Should().NotBeEmpty();
        foreach (string block in blocks)
            Sources.Should().Contain(source => Unindented(source).Contains(Unindented(block)),
                "this block of the README or a guide must be code that is tested:\n{0}", block);
    }

    [Fact]
    public void Expressions_InTablesAndText_StandInCompiledCode()
    {
        string[] expressions = [.. InlineCode().Matches(CodeBlock().Replace(Pages, ""))
            .Select(match => match.Groups[1].Value).Where(IsOurs)];
        expressions.Should().HaveCountGreaterThan(30);
        foreach (string expression in expressions)
            Array.Exists(Sources[..2], source => source.Contains(expression.Replace("...)", ""))).Should().BeTrue(
                "`{0}` in the README or a guide must be code that is tested", expression);
    }

    [Fact]
    public void Links_ToFiles_LeadToFiles()
    {
        foreach (string file in (string[])["README.md", "CONTRIBUTING.md",
            "CHANGELOG.md", .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md")])
        {
            string folder = Path.GetDirectoryName(Repository.PathOf(file))!;
            foreach (string link in Link().Matches(File.ReadAllText(Repository.PathOf(file)))
                .Select(match => match.Groups[1].Value)
                .Where(link => !link.Contains("://") && !link.StartsWith("xref:", StringComparison.Ordinal))) // docfx checks the reference
                Path.Exists(Path.Combine(folder, link)).Should().BeTrue($"{file} links to {link}");
        }
    }

    [Fact]
    public void TheReadMe_IsReadInAMinute() => ReadMe.Split('\n').Length.Should().BeLessThanOrEqualTo(150);

    [Fact]
    public void TestCommand_OfTheReadMe_IsWhatCIRuns()
    {
        string command = Regex.Match(ReadMe, @"^(dotnet test[^#\n]*)", RegexOptions.Multiline).Groups[1].Value.Trim();
        command.Should().NotBeEmpty();
        Repository.Read(".ci", "run").Should().Contain(command);
    }

    private static bool IsOurs(string code) => Regex.IsMatch(
        code, @"^(\w*Init\.\w+\(|TensorShape\.\w+\(|new (TensorShape|WeightLayout|PhiloxRandom|DotNetRandom|SequenceRandom)\()");

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)#\s]+)\)")]
    private static partial Regex Link();
}

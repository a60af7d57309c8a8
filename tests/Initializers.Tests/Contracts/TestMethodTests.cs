using System.Reflection;
using System.Text.RegularExpressions;

namespace Initializers.Tests.Contracts;

/// <summary>
/// Every test runs to its end: cases that do not apply are excluded from a theory's data, since a return before the assertions would
/// count as a success.
/// </summary>
public partial class TestMethodTests
{
    [Fact]
    public void NoTest_ReturnsBeforeItsEnd()
    {
        string[] sources = [.. Sources().Select(File.ReadAllText)];
        sources.SelectMany(Returning).Should().BeEmpty("their cases are filtered in MemberData, or skipped by an attribute that says so");
        int methods = GetType().Assembly.GetTypes()
            .Sum(type => type.GetMethods().Count(method => method.DeclaringType == type && method.IsDefined(typeof(FactAttribute))));
        sources.Sum(source => Test().Count(source)).Should().Be(methods, "the pattern matches every test");
    }

    [Theory]
    [InlineData("if (size == 1) return;")]
    [InlineData("if (size == 1)\n        {\n            return;\n        }")]
    public void Returning_ATestWithAReturn_IsFound(string line)
    {
        string body = $"    {{\n        {line}\n        size.Should().Be(1);\n    }}\n";
        string test = "    [Theory]\n    [InlineData(1)]\n    public void A_B_C(int size)\n" + body;
        Returning(test).Should().Equal("A_B_C");
        string helper = $"    private static void D(int size)\n    {{\n        {line}\n    }}\n";
        Returning($"{test.Replace(line, "size++;", StringComparison.Ordinal)}\n{helper}").Should().BeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("tests", "Initializers.Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    /// <summary>The tests that contain a return statement.</summary>
    private static IEnumerable<string> Returning(string source) =>
        Test().Matches(source.ReplaceLineEndings("\n"))
            .Where(test => Return().IsMatch(test.Groups["body"].Value)).Select(test => test.Groups["name"].Value);

    /// <summary>The attributes, the signature and, unless it is an expression, the body, up to its closing brace.</summary>
    [GeneratedRegex(
        """
        ^(?<indent>[ ]+)\[\w*(?:Fact|Theory)\b[^\n]*\n
        (?:\k<indent>[ \[][^\n]*\n)*
        \k<indent>public[ ][^\n(]*[ ](?<name>\w+)\([^\n]*\n
        (?:\k<indent>[ ][^\n]*\n)*
        (?:\k<indent>\{\n(?<body>.*?)^\k<indent>\})?
        """,
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Test();

    [GeneratedRegex(@"\breturn;")]
    private static partial Regex Return();
}

using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Initializers.Tests.Documents;

/// <summary>An example in the documentation of a public member, as IntelliSense and the reference show it.</summary>
/// <param name="Member">The member by its id, such as <c>T:Initializers.Init</c>.</param>
/// <param name="Code">The lines of the example.</param>
internal sealed partial record DocumentedExample(string Member, IReadOnlyList<string> Code)
{
    /// <summary>The text that a call of <c>Console.WriteLine</c> is followed by: what it writes, in its order; null for none.</summary>
    public IEnumerable<string?> Written => Code.Where(line => line.Contains("Console.WriteLine(", StringComparison.Ordinal))
        .Select(line => WrittenPattern().Match(line) is { Success: true } match ? match.Groups[1].Value : null);

    /// <summary>The statements, and the types that stand behind them.</summary>
    public (IEnumerable<string> Statements, IEnumerable<string> Types) Parts
    {
        get
        {
            int types = Code.TakeWhile(line => !TypePattern().IsMatch(line)).Count();
            return (Code.Take(types), Code.Skip(types));
        }
    }

    /// <summary>All examples in the documentation file of an assembly.</summary>
    public static IEnumerable<DocumentedExample> Of(Assembly assembly) =>
        from member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        from example in member.Elements("example")
        from code in example.Elements("code")
        select new DocumentedExample(member.Attribute("name")!.Value, Lines(code.Value));

    /// <summary>The lines without the indentation of the file.</summary>
    private static string[] Lines(string code)
    {
        string[] lines = [.. code.Split('\n').Select(line => line.TrimEnd())];
        string[] filled = [.. lines.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse()];
        int indentation = filled.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. filled.Select(line => line.Length == 0 ? "" : line[indentation..])];
    }

    [GeneratedRegex(@"\);\s+// (.*)$")]
    private static partial Regex WrittenPattern();

    [GeneratedRegex(@"^(public |internal |sealed |abstract |readonly )*(class|record|struct|interface) ")]
    private static partial Regex TypePattern();
}

using System.Text.RegularExpressions;

namespace Initializers.Benchmarks.Compare;

/// <summary>
/// A Markdown document with generated parts, each between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.
/// </summary>
public static class Document
{
    /// <summary>Replaces a generated part.</summary>
    /// <exception cref="InvalidOperationException">The document has no such part.</exception>
    public static void Write(string path, string part, string text)
    {
        string document = File.ReadAllText(path);
        var marks = new Regex($"(<!-- {part} -->\n).*?(<!-- /{part} -->)", RegexOptions.Singleline);
        if (!marks.IsMatch(document)) throw new InvalidOperationException($"{path} must have a part \"{part}\", but has none.");
        File.WriteAllText(path, marks.Replace(document, match => $"{match.Groups[1].Value}\n{text.Trim()}\n\n{match.Groups[2].Value}"));
    }
}

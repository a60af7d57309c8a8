using System.Text.RegularExpressions;

namespace Initializers.Benchmarks.Compare;

/// <summary>
/// A document in Markdown with parts that a program writes: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.
/// </summary>
public static class Document
{
    /// <summary>Writes a part anew.</summary>
    /// <exception cref="InvalidOperationException">The document has no such part.</exception>
    public static void Write(string path, string part, string text)
    {
        string document = File.ReadAllText(path);
        var marks = new Regex($"(<!-- {part} -->\n).*?(<!-- /{part} -->)", RegexOptions.Singleline);
        if (!marks.IsMatch(document)) throw new InvalidOperationException($"{path} has no part \"{part}\".");
        File.WriteAllText(path, marks.Replace(document, match => $"{match.Groups[1].Value}\n{text.Trim()}\n\n{match.Groups[2].Value}"));
    }
}

using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Initializers.Diagnostics;

/// <summary>XML as text, identical on all platforms.</summary>
internal static class Markup
{
    private static readonly XmlWriterSettings Settings =
        new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true };

    public static string Text(XElement element)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Settings)) element.WriteTo(writer);
        return text.Append('\n').ToString();
    }

    /// <summary>Replaces characters that XML cannot represent, such as control characters, by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    public static void Save(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text);
    }
}

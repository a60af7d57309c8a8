using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>Approximate widths of texts, since the reader's font is not known, and lines that fit.</summary>
internal static class TextLayout
{
    public const double LineHeight = 15;

    /// <summary>
    /// System fonts are taken to be 16 % wider than Arial, whose widths of Latin letters are known; a point is 96 / 72 pixels.
    /// </summary>
    private const double Wider = 1.16 * 96 / 72;

    public static double Width(string text, double size = Chart.FontSize, double weight = FontWeights.Normal) =>
        Wider * new PdfRenderContext(1, 1, OxyColors.Undefined).MeasureText(
            string.Concat(text.Select(letter => letter < 256 ? letter : '0')), "Arial", size, weight).Width;

    /// <summary>Breaks a text into lines of at most the given width; single words that are wider are cut.</summary>
    public static string[] Wrap(string text, double width, double size = Chart.FontSize, double weight = FontWeights.Normal)
    {
        var lines = new List<string> { "" };
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (lines[^1].Length == 0 || Width(longer, size, weight) <= width) lines[^1] = longer;
            else lines.Add(word);
        }
        return [.. lines.Select(line => Cut(line, width, size, weight))];
    }

    /// <summary>Shortens a text to the given width, with an ellipsis.</summary>
    public static string Cut(string text, double width, double size = Chart.FontSize, double weight = FontWeights.Normal)
    {
        if (Width(text, size, weight) <= width) return text;
        int length = 0;
        for (int longer = text.Length; length < longer;)
        {
            int middle = (length + longer + 1) / 2;
            if (Width(text[..middle] + "…", size, weight) <= width) length = middle;
            else longer = middle - 1;
        }
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }
}

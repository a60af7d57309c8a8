using OxyPlot;

namespace Initializers.Diagnostics;

/// <summary>How wide texts are, about: the reader's font is not known.</summary>
internal static class Lettering
{
    /// <summary>Fonts of systems are wider than Arial, whose widths are known.</summary>
    private const double Wider = 1.16;

    public static double Width(string text, double size = Chart.FontSize, double weight = FontWeights.Normal) =>
        Wider * new PdfRenderContext(1, 1, OxyColors.Undefined).MeasureText(text, "Arial", size, weight).Width;

    /// <summary>The text in lines that are no wider, unless a single word is.</summary>
    public static string[] Wrap(string text, double width, double size = Chart.FontSize, double weight = FontWeights.Normal)
    {
        var lines = new List<string> { "" };
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (lines[^1].Length == 0 || Width(longer, size, weight) <= width) lines[^1] = longer;
            else lines.Add(word);
        }
        return [.. lines];
    }
}

using static System.FormattableString;

namespace Initializers;

/// <summary>A text that is read, and how it is refused.</summary>
/// <param name="text">The text.</param>
/// <param name="parameter">The parameter of the caller that it came in.</param>
internal sealed class TextSource(string text, string parameter)
{
    /// <summary>The letters that an excerpt shows before the place of a fault.</summary>
    private const int Before = 40;

    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>Reads the text; refusals become those of the parameter.</summary>
    /// <exception cref="ArgumentException">The text is not what is read.</exception>
    public T Read<T>(Func<TextSource, TextNode, T> build)
    {
        try
        {
            return build(this, TextParser.Parse(this));
        }
        catch (FormatException refusal)
        {
            throw new ArgumentException(refusal.Message, parameter, refusal);
        }
    }

    /// <summary>The refusal of what stands at a place: <c>text must have a number for gain at character 14, but had "big"</c>.</summary>
    /// <param name="start">The place of the first letter, counted from 0.</param>
    /// <param name="end">The place behind the last letter.</param>
    /// <param name="required">What should be there.</param>
    public FormatException Refused(int start, int end, string required)
    {
        string actual = start >= text.Length ? "nothing more" : $"\"{Excerpt.Of(text[start..Math.Max(start + 1, end)], Before)}\"";
        return new(
            Invariant($"{parameter} must have {required} at character {start}, but had {actual} in {Around(start)}."));
    }

    /// <inheritdoc cref="Refused(int, int, string)"/>
    public FormatException Refused(TextNode node, string required) => Refused(node.Start, node.End, required);

    /// <summary>The refusal of a call whose arguments are refused by what it calls.</summary>
    public FormatException Refused(TextNode call, ArgumentException refusal) => new(
        Invariant($"{parameter} must have a valid call at character {call.Start}, but of \"{Excerpt.Of(text[call.Start..call.End])}\" ")
        + CallerNames.Sentence(refusal),
        refusal);

    /// <summary>The refusal of a text that is too long.</summary>
    public FormatException TooLong(int most) => new(
        Invariant($"{parameter} must have at most {most} characters, but had {text.Length}."));

    /// <summary>The text, or the part of it about a place.</summary>
    private string Around(int place)
    {
        int start = text.Length <= Excerpt.Length ? 0 : Math.Max(0, Math.Min(place, text.Length) - Before);
        return $"\"{(start > 0 ? "..." : "")}{Excerpt.Of(text[start..])}\"";
    }
}

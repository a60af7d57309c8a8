namespace Initializers;

/// <summary>Excerpts of the caller's text for messages.</summary>
internal static class Excerpt
{
    /// <summary>The default length of an excerpt.</summary>
    public const int Length = 100;

    /// <summary>Returns the text, or its beginning and "..." if it is longer; control characters as escapes.</summary>
    public static string Of(string text, int length = Length) =>
        Visible(text.Length <= length ? text : $"{text.AsSpan(0, length)}...");

    /// <summary>The text with control characters as escapes: names come from files that may be hostile to a terminal or a log.</summary>
    public static string Visible(string text) => !text.Any(char.IsControl) ? text
        : string.Concat(text.Select(letter => char.IsControl(letter) ? FormattableString.Invariant($"\\u{(int)letter:x4}") : $"{letter}"));

    /// <summary>Returns excerpts of texts, separated by commas.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => Of(text)));
}

namespace Initializers;

/// <summary>Excerpts of the caller's text for messages.</summary>
internal static class Excerpt
{
    /// <summary>The default length of an excerpt.</summary>
    public const int Length = 100;

    /// <summary>Returns the text, or its beginning and "..." if it is longer.</summary>
    public static string Of(string text, int length = Length) => text.Length <= length ? text : $"{text.AsSpan(0, length)}...";

    /// <summary>Returns excerpts of texts, separated by commas.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => Of(text)));
}

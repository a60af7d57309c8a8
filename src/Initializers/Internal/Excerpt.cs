namespace Initializers;

/// <summary>Text of the caller's, as messages quote it.</summary>
internal static class Excerpt
{
    /// <summary>The default length.</summary>
    public const int Length = 100;

    /// <summary>The text, or its beginning and "..." where it is longer.</summary>
    public static string Of(string text, int length = Length) => text.Length <= length ? text : $"{text.AsSpan(0, length)}...";
}

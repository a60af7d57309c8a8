namespace Initializers.Frameworks;

/// <summary>What a refusal shows of a text that the user gave.</summary>
internal static class Echo
{
    /// <summary>The text, or its beginning.</summary>
    public static string Cut(string text, int longest = 60) => text.Length <= longest ? text : $"{text[..longest]}...";
}

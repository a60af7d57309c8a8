namespace Initializers;

/// <summary>Spans of words as sets of bits.</summary>
internal static class Bits
{
    private const int OfWord = 64;

    /// <summary>The words that so many bits need.</summary>
    public static int WordsFor(long bits) => checked((int)((bits + OfWord - 1) / OfWord));

    public static bool IsSet(this ReadOnlySpan<ulong> words, long bit) => (words[(int)(bit / OfWord)] >> (int)(bit % OfWord) & 1) != 0;

    public static bool IsSet(this Span<ulong> words, long bit) => ((ReadOnlySpan<ulong>)words).IsSet(bit);

    public static void Set(this Span<ulong> words, long bit) => words[(int)(bit / OfWord)] |= 1ul << (int)(bit % OfWord);
}

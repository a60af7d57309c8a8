namespace Initializers;

/// <summary>Sets of bits, stored in spans of 64-bit words.</summary>
internal static class Bits
{
    private const int BitsPerWord = 64;

    /// <summary>Returns the number of words that hold the given number of bits.</summary>
    public static int WordsFor(long bits) => checked((int)((bits + BitsPerWord - 1) / BitsPerWord));

    public static bool IsSet(this ReadOnlySpan<ulong> words, long bit) =>
        (words[(int)(bit / BitsPerWord)] >> (int)(bit % BitsPerWord) & 1) != 0;

    public static bool IsSet(this Span<ulong> words, long bit) => ((ReadOnlySpan<ulong>)words).IsSet(bit);

    public static void Set(this Span<ulong> words, long bit) => words[(int)(bit / BitsPerWord)] |= 1ul << (int)(bit % BitsPerWord);
}

namespace Initializers.Frameworks;

/// <summary>One of NumPy's bit generators, as a source of 32 and 64 bits and of doubles.</summary>
/// <remarks>Implemented by structs, so that fills are compiled for each of them without virtual calls.</remarks>
internal interface IBitGenerator<TSelf>
    where TSelf : struct, IBitGenerator<TSelf>
{
    /// <summary>The multiple of 2^-53 in [0, 1) that the generator makes of 64 bits.</summary>
    static abstract double ToDouble(ulong word);

    /// <summary>The words of the state.</summary>
    ulong[] Words { get; }

    /// <summary>The number of used words of the current block; 0 for generators without blocks.</summary>
    int Position { get; }

    /// <summary>The half of a word that is kept for the next 32 bits, or null.</summary>
    uint? KeptHalf { get; }

    /// <summary>The next 32 bits.</summary>
    uint Next32();

    /// <summary>The next 64 bits.</summary>
    ulong Next64();

    /// <summary>Fills with the next 64 bits, again and again.</summary>
    void Fill(Span<ulong> words);

    /// <summary>The generator's own word, as <c>random_raw</c> returns it.</summary>
    ulong NextRaw();

    /// <summary>Skips the given number of 32-bit words.</summary>
    void Skip32(ulong count);
}

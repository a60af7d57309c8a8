namespace Initializers.Frameworks;

/// <summary>A generator of NumPy's, as words of 32 and 64 bits and doubles of 53.</summary>
/// <remarks>Implemented by structures, so that fills are compiled for each and call nothing virtual on the way to a value.</remarks>
internal interface IBitGenerator
{
    /// <summary>The words of its state.</summary>
    ulong[] Words { get; }

    /// <summary>How many words of a block are used; 0 of a generator without blocks.</summary>
    int Position { get; }

    /// <summary>The half of a word that is kept for the next 32 bits; null for none.</summary>
    uint? KeptHalf { get; }

    /// <summary>The next 32 bits.</summary>
    uint Next32();

    /// <summary>The next 64 bits.</summary>
    ulong Next64();

    /// <summary>What <c>random_raw</c> returns: the generator's own word.</summary>
    ulong NextRaw();

    /// <summary>A multiple of 2^-53 in [0, 1).</summary>
    double NextDouble();

    /// <summary>Goes on by so many words of 32 bits, as drawing them does.</summary>
    void Skip32(ulong count);
}

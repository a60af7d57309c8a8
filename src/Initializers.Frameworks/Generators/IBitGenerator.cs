namespace Initializers.Frameworks;

/// <summary>A generator of NumPy's, as words of 32 and 64 bits and doubles of 53.</summary>
/// <remarks>Implemented by structures, so that fills are compiled for each and call nothing virtual on the way to a value.</remarks>
internal interface IBitGenerator
{
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

namespace Initializers;

/// <summary>
/// The operations of a vector unit, so that each kernel is written once and compiled for every width. A vector has
/// <see cref="INumberLanes{TVector, TNumber}.Count"/> lanes of 32 bits, which an operation takes as unsigned numbers or as floats.
/// </summary>
/// <typeparam name="TVector">The register: 512, 256 or 128 bits, or a single word.</typeparam>
/// <remarks>Every operation is exact or correctly rounded, lane by lane, so that all widths give the same bits.</remarks>
internal interface ILanes<TVector> : INumberLanes<TVector, float> where TVector : unmanaged
{
    static abstract TVector Load(ref readonly uint first);

    static abstract void Store(TVector value, ref uint first);

    /// <summary>Stores the upper 16 bits of each lane of two vectors.</summary>
    static abstract void StoreUpperHalves(TVector lower, TVector upper, ref ushort first);

    static abstract TVector Broadcast(uint value);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector AndNot(TVector a, TVector notB);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>Returns the greater of two unsigned numbers.</summary>
    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector ShiftLeft(TVector a, TVector counts);

    static abstract TVector ShiftLeft(TVector a, int count);

    static abstract TVector ShiftRight(TVector a, int count);

    /// <summary>Sets all bits of each lane to its highest bit.</summary>
    static abstract TVector SignMask(TVector a);

    /// <summary>Returns the number of leading zeros of 2 * half + 1, for a half below 2^31.</summary>
    static abstract TVector LeadingZerosOfOdd(TVector half);

    /// <summary>Converts each lane, a signed number, to the nearest float.</summary>
    static abstract TVector ToFloat(TVector signed);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>Returns each float, or the bound if that is greater. A float equal to the bound, and NaN, stay as they are.</summary>
    static abstract TVector AtLeast(TVector a, TVector bound);

    /// <summary>Returns each float, or the bound if that is less. A float equal to the bound, and NaN, stay as they are.</summary>
    static abstract TVector AtMost(TVector a, TVector bound);

    /// <summary>Returns the upper half of the 64-bit number word * factor + addend.</summary>
    static abstract TVector MultiplyHigh(TVector words, uint factor, uint addend);

    /// <summary>Looks up each lane, an index from 0 to 31, in a table of 32 floats.</summary>
    static abstract TVector Lookup(ref readonly float table, TVector indices);

    /// <summary>Returns whether all indices are small enough for <see cref="LookupSmall"/>, which is faster.</summary>
    static abstract bool AreSmall(TVector indices);

    /// <summary>As <see cref="Lookup"/>, for indices that <see cref="AreSmall"/>.</summary>
    static abstract TVector LookupSmall(ref readonly float table, TVector indices);
}

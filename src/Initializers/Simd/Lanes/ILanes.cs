namespace Initializers;

/// <summary>
/// A vector unit as a set of operations, so that each kernel states its formula once and is compiled for every width. A vector holds
/// <see cref="INumberLanes{TVector, TNumber}.Count"/> lanes of 32 bits, whose meaning, unsigned number or float, is up to the operation.
/// </summary>
/// <typeparam name="TVector">The register: 512, 256 or 128 bits, or a single word.</typeparam>
/// <remarks>Every operation is exact or correctly rounded, lane by lane: the widths give the same bits.</remarks>
internal interface ILanes<TVector> : INumberLanes<TVector, float> where TVector : unmanaged
{
    static abstract TVector Load(ref readonly uint first);

    static abstract void Store(TVector value, ref uint first);

    /// <summary>Stores the upper 16 bits of the lanes of two vectors.</summary>
    static abstract void StoreUpperHalves(TVector lower, TVector upper, ref ushort first);

    static abstract TVector Broadcast(uint value);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector AndNot(TVector a, TVector notB);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The greater of two unsigned numbers.</summary>
    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector ShiftLeft(TVector a, TVector counts);

    static abstract TVector ShiftLeft(TVector a, int count);

    static abstract TVector ShiftRight(TVector a, int count);

    /// <summary>All bits of a lane are its highest bit.</summary>
    static abstract TVector SignMask(TVector a);

    /// <summary>The leading zeros of 2 half + 1, for a half below 2^31.</summary>
    static abstract TVector LeadingZerosOfOdd(TVector half);

    /// <summary>The float nearest to each lane as a signed number.</summary>
    static abstract TVector ToFloat(TVector signed);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>Each float, or a bound where that is greater; what equals the bound stays as it is, and so does NaN.</summary>
    static abstract TVector AtLeast(TVector a, TVector bound);

    /// <summary>Each float, or a bound where that is less; what equals the bound stays as it is, and so does NaN.</summary>
    static abstract TVector AtMost(TVector a, TVector bound);

    /// <summary>The upper half of word * factor + addend, in 64 bits.</summary>
    static abstract TVector MultiplyHigh(TVector words, uint factor, uint addend);

    /// <summary>The entry of a table of 32 floats that each lane, 0 to 31, points to.</summary>
    static abstract TVector Lookup(ref readonly float table, TVector indices);

    /// <summary>Whether <see cref="LookupNear"/> does for these indices, and faster.</summary>
    static abstract bool AreNear(TVector indices);

    /// <summary>The same as <see cref="Lookup"/> for indices that <see cref="AreNear"/>.</summary>
    static abstract TVector LookupNear(ref readonly float table, TVector indices);
}

namespace Initializers;

/// <summary>
/// A vector unit with 64-bit lanes, each of which holds a 32-bit number in its lower half; what is in the upper half does not matter.
/// </summary>
internal interface IWideLanes<TVector> : ILanes<TVector> where TVector : unmanaged
{
    /// <summary>Whether there are 32 registers, not 16.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>value + 0, value + 1, ... in the 64-bit lanes.</summary>
    static abstract TVector Sequence(uint value);

    static abstract TVector BroadcastWide(ulong value);

    /// <summary>The 64-bit products of the lower halves.</summary>
    static abstract TVector MultiplyWide(TVector a, TVector b);

    /// <summary>The upper halves, moved down.</summary>
    static abstract TVector UpperHalves(TVector a);

    /// <summary>The lower halves of one vector, then those of another: as many lanes of 32 bits.</summary>
    static abstract TVector Narrow(TVector first, TVector second);
}

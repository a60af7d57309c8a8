namespace Initializers;

/// <summary>
/// The operations on 64-bit lanes, each of which holds a 32-bit number in its lower half; the upper half is ignored.
/// </summary>
internal interface IWideLanes<TVector> : ILanes<TVector> where TVector : unmanaged
{
    /// <summary>Whether there are 32 registers rather than 16.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>Returns value + 0, value + 1, ... in the 64-bit lanes.</summary>
    static abstract TVector Sequence(uint value);

    static abstract TVector BroadcastWide(ulong value);

    /// <summary>Returns the 64-bit products of the lower halves.</summary>
    static abstract TVector MultiplyWide(TVector a, TVector b);

    /// <summary>Moves the upper halves to the lower halves.</summary>
    static abstract TVector UpperHalves(TVector a);

    /// <summary>Returns the lower halves of one vector, then those of the other, as 32-bit lanes.</summary>
    static abstract TVector Narrow(TVector first, TVector second);
}

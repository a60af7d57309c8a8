namespace Initializers;

/// <summary>
/// A map from floats to narrower numbers: one formula for vectors of every width. Implementations are structs, so that
/// <see cref="NarrowingLoop"/> is compiled for each of them.
/// </summary>
internal interface INarrowingMap
{
    /// <summary>Returns the number in the upper 16 bits of each lane, for the bits of a float.</summary>
    TVector Invoke<TLanes, TVector>(TVector floats)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

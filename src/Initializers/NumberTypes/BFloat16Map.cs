using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The map from floats with magnitudes up to <see cref="Largest"/> to the bits of the nearest bfloat16, ties to even, in the upper half of
/// the lanes.
/// </summary>
internal readonly struct BFloat16Map : INarrowingMap
{
    /// <summary>The bits of the largest float that can be mapped.</summary>
    public const uint Largest = 0x7F7F0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector isOdd = TLanes.And(TLanes.ShiftRight(words, 16), TLanes.Broadcast(1u));
        return TLanes.Add(words, TLanes.Add(isOdd, TLanes.Broadcast(0x7FFFu)));
    }
}

using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The normal map on a word moved into an interval: P = first + floor((w n + floor(n / 2)) / 2^32) of its n words. For all 2^32 words it is
/// the normal, bit for bit; it is symmetric for symmetric bounds.
/// </summary>
internal readonly struct WordIntervalMap(uint first, ulong count, float mean, float deviation, float smallest, float largest) : IWordMap
{
    private readonly OctaveQuantile _quantile = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector offset = count > uint.MaxValue ? words : TLanes.MultiplyHigh(words, (uint)count, (uint)(count >> 1));
        TVector z = _quantile.Of<TLanes, TVector>(TLanes.Add(TLanes.Broadcast(first), offset));
        TVector x = TLanes.MultiplyAdd(z, TLanes.Broadcast(deviation), TLanes.Broadcast(mean));
        return TLanes.AtMost(TLanes.AtLeast(x, TLanes.Broadcast(smallest)), TLanes.Broadcast(largest));
    }
}

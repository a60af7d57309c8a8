using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The map to a truncated normal: the normal map of a word moved into the interval, P = first + floor((w n + floor(n / 2)) / 2^32), where
/// the interval has n words. With all 2^32 words it equals the normal map bit for bit; with symmetric bounds it is symmetric.
/// </summary>
internal readonly struct WordIntervalMap(uint first, ulong count, float mean, float deviation, float smallest, float largest) : IWordMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector offset = count > uint.MaxValue ? words : TLanes.MultiplyHigh(words, (uint)count, (uint)(count >> 1));
        TVector z = quantile.Of<TLanes, TVector>(TLanes.Add(TLanes.Broadcast(first), offset));
        TVector x = TLanes.MultiplyAdd(z, TLanes.Broadcast(deviation), TLanes.Broadcast(mean));
        return TLanes.AtMost(TLanes.AtLeast(x, TLanes.Broadcast(smallest)), TLanes.Broadcast(largest));
    }
}

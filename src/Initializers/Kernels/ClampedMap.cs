using System.Runtime.CompilerServices;

namespace Initializers.Kernels;

/// <summary>A map of floats that are clamped to a range beforehand; NaN stays NaN.</summary>
internal readonly struct ClampedMap<TMap>(TMap map, FloatRange range) : IWordMap where TMap : struct, IWordMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        map.Invoke<TLanes, TVector>(TLanes.AtMost(TLanes.AtLeast(words, TLanes.Broadcast(range.Smallest)), TLanes.Broadcast(range.Largest)));
}

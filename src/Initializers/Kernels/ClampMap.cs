namespace Initializers.Kernels;

/// <summary>Floats kept between a bound and its negative; NaN stays NaN.</summary>
internal readonly struct ClampMap(float bound) : IWordMap
{
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Clamp(words, TLanes.Broadcast(-bound), TLanes.Broadcast(bound));
}

namespace Initializers.Kernels;

/// <summary>From floats to the bits of the nearest bfloat16, ties to even, in the lower half of each word; what is beyond the largest number is that number.</summary>
internal readonly struct BFloat16Map : IWordMap
{
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector bits = new ClampMap(BFloat16Bits.MaxValue).Invoke<TLanes, TVector>(words);
        TVector isOdd = TLanes.And(TLanes.ShiftRight(bits, 16), TLanes.Broadcast(1u));
        return TLanes.ShiftRight(TLanes.Add(bits, TLanes.Add(isOdd, TLanes.Broadcast(0x7FFFu))), 16);
    }
}

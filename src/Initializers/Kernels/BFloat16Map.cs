using System.Runtime.CompilerServices;

namespace Initializers.Kernels;

/// <summary>From floats to the bits of the nearest bfloat16, ties to even; what is beyond the largest number is that number, and NaN stays NaN.</summary>
internal readonly struct BFloat16Map : IWordMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector bits = TLanes.AtMost(TLanes.AtLeast(words, TLanes.Broadcast(-BFloat16Bits.MaxValue)), TLanes.Broadcast(BFloat16Bits.MaxValue));
        TVector isOdd = TLanes.And(TLanes.ShiftRight(bits, 16), TLanes.Broadcast(1u));
        return TLanes.ShiftRight(TLanes.Add(bits, TLanes.Add(isOdd, TLanes.Broadcast(0x7FFFu))), 16);
    }
}

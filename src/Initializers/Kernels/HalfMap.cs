using System.Runtime.CompilerServices;

namespace Initializers.Kernels;

/// <summary>From floats to the bits of the nearest <see cref="Half"/>, ties to even; what is beyond the largest number is that number, and NaN stays NaN.</summary>
/// <remarks>
/// A magnitude of exponent e, which counts as -14 where it is less, is added to 2^(e + 13): the last bit of the sum is 2^(e - 10), as that of a Half is, so the addition
/// rounds as it shall. The fraction of the sum is then the magnitude in these units, from 1,024 to 2,048, or less than 1,024 of a subnormal number; added to the
/// exponent's bits for 1,024 units less, it carries into them where it must.
/// </remarks>
internal readonly struct HalfMap : IWordMap
{
    private const uint Magnitude = 0x7FFFFFFF, Exponent = 0x7F800000, Fraction = 0x007FFFFF, Sign = 0x8000;

    /// <summary>From the exponent of a float to the bits of that of a Half, which are 0 where e is -14, and from there to e + 13.</summary>
    private const uint Rebase = unchecked(0u - (113u << FractionBits)), ToUnit = 126u << FractionBits;

    private const int FractionBits = 23, LostBits = 13;

    private const float Largest = 65504, SmallestNormal = 6.103515625E-05f; // 2^-14

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector magnitude = TLanes.AtMost(TLanes.And(words, TLanes.Broadcast(Magnitude)), TLanes.Broadcast(Largest));
        TVector power = TLanes.And(TLanes.AtLeast(magnitude, TLanes.Broadcast(SmallestNormal)), TLanes.Broadcast(Exponent));
        TVector exponent = TLanes.Add(power, TLanes.Broadcast(Rebase));
        TVector sum = TLanes.AddFloats(magnitude, TLanes.Add(exponent, TLanes.Broadcast(ToUnit)));
        TVector bits = TLanes.Add(TLanes.And(sum, TLanes.Broadcast(Fraction)), TLanes.ShiftRight(exponent, LostBits));
        return TLanes.Xor(bits, TLanes.And(TLanes.ShiftRight(words, 16), TLanes.Broadcast(Sign)));
    }
}

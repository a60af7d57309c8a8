using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The map from floats with magnitudes up to <see cref="Largest"/> to the bits of the nearest <see cref="Half"/>, ties to even, in the
/// upper half of the lanes.
/// </summary>
/// <remarks>
/// The last bit of a Half of exponent e, which is taken as -14 if it is less, is a unit of 2^(e - 10). A magnitude added to 2^(e + 13) is
/// rounded to units; the fraction of the sum holds 1,024 to 2,048 of them, or fewer for a subnormal number. With 1,024 (e + 14) added they
/// are the bits of the Half. The exponent of the float gives 1,024 (e + 127), and the difference of -1,024 * 113 is 15,360 modulo 2^16,
/// the number of units in 15 2^e, which is added to 2^(e + 13) beforehand.
/// </remarks>
internal readonly struct HalfMap : INarrowingMap
{
    /// <summary>The bits of the largest float that can be mapped, 65,504.</summary>
    public const uint Largest = 0x477FE000;

    private const uint Magnitude = 0x7FFFFFFF, Exponent = 0x7F800000, Sign = 0x80000000;

    private const float SmallestNormal = 6.103515625E-05f; // 2^-14

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector magnitude = TLanes.And(words, TLanes.Broadcast(Magnitude));
        TVector power = TLanes.And(TLanes.AtLeast(magnitude, TLanes.Broadcast(SmallestNormal)), TLanes.Broadcast(Exponent));
        TVector sum = TLanes.MultiplyAdd(power, TLanes.Broadcast(8192f + 15), magnitude);
        TVector bits = TLanes.ShiftLeft(TLanes.Add(sum, TLanes.ShiftRight(power, 13)), 16);
        return TLanes.Xor(bits, TLanes.And(words, TLanes.Broadcast(Sign)));
    }
}

using System.Runtime.CompilerServices;

namespace Initializers.Checkpoints;

/// <summary>
/// The map from floats to the bits of the nearest numbers of 8 bits, ties to even, in bits 16 to 23 of the lanes.
/// </summary>
/// <remarks>
/// As <see cref="HalfMap"/>: with m bits of the fraction and an exponent e, which is taken as that of the smallest normal number if it is
/// less, the last bit is a unit of 2^(e - m). A magnitude added to 2^(e + 23 - m) is rounded to units, of which the fraction of the sum
/// holds 2^m to 2^(m + 1), or fewer for a subnormal number. With 2^m (e + bias - 1) added they are the bits. The exponent of the float
/// gives 2^m (e + 127).
/// </remarks>
internal readonly struct Float8Map : INarrowingMap
{
    private const uint Magnitude = 0x7FFFFFFF, Exponent = 0x7F800000, Byte = 0xFF, SignAtByte = 0x80;

    private readonly int _exponentShift;
    private readonly uint _excess, _largest;
    private readonly float _smallestNormal, _carrier;

    /// <summary>A map to a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="saturates">
    /// Whether magnitudes beyond the largest number become it; otherwise those that round to more become infinity in E5M2, NaN in E4M3.
    /// </param>
    public Float8Map(Float8Format format, bool saturates)
    {
        _exponentShift = 23 - format.FractionBits;
        _excess = (uint)(128 - format.Bias) << format.FractionBits;
        _smallestNormal = format.SmallestNormal;
        _carrier = MathF.ScaleB(1, _exponentShift);
        _largest = BitConverter.SingleToUInt32Bits(saturates ? format.Largest : format.BeyondLargest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector magnitude = TLanes.And(words, TLanes.Broadcast(Magnitude));
        TVector bounded = TLanes.AtMost(magnitude, TLanes.Broadcast(BitConverter.UInt32BitsToSingle(_largest)));
        TVector power = TLanes.And(TLanes.AtLeast(bounded, TLanes.Broadcast(_smallestNormal)), TLanes.Broadcast(Exponent));
        TVector sum = TLanes.MultiplyAdd(power, TLanes.Broadcast(_carrier), bounded);
        TVector bits = TLanes.Add(TLanes.Add(sum, TLanes.ShiftRight(power, _exponentShift)), TLanes.Broadcast(0u - _excess));
        TVector sign = TLanes.And(TLanes.ShiftRight(words, 24), TLanes.Broadcast(SignAtByte));
        return TLanes.ShiftLeft(TLanes.Xor(TLanes.And(bits, TLanes.Broadcast(Byte)), sign), 16);
    }
}

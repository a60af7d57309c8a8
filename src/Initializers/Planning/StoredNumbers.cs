using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// How exact weights are: whether all of them are numbers of bfloat16 or half too, since they were stored as such and widened.
/// </summary>
/// <param name="areBFloat16">Whether all are numbers of bfloat16.</param>
/// <param name="areHalves">Whether all are halves.</param>
/// <remarks>Random floats are by chance only if they are very few: for each, it is one of 2^13 or more.</remarks>
internal readonly struct StoredNumbers(bool areBFloat16, bool areHalves)
{
    /// <summary>The bits of a float that are 0 in all numbers of bfloat16, and in all halves.</summary>
    private const uint BelowBFloat16 = 0xFFFF, BelowHalf = 0x1FFF;

    /// <summary>The bits of a float that are those of the power of two below it.</summary>
    private const uint Exponent = 0x7F800000;

    /// <summary>The binary digits of the types, the first one included.</summary>
    private const int FloatDigits = 24, BFloat16Digits = 8, HalfDigits = 11;

    /// <summary>The smallest normal numbers of the types; bfloat16 has that of float.</summary>
    private const double SmallestFloat = 1.0 / (1L << 62) / (1L << 62) / 4, SmallestHalf = 1.0 / (1 << 14);

    private readonly double _share = 1.0 / (1 << (areBFloat16 ? BFloat16Digits : areHalves ? HalfDigits : FloatDigits));
    private readonly double _least = areHalves ? SmallestHalf / (1 << HalfDigits) : 0;

    /// <summary>The types of weights that are finite.</summary>
    public static StoredNumbers Of(ReadOnlySpan<float> weights)
    {
        uint bits = 0;
        foreach (uint one in MemoryMarshal.Cast<float, uint>(weights)) bits |= one;
        return new((bits & BelowBFloat16) == 0, (bits & BelowHalf) == 0 && AreAllHalves(weights));
    }

    /// <summary>The most by which a weight was rounded: half a step of the coarsest type at it.</summary>
    public double Rounding(float weight)
    {
        float power = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(weight) & Exponent);
        return Math.Max(Math.Max(power, SmallestFloat) * _share, _least);
    }

    /// <summary>Whether a weight is a promised one, rounded to nearest in one of the types.</summary>
    public bool IsRounded(float promised, float weight) =>
        weight == promised
        || (areBFloat16 && weight == BFloat16Bits.Widen(BFloat16Bits.Round(promised)))
        || (areHalves && weight == (float)(Half)promised);

    private static bool AreAllHalves(ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights)
        {
            if ((float)(Half)weight != weight) return false;
        }
        return true;
    }
}

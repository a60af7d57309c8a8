using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>How exact weights are: the formats that they may have been rounded to, since all of them are numbers of those.</summary>
internal readonly struct StoredNumbers
{
    /// <summary>The bits of a float that are 0 in all numbers of bfloat16, and in all halves.</summary>
    private const uint BelowBFloat16 = 0xFFFF, BelowHalf = 0x1FFF;

    /// <summary>The bits of a float that are those of the power of two below it.</summary>
    private const uint Exponent = 0x7F800000;

    private readonly BinaryFormat[] _formats;
    private readonly double _relative, _least;

    /// <summary>Numbers of one or several formats.</summary>
    public StoredNumbers(params BinaryFormat[] formats)
    {
        _formats = formats;
        (_relative, _least) = (formats.Max(format => format.RelativeRounding), formats.Max(format => format.SmallestRounding));
    }

    /// <summary>The formats of weights that are finite, as far as weights tell: float, and bfloat16 or half if all fit.</summary>
    /// <remarks>Random floats fit by chance only if they are very few: of each, one of 2^13 or more does.</remarks>
    public static StoredNumbers Of(ReadOnlySpan<float> weights)
    {
        uint bits = 0;
        foreach (uint one in MemoryMarshal.Cast<float, uint>(weights)) bits |= one;
        var formats = new List<BinaryFormat> { BinaryFormat.Single };
        if ((bits & BelowBFloat16) == 0) formats.Add(BinaryFormat.BFloat16);
        if ((bits & BelowHalf) == 0 && AreAllHalves(weights)) formats.Add(BinaryFormat.Half);
        return new([.. formats]);
    }

    /// <summary>The most by which a weight was rounded: half a step of the coarsest format at it.</summary>
    public double Rounding(float weight)
    {
        float power = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(weight) & Exponent);
        return Math.Max(power * _relative, _least);
    }

    /// <summary>Whether a weight is a promised one, rounded to nearest in one of the formats.</summary>
    public bool IsRounded(float promised, float weight)
    {
        foreach (BinaryFormat format in _formats)
        {
            if (format.Round(promised) == weight) return true;
        }
        return false;
    }

    private static bool AreAllHalves(ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights)
        {
            if ((float)(Half)weight != weight) return false;
        }
        return true;
    }
}

namespace Initializers;

/// <summary>The bits of bfloat16, the upper half of a float; .NET has no such type yet.</summary>
internal static class BFloat16Bits
{
    /// <summary>The largest number, 0x7F7F.</summary>
    public const float MaxValue = 3.3895314e38f;

    private const ushort NaN = 0x7FC0;

    /// <summary>Rounds a double to the nearest number, ties to even. Larger magnitudes become the largest number; NaN stays NaN.</summary>
    public static ushort Round(double value)
    {
        if (double.IsNaN(value)) return NaN;
        // Rounded to odd, the float lies on the same side of every tie between two numbers of 8 bits as the double.
        value = Math.Clamp(value, -MaxValue, MaxValue);
        float single = (float)value;
        uint bits = BitConverter.SingleToUInt32Bits(single);
        if (single != value)
        {
            if (Math.Abs((double)single) > Math.Abs(value)) bits--;
            bits |= 1;
        }
        return (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }

    /// <summary>The number as a float.</summary>
    public static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}

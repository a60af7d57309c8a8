namespace Initializers;

/// <summary>bfloat16, the upper half of a float, as its bits: .NET has no such type yet.</summary>
internal static class BFloat16Bits
{
    /// <summary>The largest number, 0x7F7F.</summary>
    public const float MaxValue = 3.3895314e38f;

    private const ushort NaN = 0x7FC0;

    /// <summary>The nearest number to a double, ties to even; beyond the largest, that; NaN stays NaN.</summary>
    public static ushort Round(double value)
    {
        if (double.IsNaN(value)) return NaN;
        // Rounded to odd on the way to float, a double is on the same side of every tie between two numbers of 8 bits.
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
}

namespace Initializers.Tests.NumberTypes;

/// <summary>bfloat16 by its definition.</summary>
internal static class NearestBFloat16
{
    /// <summary>The nearer of two neighbours, ties to even, never beyond the largest number.</summary>
    public static ushort Of(float value)
    {
        uint lower = BitConverter.SingleToUInt32Bits(value) >> 16, upper = lower + 1;
        if ((lower & 0x7FFF) >= 0x7F7F) return (ushort)(lower & 0x8000 | 0x7F7F);
        double toLower = Math.Abs(value - (double)Number(lower)), toUpper = Math.Abs(Number(upper) - (double)value);
        return (ushort)(toLower < toUpper || (toLower == toUpper && lower % 2 == 0) ? lower : upper);
    }

    private static float Number(uint bits) => BitConverter.UInt32BitsToSingle(bits << 16);
}

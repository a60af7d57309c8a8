namespace Initializers.Kernels;

/// <summary>The floats between two bounds, which hold exactly.</summary>
internal readonly record struct FloatRange(float Smallest, float Largest)
{
    /// <summary>Every float.</summary>
    public static FloatRange All => new(float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !(Smallest <= Largest);

    /// <summary>Those of [low, high).</summary>
    public static FloatRange Between(double low, double high) => new(FloatBounds.AtLeast(low), FloatBounds.Below(high));

    /// <summary>The finite ones of [mean + lower * deviation, mean + upper * deviation].</summary>
    public static FloatRange Within(double mean, double deviation, double lower, double upper) => new(
        Math.Max(float.MinValue, FloatBounds.AtLeast(mean, lower, deviation)), Math.Min(float.MaxValue, FloatBounds.AtMost(mean, upper, deviation)));

    /// <summary>From the smallest to the largest of these floats that is a number of a type of 16 bits.</summary>
    /// <typeparam name="T"><see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    public FloatRange Of<T>() where T : unmanaged =>
        this == All ? All : typeof(T) == typeof(Half) ? new(HalfAtLeast(Smallest), -HalfAtLeast(-Largest)) : new(BFloat16AtLeast(Smallest), -BFloat16AtLeast(-Largest));

    private static float HalfAtLeast(float value)
    {
        var nearest = (Half)value;
        return (float)((float)nearest >= value ? nearest : Half.BitIncrement(nearest));
    }

    private static float BFloat16AtLeast(float value)
    {
        const uint Lost = 0xFFFF;
        uint bits = BitConverter.SingleToUInt32Bits(value), truncated = bits & ~Lost;
        return BitConverter.UInt32BitsToSingle(value > 0 && truncated < bits ? truncated + Lost + 1 : truncated);
    }
}

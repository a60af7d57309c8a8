using System.Numerics.Tensors;

namespace Initializers;

/// <summary>The floats between two bounds, which hold exactly.</summary>
internal readonly record struct FloatRange(float Smallest, float Largest)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !(Smallest <= Largest);

    /// <summary>Those of [low, high).</summary>
    public static FloatRange Between(double low, double high) => new(FloatBounds.AtLeast(low), FloatBounds.Below(high));

    /// <summary>The finite ones of [mean + lower * deviation, mean + upper * deviation].</summary>
    public static FloatRange Within(double mean, double deviation, double lower, double upper) => new(
        Math.Max(float.MinValue, FloatBounds.AtLeast(mean, lower, deviation)),
        Math.Min(float.MaxValue, FloatBounds.AtMost(mean, upper, deviation)));

    /// <summary>From the smallest to the largest of these floats that is a number of a type of 16 bits.</summary>
    /// <typeparam name="T"><see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    public FloatRange Of<T>() where T : unmanaged =>
        typeof(T) == typeof(Half)
            ? new(HalfAtLeast(Smallest), -HalfAtLeast(-Largest))
            : new(BFloat16AtLeast(Smallest), -BFloat16AtLeast(-Largest));

    /// <summary>Clamps floats to this range.</summary>
    public void Clamp(Span<float> floats) => TensorPrimitives.Clamp(floats, Smallest, Largest, floats);

    /// <summary>The last bit of a Half of exponent e is 2^(e - 10), and 2^-24 from e = -14 down.</summary>
    private static float HalfAtLeast(float value)
    {
        const double Largest = 65504;
        const long Exponent = 0x7FF0000000000000, LostExponents = 10L << 52;
        double power = BitConverter.Int64BitsToDouble(
            BitConverter.DoubleToInt64Bits(Math.Max(Math.Abs((double)value), 6.103515625E-05)) & Exponent);
        double unit = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(power) - LostExponents);
        double atLeast = Math.Ceiling(value / unit) * unit;
        return atLeast > Largest ? float.PositiveInfinity : atLeast < -Largest ? (float)-Largest : (float)atLeast;
    }

    private static float BFloat16AtLeast(float value)
    {
        const uint Lost = 0xFFFF;
        uint bits = BitConverter.SingleToUInt32Bits(value), truncated = bits & ~Lost;
        return BitConverter.UInt32BitsToSingle(value > 0 && truncated < bits ? truncated + Lost + 1 : truncated);
    }
}

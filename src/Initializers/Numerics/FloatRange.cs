using System.Numerics.Tensors;

namespace Initializers;

/// <summary>The floats from a smallest to a largest one, both included.</summary>
internal readonly record struct FloatRange(float Smallest, float Largest)
{
    /// <summary>Whether the range has no floats.</summary>
    public bool IsEmpty => !(Smallest <= Largest);

    /// <summary>Returns the floats in [low, high).</summary>
    public static FloatRange Between(double low, double high) => new(FloatBounds.AtLeast(low), FloatBounds.Below(high));

    /// <summary>Returns the finite floats in [mean + lower * deviation, mean + upper * deviation].</summary>
    public static FloatRange Within(double mean, double deviation, double lower, double upper) => new(
        Math.Max(float.MinValue, FloatBounds.AtLeast(mean, lower, deviation)),
        Math.Min(float.MaxValue, FloatBounds.AtMost(mean, upper, deviation)));

    /// <summary>Returns the range from the smallest to the largest of these floats that is also a number of a 16-bit type.</summary>
    /// <typeparam name="T"><see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    public FloatRange In<T>() where T : unmanaged =>
        typeof(T) == typeof(Half)
            ? new(HalfAtLeast(Smallest), -HalfAtLeast(-Largest))
            : new(BFloat16AtLeast(Smallest), -BFloat16AtLeast(-Largest));

    /// <summary>Clamps floats to this range.</summary>
    public void Clamp(Span<float> floats) => TensorPrimitives.Clamp(floats, Smallest, Largest, floats);

    /// <summary>
    /// Returns the smallest Half of at least a float. The last bit of a Half of exponent e is 2^(e - 10), or 2^-24 for e below -14.
    /// </summary>
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

    /// <summary>Returns the smallest bfloat16 of at least a float.</summary>
    private static float BFloat16AtLeast(float value)
    {
        const uint Lost = 0xFFFF;
        uint bits = BitConverter.SingleToUInt32Bits(value), truncated = bits & ~Lost;
        return BitConverter.UInt32BitsToSingle(value > 0 && truncated < bits ? truncated + Lost + 1 : truncated);
    }
}

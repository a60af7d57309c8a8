namespace Initializers;

/// <summary>A binary format of numbers, as far as rounding to it goes.</summary>
/// <param name="Digits">The binary digits of a number, the first one included.</param>
/// <param name="SmallestExponent">The exponent of the smallest number that has all digits.</param>
/// <param name="Largest">The largest number.</param>
/// <remarks>IEEE 754-2019, section 3.3: the precision p, emin and the largest finite number.</remarks>
internal sealed record BinaryFormat(int Digits, int SmallestExponent, float Largest)
{
    public static readonly BinaryFormat Single = new(24, -126, float.MaxValue);

    public static readonly BinaryFormat BFloat16 = new(8, -126, BFloat16Bits.MaxValue);

    public static readonly BinaryFormat Half = new(11, -14, 65504);

    /// <summary>Half a step between neighbours, relative to the power of two below them.</summary>
    public double RelativeRounding => Math.ScaleB(1, -Digits);

    /// <summary>Half a step between neighbours below the smallest number that has all digits.</summary>
    public double SmallestRounding => Math.ScaleB(1, SmallestExponent - Digits);

    /// <summary>The nearest number, ties to even; the largest one in place of larger ones.</summary>
    public float Round(float value)
    {
        int exponent = Math.Max(SmallestExponent, value == 0 ? SmallestExponent : Math.ILogB(value));
        double step = Math.ScaleB(1, exponent - Digits + 1); // by which a double is divided exactly
        return (float)Math.Clamp(Math.Round(value / step, MidpointRounding.ToEven) * step, -Largest, Largest);
    }
}

namespace Initializers.Checkpoints;

/// <summary>A format of 8 bits: one of sign, the exponent, the fraction.</summary>
/// <param name="FractionBits">The bits of the fraction.</param>
/// <param name="Bias">What is added to an exponent.</param>
/// <param name="LargestBits">The bits of the largest number.</param>
/// <param name="OverflowBits">The bits of what larger numbers round to: the next ones, infinity in E5M2 and NaN in E4M3.</param>
/// <remarks>
/// Micikevicius et al. (2022), "FP8 Formats for Deep Learning", table 1, <see href="https://arxiv.org/abs/2209.05433"/>.
/// </remarks>
internal sealed record Float8Format(int FractionBits, int Bias, byte LargestBits, byte OverflowBits)
{
    /// <summary>Numbers up to 448, one NaN and no infinities.</summary>
    public static readonly Float8Format E4M3 = new(3, 7, 0x7E, 0x7F);

    /// <summary>Numbers up to 57,344 and infinities, as in IEEE 754.</summary>
    public static readonly Float8Format E5M2 = new(2, 15, 0x7B, 0x7C);

    /// <summary>Numbers up to 240 and neither infinities nor a negative zero, whose bits are NaN.</summary>
    public static readonly Float8Format E4M3Fnuz = new(3, 8, 0x7F, 0x80);

    /// <summary>Numbers up to 57,344, likewise.</summary>
    public static readonly Float8Format E5M2Fnuz = new(2, 16, 0x7F, 0x80);

    /// <summary>The bits of NaN.</summary>
    public const byte NaN = 0x7F;

    /// <summary>How numbers are rounded to it.</summary>
    public BinaryFormat Binary => new(FractionBits + 1, 1 - Bias, Largest);

    /// <summary>The smallest number with all bits of the fraction.</summary>
    public float SmallestNormal => MathF.ScaleB(1, 1 - Bias);

    /// <summary>The largest number.</summary>
    public float Largest => MagnitudeOf(LargestBits);

    /// <summary>The smallest power of two beyond the largest number, or NaN's place where there is one more step.</summary>
    public float BeyondLargest => MagnitudeOf(OverflowBits);

    /// <summary>The number of a byte in a type of safetensors: of 8 bits, with infinities and NaN, or those of FNUZ.</summary>
    public static float Widen(byte bits, TensorDataType type) => type switch
    {
        TensorDataType.F8E4M3 => (bits & 0x7F) == NaN ? float.NaN : Signed(bits, E4M3.MagnitudeOf(bits & 0x7F)),
        TensorDataType.F8E5M2 => (bits & 0x7F) switch
        {
            0x7C => Signed(bits, float.PositiveInfinity),
            > 0x7C => float.NaN,
            var magnitude => Signed(bits, E5M2.MagnitudeOf(magnitude)),
        },
        TensorDataType.F8E4M3Fnuz => bits == 0x80 ? float.NaN : Signed(bits, E4M3Fnuz.MagnitudeOf(bits & 0x7F)),
        TensorDataType.F8E5M2Fnuz => bits == 0x80 ? float.NaN : Signed(bits, E5M2Fnuz.MagnitudeOf(bits & 0x7F)),
        TensorDataType.F8E8M0 => bits == 0xFF ? float.NaN : MathF.ScaleB(1, bits - 127),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private float MagnitudeOf(int bits)
    {
        int exponent = bits >> FractionBits, fraction = bits & ((1 << FractionBits) - 1);
        return exponent == 0
            ? MathF.ScaleB(fraction, 1 - Bias - FractionBits)
            : MathF.ScaleB((1 << FractionBits) + fraction, exponent - Bias - FractionBits);
    }

    private static float Signed(byte bits, float magnitude) => bits < 0x80 ? magnitude : -magnitude;
}

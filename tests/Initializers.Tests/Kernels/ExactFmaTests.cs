using Initializers.Kernels;

namespace Initializers.Tests.Kernels;

/// <summary>The fused multiply-add of floats and doubles, on the operands of <see cref="Operands"/>: against whole numbers, and against the processor.</summary>
public class ExactFmaTests
{
    public static TheoryData<string> Kinds => [.. Operands.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Emulate_RandomOperands_EqualsExactArithmetic(string kind) =>
        Compare(Operands.Of(kind, seed: 1).Take(5_000), ExactFma.Emulate, Exactly);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Emulate_RandomOperands_EqualsTheProcessor(string kind)
    {
        // Without hardware .NET asks the C runtime, which is no reference: then other operands than above are compared with whole numbers.
        if (ExactFma.HasHardware) Compare(Operands.Of(kind, seed: 2).Take(1_000_000), ExactFma.Emulate, MathF.FusedMultiplyAdd);
        else Compare(Operands.Of(kind, seed: 2).Take(5_000), ExactFma.Emulate, Exactly);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Invoke_RandomOperands_EqualsExactArithmetic(string kind) =>
        Compare(Operands.Of(kind, seed: 3).Take(5_000), ExactFma.Invoke, Exactly);

    [Fact]
    public void Emulate_ZerosAndEdges_AreThoseOfTheStandard()
    {
        (float A, float B, float C, float Expected)[] edges =
        [
            (-0f, 1, -0f, -0f),
            (-0f, 1, 0, 0),
            (1, 1, -1, 0),
            (-1e-30f, 1e-30f, 0, -0f), // underflow keeps the sign
            (float.MaxValue, 2, -float.MaxValue, float.MaxValue), // no overflow on the way
            (float.MaxValue, 2, 0, float.PositiveInfinity),
        ];
        foreach ((float a, float b, float c, float expected) in edges) Compare([(a, b, c)], ExactFma.Emulate, (_, _, _) => expected);
    }

    [Fact]
    public void Doubles_OfAnySizeAndWithCancellation_EqualExactArithmetic()
    {
        var random = new PhiloxRandom(4);
        var words = new uint[8];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBits(words);
            // Factors of 2^-200 to 2^200, and an addend of about the product's size, or minus the product but for its last bits.
            double a = Double(words[0], words[1], words[2] % 401), b = Double(words[3], words[4], words[5] % 401), c = (words[6] % 4) switch
            {
                0 => -(a * b),
                1 => Math.BitIncrement(-(a * b)),
                _ => Math.ScaleB(Double(words[7], words[6], 200), Math.ILogB(a * b) + (int)(words[2] % 121) - 60),
            };
            double exact = (Dyadic.Of(a) * Dyadic.Of(b) + Dyadic.Of(c)).ToDouble();
            ExactFma.Emulate(a, b, c).Should().Be(exact);
            ExactFma.Invoke(a, b, c).Should().Be(exact);
        }

        static double Double(uint high, uint low, uint exponent) =>
            Math.ScaleB(BitConverter.UInt64BitsToDouble(0x3FF0000000000000 | ((ulong)(high & 0xFFFFF) << 32) | low), (int)exponent - 200) * ((high & 0x80000000) == 0 ? 1 : -1);
    }

    private static float Exactly(float a, float b, float c) => (Dyadic.Of(a) * Dyadic.Of(b) + Dyadic.Of(c)).ToFloat();

    private static void Compare(IEnumerable<(float A, float B, float C)> operands, Func<float, float, float, float> fma, Func<float, float, float, float> reference)
    {
        foreach ((float a, float b, float c) in operands)
        {
            float found = fma(a, b, c), expected = reference(a, b, c);
            if (BitConverter.SingleToUInt32Bits(found) != BitConverter.SingleToUInt32Bits(expected))
                Assert.Fail($"{a:R} * {b:R} + {c:R} is {found:R}, but should be {expected:R}.");
        }
    }
}

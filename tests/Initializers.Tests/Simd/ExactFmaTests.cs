using CsCheck;

namespace Initializers.Tests.Simd;

/// <summary>The fused multiply-add of floats and doubles, on the operands of <see cref="Operands"/>: against
/// exact integers and against the processor.</summary>
public class ExactFmaTests
{
    public static TheoryData<string> Kinds => [.. Operands.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EmulateAndInvoke_RandomOperands_EqualExactArithmetic(string kind) => Operands.Kinds[kind].Holds((a, b, c) =>
    {
        float exact = Exactly(a, b, c);
        AreSame(a, b, c, ExactFma.Emulate(a, b, c), exact);
        AreSame(a, b, c, ExactFma.Invoke(a, b, c), exact);
    }, count: 5_000);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Emulate_RandomOperands_EqualsTheProcessor(string kind)
    {
        // Without hardware support .NET calls the C runtime, which is no reference: more operands are compared with exact integers then.
        Func<float, float, float, float> reference = ExactFma.HasHardware ? MathF.FusedMultiplyAdd : Exactly;
        Operands.Kinds[kind].Holds((a, b, c) => AreSame(a, b, c, ExactFma.Emulate(a, b, c), reference(a, b, c)),
            count: ExactFma.HasHardware ? 300_000 : 10_000);
    }

    [Fact]
    public void Emulate_ZerosAndEdges_AreThoseOfTheStandard()
    {
        (float A, float B, float C, float Expected)[] edges =
        [
            (-0f, 1, -0f, -0f),
            (-0f, 1, 0, 0),
            (1, 1, -1, 0),
            (-1e-30f, 1e-30f, 0, -0f), // underflow keeps the sign
            (float.MaxValue, 2, -float.MaxValue, float.MaxValue), // no intermediate overflow
            (float.MaxValue, 2, 0, float.PositiveInfinity),
        ];
        foreach ((float a, float b, float c, float expected) in edges) AreSame(a, b, c, ExactFma.Emulate(a, b, c), expected);
    }

    [Fact]
    public void Doubles_OfAnySizeAndWithCancellation_EqualExactArithmetic()
    {
        // Factors of 2^-200 to 2^200, and an addend about as large as the product, or its negative up to the last bits.
        Gen<double> factors = NumberGen.Within(200);
        Gen<(double, double, double)> operands =
            from a in factors
            from b in factors
            from scale in NumberGen.Within(60)
            from c in Gen.OneOf(-(a * b), Math.BitIncrement(-(a * b)), Math.ScaleB(scale, Math.ILogB(a * b)))
            select (a, b, c);
        operands.Holds((a, b, c) =>
        {
            double exact = (Dyadic.Of(a) * Dyadic.Of(b) + Dyadic.Of(c)).ToDouble();
            if (ExactFma.Emulate(a, b, c) != exact || ExactFma.Invoke(a, b, c) != exact)
                Assert.Fail($"{a:R} * {b:R} + {c:R} should be {exact:R}.");
        }, count: 20_000);
    }

    private static float Exactly(float a, float b, float c) => (Dyadic.Of(a) * Dyadic.Of(b) + Dyadic.Of(c)).ToFloat();

    private static void AreSame(float a, float b, float c, float found, float expected)
    {
        if (BitConverter.SingleToUInt32Bits(found) != BitConverter.SingleToUInt32Bits(expected))
            Assert.Fail($"{a:R} * {b:R} + {c:R} is {found:R}, but should be {expected:R}.");
    }
}

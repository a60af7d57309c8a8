using Initializers.Kernels;

namespace Initializers.Tests.Kernels;

/// <summary>The fused multiply-add of doubles, on the operands of <see cref="Operands"/>: against whole numbers, and against the processor.</summary>
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

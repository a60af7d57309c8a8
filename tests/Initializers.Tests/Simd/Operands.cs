using CsCheck;
using Triple = (float A, float B, float C);

namespace Initializers.Tests.Simd;

/// <summary>Operands of a * b + c, by kind of difficulty.</summary>
internal static class Operands
{
    /// <summary>Random finite operands of each kind.</summary>
    public static IReadOnlyDictionary<string, Gen<Triple>> Kinds { get; } = new Dictionary<string, Gen<Triple>>
    {
        ["any bits"] = Finite(AnyBits, AnyBits, AnyBits),
        ["like weights"] = Finite(Scaled(0, 0), Scaled(0, 0), Scaled(-30, 29)),
        ["cancellation"] = Gen.Select(Scaled(0, 0), Scaled(0, 0), Gen.Int[0, 2], (a, b, ulps) => (a, b, Incremented(-(a * b), ulps))),
        ["ties"] = Ties(0, 0),
        ["next to ties"] = Ties(-1, 1),
        ["subnormal results"] = Finite(Scaled(-75, -75), Scaled(-75, -61), Scaled(-150, -127)),
        ["overflow"] = Finite(Scaled(64, 64), Scaled(60, 65), Scaled(100, 127)),
    };

    private static Gen<float> AnyBits => Gen.UInt.Uniform.Select(BitConverter.UInt32BitsToSingle);

    /// <summary>The product of odd numbers is odd, and from 2^24 to 2^25 floats are 2 apart.</summary>
    private static Gen<float> Odd => Gen.Int[0, 1689].Select(number => 4096f + (number | 1));

    /// <summary>A float of either sign with random digits, near a power of two.</summary>
    private static Gen<float> Scaled(int low, int high) => NumberGen.Within(low, high).Select(number => (float)number);

    private static Gen<Triple> Finite(Gen<float> a, Gen<float> b, Gen<float> c) =>
        Gen.Select(a.Where(float.IsFinite), b.Where(float.IsFinite), c.Where(float.IsFinite));

    /// <summary>c within a few ulp of -a * b: what remains is the rounding error of the product.</summary>
    private static float Incremented(float number, int ulps) => ulps == 0 ? number : Incremented(MathF.BitIncrement(number), ulps - 1);

    /// <summary>A product of 24 + 1 bits, the last of which is half an ulp, and a c so small that only its sign
    /// matters (0 is the tie, others are next to it).</summary>
    private static Gen<Triple> Ties(int lowest, int highest) => Gen.Select(
        Odd, Odd, Gen.Int[lowest, highest], Gen.Int[-120, -31], (a, b, side, exponent) => (a, b, side * (float)Math.ScaleB(1, exponent)));
}

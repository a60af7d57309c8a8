using System.Runtime.Intrinsics;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Functions of eight floats against their scalar versions, over all arguments that the frameworks' uniforms give.</summary>
public class VectorMathTests
{
    private const int Uniforms = 1 << 23;

    /// <summary>The distance between a vector's arguments, in uniforms, so that its lanes take different branches.</summary>
    private const int Apart = Uniforms / 8;

    /// <summary>One argument in 61 is tested without hardware vectors of this width, which are slow then.</summary>
    private static readonly int Step = Vector256.IsHardwareAccelerated ? 1 : 61;

    [Fact]
    public void GnuLog_AllUniforms_IsTheScalarOne() =>
        Compare(i => Math.Max(i * (1f / Uniforms), 1e-7f), GnuLogSingle.Invoke, ScalarRecipes.GnuLog);

    [Fact]
    public void GnuLog_AtOne_IsZero() => GnuLogSingle.Invoke(1).Should().Be(0);

    [Fact]
    public void GnuSine_AllUniforms_IsTheScalarOne() =>
        Compare(Angle, x => GnuSinCosSingle.Invoke(x).Sine, x => ScalarRecipes.GnuSinCos(x).Sine);

    [Fact]
    public void GnuCosine_AllUniforms_IsTheScalarOne() =>
        Compare(Angle, x => GnuSinCosSingle.Invoke(x).Cosine, x => ScalarRecipes.GnuSinCos(x).Cosine);

    [Fact]
    public void ErfInv_AllUniforms_IsTheScalarOne() => Compare(i => 2 * (i * (1f / Uniforms)) - 1, XlaMath.ErfInv, ScalarRecipes.ErfInv);

    [Fact]
    public void ErfInv_Edges_AreTheScalarOnes()
    {
        float bound = 0.64359426f; // its square is next to log1p's threshold
        float[] edges = [0, -0f, 1, -1, 1e-30f, -1e-30f, 0.5f, MathF.BitDecrement(1), -MathF.BitDecrement(1), bound,
            MathF.BitIncrement(bound), MathF.BitDecrement(bound), 0.9966f, 0.99663f, 0.9967f];
        foreach (float edge in edges)
        {
            float expected = ScalarRecipes.ErfInv(edge);
            Bits(XlaMath.ErfInv(Vector256.Create(edge))[3]).Should().Be(Bits(expected), $"the argument is {edge:R}");
            Bits(XlaMath.ErfInv(Vector256.Create(0.1f).WithElement(5, edge))[5]).Should().Be(Bits(expected), $"{edge:R} is among others");
        }
    }

    [Fact]
    public void Rounded_FloatsOfAllSizes_AreThoseOfTheTypes()
    {
        const long Step = 977; // a prime, so that all fraction endings occur, ties among them
        for (long word = 0; word <= uint.MaxValue; word += 8 * Step)
        {
            Vector256<float> values = (Vector256.Create((uint)word) + Vector256<uint>.Indices * (uint)Step).AsSingle();
            Vector256<float> halves = Float16.Rounded(values), shorts = BFloat16.Rounded(values);
            for (int i = 0; i < 8; i++)
            {
                if (float.IsNaN(values[i])) continue;
                (Half half, double bfloat) = ((Half)values[i], BFloat16.Widen(BFloat16.Round(values[i])));
                if (Bits(halves[i]) != Bits((float)half) || Bits(shorts[i]) != Bits((float)bfloat))
                    Assert.Fail($"{values[i]:R} is {half:R} or {bfloat:R}, and not {halves[i]:R} or {shorts[i]:R}.");
            }
        }
    }

    [Fact]
    public void Rounded_AboveTheLargestHalf_IsInfinite()
    {
        Vector256<float> values =
            Vector256.Create(65504f, 65519.996f, 65520f, -65520f, 1e30f, float.NegativeInfinity, 5.9604645e-8f, 2.9802322e-8f);
        Float16.Rounded(values).Should().Be(Vector256.Create(65504f, 65504f, float.PositiveInfinity, float.NegativeInfinity,
            float.PositiveInfinity, float.NegativeInfinity, 5.9604645e-8f, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(1000)]
    public void Apply_AnyLength_MapsAllValuesAndNothingElse(int length)
    {
        var values = new float[length + 8];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        VectorMap.Apply(values.AsSpan(0, length), new Affine<float, Float32>(2, 1));
        values.Should().Equal(Enumerable.Range(0, values.Length).Select(i => i < length ? 2f * i + 1 : i));
    }

    private static float Angle(int i) => (float)(6.283185307179586476925 * (i * (1f / Uniforms)));

    private static void Compare(Func<int, float> argument, Func<Vector256<float>, Vector256<float>> vector, Func<float, float> scalar)
    {
        Span<float> lanes = stackalloc float[8];
        for (int i = 0; i < Apart; i += Step)
        {
            for (int lane = 0; lane < lanes.Length; lane++) lanes[lane] = argument(i + lane * Apart);
            Vector256<float> found = vector(Vector256.Create<float>(lanes));
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                float expected = scalar(lanes[lane]);
                if (Bits(found[lane]) != Bits(expected))
                    Assert.Fail($"The value at {lanes[lane]:R} is {expected:R}, and not {found[lane]:R}.");
            }
        }
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}

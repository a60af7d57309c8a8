using CsCheck;

namespace Initializers.Tests.Numerics;

/// <summary>
/// The floats next to mean + bound * deviation against whole numbers. The operands keep the product's rounding error above the smallest
/// double (a product of at least 2^-960): below that no error can be represented exactly.
/// </summary>
public class FloatBoundsTests
{
    public static TheoryData<double, double, double> HardOnes => new()
    {
        { -0.3, 3, 0.1 }, { 0.3, -3, 0.1 }, { 0, 2, 0.02 }, { 0, -2, 0.02 }, { 0.1, 0.1, 0.1 },
        { 1, 1e-17, 1 }, { 1, -1e-17, 1 }, { 1, 1e-30, 1e-30 }, { -1, 1e-30, 1e-30 },
        { 0, 1, 1.401298464324817e-45 }, { 0, 0.5, 1.401298464324817e-45 }, { 0, -0.5, 1.401298464324817e-45 },
        { 0, 1, 3.4028234663852886e38 }, { 0, 1e200, 1e-200 }, { 1, 1e-200, 1e-80 },
        { 16777217, 1, 1e-9 }, { 16777217, -1, 1e-9 }, // half way between two floats, and next to it
    };

    [Theory]
    [MemberData(nameof(HardOnes))]
    public void Bounds_HardOperands_AreNextToTheExactValue(double mean, double bound, double deviation) => AreNext(mean, bound, deviation);

    [Fact]
    public void Bounds_RandomOperands_AreNextToTheExactValue() =>
        Gen.Select(NumberGen.Within(60), NumberGen.Within(8), NumberGen.Within(60))
            .Holds((mean, bound, deviation) => AreNext(mean, bound, Math.Abs(deviation)), count: 20_000);

    [Fact]
    public void Bounds_SumsThatCancel_AreNextToTheExactValue() =>
        Gen.Select(NumberGen.Within(8), NumberGen.Within(60), NumberGen.Within(0), Gen.Int[0, 25]).Holds((bound, any, digits, bits) =>
        {
            double deviation = Math.Abs(any);
            AreNext(-bound * deviation, bound, deviation); // what is left is the error of a product
            AreNext((float)(-bound * deviation), bound, deviation);
            AreNext(Math.BitIncrement(-bound * deviation), bound, deviation);
            AreNext(-bound * deviation * (1 + digits * Math.ScaleB(1, -bits)), bound, deviation);
        }, count: 20_000);

    [Fact]
    public void Bounds_ValuesHalfWayBetweenFloats_AreNextToTheExactValue() => NumberGen.Within(60).Holds(number =>
    {
        float some = (float)number;
        double middle = ((double)some + MathF.BitIncrement(some)) / 2;
        AreNext(middle, 1, Math.Abs(some) * 1e-20);
        AreNext(middle, -1, Math.Abs(some) * 1e-20);
        AreNext(some, 1, Math.Abs(some) * 1e-20);
        AreNext(some, -1, Math.Abs(some) * 1e-20);
    }, count: 20_000);

    [Theory]
    [InlineData(double.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(double.MaxValue, float.PositiveInfinity)]
    [InlineData(double.MinValue, float.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, float.NegativeInfinity)]
    public void Bounds_Infinite_AreNone(double bound, float expected)
    {
        FloatBounds.AtLeast(1, bound, 2).Should().Be(expected);
        FloatBounds.AtMost(1, bound, 2).Should().Be(expected);
    }

    [Theory]
    [InlineData(3e38, 1, 1e38, float.PositiveInfinity)]
    [InlineData(-3e38, -1, 1e38, float.NegativeInfinity)]
    public void Bounds_BeyondTheLargestFloat_AreNone(double mean, double bound, double deviation, float expected)
    {
        FloatBounds.AtLeast(mean, bound, deviation).Should().Be(expected);
        FloatBounds.AtMost(mean, bound, deviation).Should().Be(expected);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(-0.7)]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(1e-50)]
    [InlineData(-1e-50)]
    [InlineData(16777217)]
    public void AtLeastAndBelow_Number_AreTheFloatsOnItsTwoSides(double value)
    {
        float above = FloatBounds.AtLeast(value), below = FloatBounds.Below(value);

        ((double)above).Should().BeGreaterThanOrEqualTo(value);
        ((double)below).Should().BeLessThan(value);
        MathF.BitIncrement(below).Should().Be(above, "no float lies between");
    }

    private static void AreNext(double mean, double bound, double deviation)
    {
        Dyadic exact = Dyadic.Of(mean) + Dyadic.Of(bound) * Dyadic.Of(deviation);
        float least = FloatBounds.AtLeast(mean, bound, deviation), most = FloatBounds.AtMost(mean, bound, deviation);

        bool next = IsAtLeast(least, exact) && !IsAtLeast(MathF.BitDecrement(least), exact)
            && IsAtLeast(-most, new(-exact.Mantissa, exact.Exponent))
            && !IsAtLeast(-MathF.BitIncrement(most), new(-exact.Mantissa, exact.Exponent));
        if (!next) Assert.Fail($"The floats around {mean:R} + {bound:R} * {deviation:R} are not {most:R} and {least:R}.");
    }

    private static bool IsAtLeast(float value, Dyadic exact) => !float.IsFinite(value) ? value > 0 : Dyadic.Of(value).CompareTo(exact) >= 0;
}

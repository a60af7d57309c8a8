using Initializers.Checkpoints;
using Initializers.Tests.Checkpoints;

namespace Initializers.Tests.NumberTypes;

/// <summary>One formula rounds to every format as .NET's conversions and the search among all numbers of 8 bits do.</summary>
public class BinaryFormatTests
{
    public static TheoryData<string> Formats => [.. Rounding.Keys];

    private static readonly Dictionary<string, (BinaryFormat Format, Func<float, float> Round)> Rounding = new()
    {
        ["float"] = (BinaryFormat.Single, value => value),
        ["bfloat16"] = (BinaryFormat.BFloat16, value => BFloat16Bits.Widen(BFloat16Bits.Round(value))),
        ["half"] = (BinaryFormat.Half, value => (float)(Half)value),
        ["E4M3"] = (Float8Format.E4M3.Binary, value => Nearest(value, TensorDataType.F8E4M3)),
        ["E5M2"] = (Float8Format.E5M2.Binary, value => Nearest(value, TensorDataType.F8E5M2)),
    };

    /// <summary>A float rounded to a format by another way than <see cref="BinaryFormat"/>'s.</summary>
    internal static float Rounded(float value, string format) => Rounding[format].Round(value);

    internal static BinaryFormat Named(string format) => Rounding[format].Format;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Round_IsToTheNearest_TiesToEven(string name)
    {
        BinaryFormat format = Rounding[name].Format;
        var random = new Random(3);
        IEnumerable<float> anywhere = Enumerable.Range(0, 20_000)
            .Select(_ => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32))).Where(float.IsFinite);
        // 14 bits of a fraction are ties of the narrower formats now and then
        IEnumerable<float> ties = Enumerable.Range(0, 20_000)
            .Select(_ => MathF.ScaleB(random.Next(-(1 << 14), 1 << 14), random.Next(-40, 2)));
        foreach (float value in anywhere.Concat(ties).Append(0).Where(value => Math.Abs(value) <= format.Largest))
        {
            float expected = Rounding[name].Round(value);
            if (format.Round(value) != expected) Assert.Fail($"{value:r} is {format.Round(value):r}, and not {expected:r}");
            double off = Math.Abs((double)value - expected);
            off.Should().BeLessThanOrEqualTo(new StoredNumbers(format).Rounding(expected), "{0:r} is half a step off at most", value);
        }
    }

    [Fact]
    public void Round_OfLargerNumbers_IsTheLargest() =>
        Rounding.Values.Select(one => one.Format.Round(-float.MaxValue)).Should()
            .Equal(-float.MaxValue, -BFloat16Bits.MaxValue, -65504, -448, -57344);

    private static float Nearest(float value, TensorDataType type) =>
        Float8Format.Widen(NearestFloat8.Of(value, type, saturates: true), type);
}

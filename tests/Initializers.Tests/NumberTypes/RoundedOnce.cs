namespace Initializers.Tests.NumberTypes;

/// <summary>Floats rounded to a number type of 16 bits: the nearest number, or its neighbour where the
/// nearest would leave the bounds of them all.</summary>
internal static class RoundedOnce
{
    /// <summary>Compares halves with floats.</summary>
    public static void Verify(float[] floats, Half[] rounded) =>
        Verify(floats, [.. rounded.Select(weight => (double)weight)], value => (double)(Half)value, relativeStep: Math.ScaleB(1, -10));

    /// <summary>Compares bits of bfloat16 with floats.</summary>
    public static void Verify(float[] floats, ushort[] rounded) =>
        Verify(floats, [.. rounded.Select(Number)], value => Number(NearestBFloat16.Of(value)), relativeStep: Math.ScaleB(1, -7));

    private static void Verify(float[] floats, double[] rounded, Func<float, double> nearest, double relativeStep)
    {
        rounded.Should().HaveSameCount(floats);
        if (floats.Length == 0) return;
        (double smallest, double largest) = (floats.Min(), floats.Max());
        for (int i = 0; i < floats.Length; i++)
        {
            (double value, double expected) = (floats[i], nearest(floats[i]));
            if (rounded[i] == expected) continue;
            double step = relativeStep * Math.Abs(expected);
            bool isAtABound = value >= largest - step ? expected > value && rounded[i] < value
                : value <= smallest + step && expected < value && rounded[i] > value;
            if (!isAtABound || Math.Abs(rounded[i] - expected) > step) Assert.Fail($"{value:r} is {rounded[i]:r}, and not {expected:r}");
        }
    }

    private static double Number(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}

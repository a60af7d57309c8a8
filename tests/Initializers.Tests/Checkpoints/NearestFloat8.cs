using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

/// <summary>The nearest number of 8 bits, found among all of them.</summary>
internal static class NearestFloat8
{
    private static readonly Dictionary<TensorDataType, double[]> Magnitudes = new()
    {
        [TensorDataType.F8E4M3] = [.. Enumerable.Range(0, 127).Select(bits => MagnitudeOf(bits, 3, 7))],
        [TensorDataType.F8E5M2] = [.. Enumerable.Range(0, 124).Select(bits => MagnitudeOf(bits, 2, 15))],
    };

    /// <summary>The numbers that are not negative, in the order of their bits.</summary>
    public static double[] Of(TensorDataType type) => Magnitudes[type];

    /// <summary>The bits of the nearest number, the even ones of two.</summary>
    public static byte Of(float value, TensorDataType type, bool saturates)
    {
        if (float.IsNaN(value)) return 0x7F;
        double[] magnitudes = Magnitudes[type];
        int sign = float.IsNegative(value) ? 0x80 : 0, largest = magnitudes.Length - 1;
        double magnitude = Math.Abs((double)value), step = magnitudes[largest] - magnitudes[largest - 1];
        double tie = magnitudes[largest] + step / 2; // to the number that there would be next
        if (magnitude > magnitudes[largest])
        {
            bool rounds = magnitude < tie || (magnitude == tie && largest % 2 == 0);
            return (byte)(sign | (saturates || rounds ? largest : largest + 1));
        }
        int above = Array.FindIndex(magnitudes, number => number >= magnitude);
        if (above == 0) return (byte)sign;
        double toAbove = magnitudes[above] - magnitude, toBelow = magnitude - magnitudes[above - 1];
        bool isAbove = toAbove < toBelow || (toAbove == toBelow && above % 2 == 0);
        return (byte)(sign | (isAbove ? above : above - 1));
    }

    private static double MagnitudeOf(int bits, int fractionBits, int bias)
    {
        int exponent = bits >> fractionBits;
        double fraction = (bits & ((1 << fractionBits) - 1)) / Math.Pow(2, fractionBits);
        return exponent == 0 ? fraction * Math.Pow(2, 1 - bias) : (1 + fraction) * Math.Pow(2, exponent - bias);
    }
}

using System.Numerics;

namespace Initializers.Tests.Statistics;

/// <summary>Measures the correlation of two runs of words.</summary>
internal static class Correlation
{
    /// <summary>The z-score of the correlation of the words as numbers: the product of two independent numbers,
    /// uniform in [-1/2, 1/2), has variance 1/144.</summary>
    public static double OfNumbers(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - 2147483647.5) * (b[i] - 2147483647.5);
        return sum * Math.ScaleB(1, -64) * 12 / Math.Sqrt(a.Length);
    }

    /// <summary>The z-score of the number of bits in which the words differ: 32 coin flips per word, with mean 16 and variance 8.</summary>
    public static double OfBits(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i++) sum += BitOperations.PopCount(a[i] ^ b[i]);
        return (sum - 16.0 * a.Length) / Math.Sqrt(8.0 * a.Length);
    }
}

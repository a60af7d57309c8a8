namespace Initializers.Tests.Statistics;

/// <summary>Checks weights against the law that they should follow.</summary>
internal static class Check
{
    /// <summary>Checks four moments by z-scores with exact standard errors, the bounds, and tail counts.</summary>
    public static void Moments(Law law, Moments moments, string what)
    {
        for (int power = 1; power <= 4; power++)
        {
            double expected = law.Moment(power), standardError = Math.Sqrt((law.Moment(2 * power) - expected * expected) / moments.Count);
            Significance.OfScore((moments.Mean(power) - expected) / standardError,
                $"The z-score of the mean of power {power} of {what}");
        }

        // The laws' bounds are rounded sums of doubles; the exact bounds are checked with the maps (Distributions).
        ((double)moments.Smallest).Should().BeGreaterThanOrEqualTo(law.Smallest - Rounding(law.Smallest), what);
        ((double)moments.Largest).Should().BeLessThanOrEqualTo(law.Largest + Rounding(law.Largest), what);
        double Rounding(double bound) => double.IsInfinity(bound) ? 0 : 1e-15 * (Math.Abs(law.Mean) + Math.Abs(bound));

        foreach (((double beyond, double probability), long count) in law.Tails.Zip(moments.Beyond))
            Significance.OfCount(count, moments.Count, probability, $"The number of {what} beyond {beyond:R}");
    }

    /// <summary>Checks the Kolmogorov-Smirnov distance to the law.</summary>
    public static void Distribution(Law law, Span<float> weights, string what)
    {
        // Only every 16th sorted weight is checked, which misses at most 2^-16 of a distance that matters from 3 * 2^-10 on.
        const int Step = 16;
        weights.Sort();
        double distance = 0;
        for (int i = 0; i < weights.Length; i += Step)
        {
            double below = law.Below(weights[i]);
            distance = Math.Max(distance, Math.Max(below - (double)i / weights.Length, (i + 1.0) / weights.Length - below));
        }

        // Unlike the law, weights lie on a grid: of 2^-24 in probability, and of an ulp in value.
        double farthest = Math.Max(Math.Abs(weights[0]), Math.Abs(weights[^1])),
            grid = Math.ScaleB(1, -24) + Math.ScaleB(farthest, -23) / law.StandardDeviation;
        Significance.OfDistance(Math.Max(0, distance - grid), weights.Length, $"The distance of {what} from their distribution");
    }

    /// <summary>Checks bits, bytes, leading and trailing zeros of words.</summary>
    public static void Words(WordCounts counts, string what)
    {
        for (int bit = 0; bit < 32; bit++) Significance.OfCount(counts.Bit(bit), counts.Count, 0.5, $"The number of {what} with bit {bit}");
        for (int index = 0; index < 4; index++) Significance.OfEvenness(counts.Byte(index), $"The unevenness of byte {index} of {what}");
        for (int zeros = 2; zeros <= 32; zeros++)
        {
            double probability = Math.ScaleB(1, -zeros);
            Significance.OfCount(counts.WithLeadingZeros(zeros), counts.Count,
                probability, $"The number of {what} with {zeros} leading zeros");
            Significance.OfCount(counts.WithTrailingZeros(zeros), counts.Count,
                probability, $"The number of {what} with {zeros} trailing zeros");
        }
    }

    /// <summary>Checks the correlation of words at several lags: neighbours, and words of the same block,
    /// group of blocks, chunk or work item.</summary>
    public static void Series(ReadOnlySpan<uint> words, string what)
    {
        foreach (int lag in (int[])[1, 2, 3, 4, 8, 15, 16, 17, 32, 48, 63, 64, 65, 128, 1024, 2048, 1 << 16, 1 << 17])
        {
            ReadOnlySpan<uint> earlier = words[..^lag], later = words[lag..];
            Significance.OfScore(Correlation.OfNumbers(earlier, later), $"The correlation of {what} at lag {lag}");
            Significance.OfScore(Correlation.OfBits(earlier, later), $"The difference in bits of {what} at lag {lag}");
        }
    }
}

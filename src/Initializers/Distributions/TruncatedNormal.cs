using static System.FormattableString;

namespace Initializers;

/// <summary>A truncated normal distribution: N(mean, sd^2) kept between bounds that are given in deviations from the mean.</summary>
internal readonly struct TruncatedNormal
{
    /// <summary>Below so many words the interval is resolved too coarsely, and the quantile is computed for each word instead.</summary>
    private const ulong FewestWords = 1 << 24;

    // One-sided tails have no value farther than this from their bound: z^2 - lower^2 is at most -2 ln(2^-33).
    private const double LongestTail = 7;

    private readonly double _mean, _deviation, _lower, _upper;

    /// <exception cref="ArgumentException">
    /// The mean is not finite, the deviation is not above 0, a bound is NaN, lower is not below upper, or no float lies between the bounds.
    /// </exception>
    public TruncatedNormal(double mean, double standardDeviation, double lower, double upper)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.Ordered(lower, upper);
        double nearest = lower > 0 ? lower : upper < 0 ? -upper : 0, farthest = -lower > upper ? -lower : upper;
        Guard.Reach(mean, standardDeviation, Math.Min(farthest, nearest + LongestTail));
        (_mean, _deviation, _lower, _upper) = (mean, standardDeviation, lower, upper);
        Range = FloatRange.Within(mean, standardDeviation, lower, upper);
        if (Range.IsEmpty) throw NothingBetween();
    }

    /// <summary>What values are kept to.</summary>
    public FloatRange Range { get; init; }

    /// <summary>Fills a span through the map that suits the interval's mass.</summary>
    public void Fill<TSampler>(TSampler sampler, Span<float> destination) where TSampler : ISampler
    {
        (uint first, ulong count) = WordInterval.Of(_lower, _upper);
        if (count >= FewestWords)
            sampler.Fill(destination, new WordIntervalMap(first, count, (float)_mean, (float)_deviation, Range.Smallest, Range.Largest));
        else
            sampler.Fill(destination, new NarrowIntervalMap(_mean, _deviation, _lower, _upper, Range.Smallest, Range.Largest));
    }

    private ArgumentException NothingBetween() =>
        new(
            "lower and upper must have a float between mean + lower * sd and mean + upper * sd, "
            + Invariant($"but were {_lower} and {_upper} for the mean {_mean} and the standard deviation {_deviation}."),
            "lower");
}

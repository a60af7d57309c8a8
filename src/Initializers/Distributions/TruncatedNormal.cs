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
    private readonly WordInterval _words;

    /// <exception cref="ArgumentException">
    /// The mean is not finite, the deviation is not above 0, a bound is NaN, lower is not below upper, or no float lies between the bounds.
    /// </exception>
    public TruncatedNormal(double mean, double standardDeviation, double lower, double upper)
    {
        Range = Check(mean, standardDeviation, lower, upper);
        (_mean, _deviation, _lower, _upper) = (mean, standardDeviation, lower, upper);
        _words = WordInterval.Of(lower, upper);
    }

    /// <summary>What values are kept to.</summary>
    public FloatRange Range { get; init; }

    /// <summary>
    /// Whether too few words have their quantiles in the interval: then <see cref="NarrowMap"/> draws, else <see cref="WordMap"/>.
    /// </summary>
    public bool IsNarrow => _words.Count < FewestWords;

    /// <summary>The map that moves words into the interval.</summary>
    public WordIntervalMap WordMap =>
        new(_words.First, _words.Count, (float)_mean, (float)_deviation, Range.Smallest, Range.Largest);

    /// <summary>The map that computes the quantile of the interval for each word.</summary>
    public NarrowIntervalMap NarrowMap => new(_mean, _deviation, _lower, _upper, Range.Smallest, Range.Largest);

    /// <summary>Refuses what no truncated normal has, and returns the floats that it has.</summary>
    /// <exception cref="ArgumentException">
    /// The mean is not finite, the deviation is not above 0, a bound is NaN, lower is not below upper, or no float lies between the bounds.
    /// </exception>
    public static FloatRange Check(double mean, double standardDeviation, double lower, double upper)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.Ordered(lower, upper);
        double nearest = lower > 0 ? lower : upper < 0 ? -upper : 0, farthest = -lower > upper ? -lower : upper;
        Guard.Reach(mean, standardDeviation, Math.Min(farthest, nearest + LongestTail));
        FloatRange range = FloatRange.Within(mean, standardDeviation, lower, upper);
        return !range.IsEmpty ? range : throw new ArgumentException(
            "lower and upper must have a float between mean + lower * sd and mean + upper * sd, "
            + Invariant($"but were {lower} and {upper} for the mean {mean} and the standard deviation {standardDeviation}."),
            nameof(lower));
    }
}

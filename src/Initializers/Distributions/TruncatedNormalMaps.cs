using static System.FormattableString;

namespace Initializers;

/// <summary>A truncated normal distribution: N(mean, sd^2) within bounds in standard deviations from the mean.</summary>
internal readonly struct TruncatedNormalMaps
{
    /// <summary>With fewer words in the interval <see cref="WordMap"/> would be too coarse.</summary>
    private const ulong MinWords = 1 << 24;

    // The length of a one-sided tail from its bound: z^2 - lower^2 is at most -2 ln(2^-33).
    private const double TailLength = 7;

    private readonly double _mean, _deviation, _lower, _upper;
    private readonly WordInterval _words;

    /// <exception cref="ArgumentException">
    /// The mean is not finite, the standard deviation is not above 0, a bound is NaN, lower is not below upper, or no float lies between
    /// them.
    /// </exception>
    public TruncatedNormalMaps(double mean, double standardDeviation, double lower, double upper)
    {
        Range = Check(mean, standardDeviation, lower, upper);
        (_mean, _deviation, _lower, _upper) = (mean, standardDeviation, lower, upper);
        _words = WordInterval.Of(lower, upper);
    }

    /// <summary>The floats that values are clamped to.</summary>
    public FloatRange Range { get; init; }

    /// <summary>
    /// Whether the interval has too few words for <see cref="WordMap"/>, so that <see cref="NarrowMap"/> has to be used.
    /// </summary>
    public bool IsNarrow => _words.Count < MinWords;

    /// <summary>The map that moves words into the interval and takes their normal quantiles.</summary>
    public WordIntervalMap WordMap =>
        new(_words.First, _words.Count, (float)_mean, (float)_deviation, Range.Smallest, Range.Largest);

    /// <summary>The map that computes the quantile of the interval for each word, in double.</summary>
    public NarrowIntervalMap NarrowMap => new(_mean, _deviation, _lower, _upper, Range.Smallest, Range.Largest);

    /// <summary>Refuses parameters that a truncated normal of floats cannot have, and returns the floats between its bounds.</summary>
    /// <exception cref="ArgumentException">
    /// The mean is not finite, the standard deviation is not above 0, a bound is NaN, lower is not below upper, or no float lies between
    /// them.
    /// </exception>
    public static FloatRange Check(double mean, double standardDeviation, double lower, double upper)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.Ordered(lower, upper);
        double nearest = lower > 0 ? lower : upper < 0 ? -upper : 0, farthest = -lower > upper ? -lower : upper;
        Guard.Reach(mean, standardDeviation, Math.Min(farthest, nearest + TailLength));
        FloatRange range = FloatRange.Within(mean, standardDeviation, lower, upper);
        return !range.IsEmpty ? range : throw new ArgumentException(
            "lower and upper must have a float between mean + lower * sd and mean + upper * sd, "
            + Invariant($"but were {lower} and {upper} for the mean {mean} and the standard deviation {standardDeviation}."),
            nameof(lower));
    }
}

namespace Initializers;

/// <summary>A source of random values: the seedable abstraction that initializers draw from.</summary>
/// <remarks>
/// <para>
/// The library's own sources make each value of one random word and are an <see cref="IRandomBitSource"/>, from which slices can be filled
/// too. A framework's source draws as the framework does, where a value may depend on how many are
/// drawn at once; it fills whole parameters.
/// </para>
/// <para>To write a generator of your own, implement <see cref="IRandomBitSource"/>: one method.</para>
/// <para>Thread-safety is up to the implementation: <see cref="PhiloxRandom"/> is thread-safe,
/// <see cref="DotNetRandom"/> is as safe as what it wraps.</para>
/// </remarks>
public interface IRandomSource
{
    /// <summary>
    /// How many threads may share the work of a large fill: at least 1, or -1 for all cores, to which
    /// it defaults. Values do not depend on it.
    /// </summary>
    int MaxDegreeOfParallelism => -1;

    /// <summary>Fills the span with values evenly distributed in [low, high).</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">
    /// The upper bound, above <paramref name="low"/>. A framework's source may round up to it, as the framework does.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A bound or their distance is not finite as a float, low is not below high, or no float lies between.
    /// </exception>
    void NextUniform(Span<float> destination, double low, double high);

    /// <summary>Fills the span with values of N(mean, standardDeviation^2).</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the values.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is not finite as a float, the deviation is negative, or the largest values would overflow.
    /// </exception>
    void NextNormal(Span<float> destination, double mean, double standardDeviation);

    /// <summary>
    /// Fills the span with values of N(mean, standardDeviation^2) kept within
    /// [<c>mean + lower * standardDeviation</c>, <c>mean + upper * standardDeviation</c>].
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean of the distribution before truncation, finite.</param>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the values.</param>
    /// <param name="lower">The lower bound in standard deviations from the mean; minus infinity for none.</param>
    /// <param name="upper">The upper bound in standard deviations from the mean, above <paramref name="lower"/>; infinity for none.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what the source accepts, or no float lies between the bounds. The library's own sources accept any bounds;
    /// some frameworks have bounds of -2 and 2 only, or bounds that their arithmetic resolves.
    /// </exception>
    void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper);
}

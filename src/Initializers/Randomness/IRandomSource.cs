namespace Initializers;

/// <summary>A source of random values, which initializers draw from.</summary>
/// <example>
/// <code>
/// IRandomSource random = new PhiloxRandom(42);
/// var weights = new float[1000];
/// random.NextNormal(weights, mean: 0, standardDeviation: 0.02);
/// </code>
/// </example>
/// <remarks>
/// <para>The library's own sources make each value from one random word: they implement <see cref="IRandomBitSource"/>, from which slices
/// can be filled too. A framework's source draws as the framework does, where a value may depend on how many are drawn at once; it fills
/// whole parameters only.</para>
/// <para>For a generator of your own, implement <see cref="IRandomBitSource"/>, which has one method to write.</para>
/// <para>Thread-safety is up to the implementation: <see cref="PhiloxRandom"/> is thread-safe,
/// <see cref="DotNetRandom"/> is as safe as what it wraps.</para>
/// </remarks>
public interface IRandomSource
{
    /// <summary>
    /// The largest number of threads that a large fill may use: at least 1, or -1 for all cores. Defaults to -1. The values do not depend
    /// on it.
    /// </summary>
    int MaxDegreeOfParallelism => -1;

    /// <summary>Fills the span with values uniformly distributed in [low, high).</summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="low">The inclusive lower bound.</param>
    /// <param name="high">
    /// The exclusive upper bound, above <paramref name="low"/>. A framework's source may round up to it, as the framework does.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A bound or their distance is not finite as a float, low is not below high, or no float lies between them.
    /// </exception>
    void NextUniform(Span<float> destination, double low, double high);

    /// <summary>Fills the span with values from N(mean, standardDeviation^2).</summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the values.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is not finite as a float, the standard deviation is negative, or the largest values would overflow.
    /// </exception>
    void NextNormal(Span<float> destination, double mean, double standardDeviation);

    /// <summary>
    /// Fills the span with values from N(mean, standardDeviation^2), truncated to
    /// [<c>mean + lower * standardDeviation</c>, <c>mean + upper * standardDeviation</c>].
    /// </summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean of the distribution before truncation, finite.</param>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the values.</param>
    /// <param name="lower">The lower bound in standard deviations from the mean; minus infinity for none.</param>
    /// <param name="upper">The upper bound in standard deviations from the mean, above <paramref name="lower"/>; infinity for none.</param>
    /// <exception cref="ArgumentException">
    /// The source does not accept a parameter, or no float lies between the bounds. The library's own sources accept any bounds; some
    /// frameworks accept only -2 and 2, or only bounds that their arithmetic resolves.
    /// </exception>
    void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper);
}

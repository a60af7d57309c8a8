using Initializers.Kernels;

namespace Initializers;

/// <summary>A stream of random words, and the values made of them: the seedable abstraction that initializers draw from.</summary>
/// <remarks>
/// <para>A new generator writes one method, <see cref="NextBits"/>. The other methods take one word an element, in order, so that element i
/// of a fill depends on the i-th word only and a slice can be filled after <see cref="Skip"/>.</para>
/// <para>Thread-safety is up to the implementation: <see cref="PhiloxRandom"/> is thread-safe, <see cref="DotNetRandom"/> is as safe as what it wraps.</para>
/// </remarks>
public interface IRandomSource
{
    /// <summary>Fills the span with the next words, each of 32 independent, evenly distributed bits.</summary>
    /// <param name="destination">Where the words go, one an element.</param>
    void NextBits(Span<uint> destination);

    /// <summary>
    /// Fills the span with values evenly distributed in [low, high): <c>low + u * (high - low)</c> with u a multiple of 2^-24 in [0, 1), rounded once.
    /// </summary>
    /// <param name="destination">Where the values go; one word is drawn for each.</param>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, excluded, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">A bound or their distance is not finite as a float, low is not below high, or no float lies between.</exception>
    void NextUniform(Span<float> destination, double low, double high) =>
        new SourceSampler(this).Fill(destination, new UniformMap(low, high));

    /// <summary>Fills the span with values of N(mean, standardDeviation^2): <c>mean + standardDeviation * z</c>, z the quantile of a word, |z| at most 6.338.</summary>
    /// <param name="destination">Where the values go; one word is drawn for each.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the values.</param>
    /// <exception cref="ArgumentException">A parameter is not finite as a float, the deviation is negative, or the largest values would overflow.</exception>
    void NextNormal(Span<float> destination, double mean, double standardDeviation) =>
        new SourceSampler(this).Fill(destination, new NormalMap(mean, standardDeviation));

    /// <summary>
    /// Fills the span with values of N(mean, standardDeviation^2) kept within
    /// [<c>mean + lower * standardDeviation</c>, <c>mean + upper * standardDeviation</c>], for any bounds.
    /// </summary>
    /// <param name="destination">Where the values go; one word is drawn for each.</param>
    /// <param name="mean">The mean of the distribution before truncation, finite.</param>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the values.</param>
    /// <param name="lower">The lower bound in standard deviations from the mean; minus infinity for none.</param>
    /// <param name="upper">The upper bound in standard deviations from the mean, above <paramref name="lower"/>; infinity for none.</param>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts, or no float lies between the bounds.</exception>
    void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper) =>
        new TruncatedNormal(mean, standardDeviation, lower, upper).Fill(new SourceSampler(this), destination);

    /// <summary>
    /// Whether element i of a fill depends on the i-th word only, as above. A source whose values depend on how many are drawn at once says no:
    /// parameters are then filled whole, in one call, and their slices are refused.
    /// </summary>
    bool IsElementwise => true;

    /// <summary>Moves on by so many words; by default they are drawn and discarded.</summary>
    /// <param name="count">How many words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    void Skip(long count) => new SourceSampler(this).Skip(count);
}

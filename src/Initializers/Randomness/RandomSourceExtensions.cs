namespace Initializers;

/// <summary>
/// The default members of <see cref="IRandomBitSource"/>, callable on the generator itself:
/// <c>new DotNetRandom(random).NextNormal(weights, 0, 1)</c>.
/// </summary>
/// <example>
/// <code>
/// var noise = new float[1000];
/// new PhiloxRandom(42).NextTruncatedNormal(noise, mean: 0, standardDeviation: 1, lower: -2, upper: 2);
/// </code>
/// </example>
/// <remarks>As thread-safe as the source.</remarks>
public static class RandomSourceExtensions
{
    /// <inheritdoc cref="IRandomSource.NextUniform"/>
    /// <param name="source">The generator; one word is drawn for each value.</param>
    /// <param name="destination">The span to fill.</param>
    /// <param name="low">The inclusive lower bound.</param>
    /// <param name="high">The exclusive upper bound, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static void NextUniform(this IRandomBitSource source, Span<float> destination, double low, double high) =>
        NotNull(source).NextUniform(destination, low, high);

    /// <inheritdoc cref="IRandomSource.NextNormal"/>
    /// <param name="source">The generator; one word is drawn for each value.</param>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static void NextNormal(this IRandomBitSource source, Span<float> destination, double mean, double standardDeviation) =>
        NotNull(source).NextNormal(destination, mean, standardDeviation);

    /// <inheritdoc cref="IRandomSource.NextTruncatedNormal"/>
    /// <param name="source">The generator; one word is drawn for each value.</param>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean of the distribution before truncation, finite.</param>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the values.</param>
    /// <param name="lower">The lower bound in standard deviations from the mean; minus infinity for none.</param>
    /// <param name="upper">The upper bound in standard deviations from the mean, above <paramref name="lower"/>; infinity for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static void NextTruncatedNormal(
        this IRandomBitSource source, Span<float> destination, double mean, double standardDeviation, double lower, double upper) =>
        NotNull(source).NextTruncatedNormal(destination, mean, standardDeviation, lower, upper);

    /// <inheritdoc cref="IRandomBitSource.Skip"/>
    /// <param name="source">The generator.</param>
    /// <param name="count">The number of words, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static void Skip(this IRandomBitSource source, long count) => NotNull(source).Skip(count);

    /// <summary>
    /// Skips words that a fill does not need, if the source has words: every fill moves its source by one word for each element.
    /// </summary>
    internal static void SkipUnused(this IRandomSource source, long count)
    {
        if (source is IRandomBitSource words) words.Skip(count);
    }

    /// <summary>Draws a seed from a source without words: a uniform value of 24 bits.</summary>
    internal static uint NextUniformSeed(this IRandomSource source)
    {
        const int Bits = 24;
        Span<float> uniform = stackalloc float[1];
        source.NextUniform(uniform, 0, 1);
        return (uint)Math.ScaleB(uniform[0], Bits);
    }

    /// <summary>Draws and discards the given number of words.</summary>
    internal static void Discard(this IRandomBitSource source, long count)
    {
        const int Chunk = 4096;
        Guard.SkipCount(count);
        using var discarded = new Rented<uint>(Chunk);
        for (long left = count; left > 0; left -= Chunk) source.NextBits(discarded.Span[..(int)Math.Min(left, Chunk)]);
    }

    /// <summary>Draws two words as one number, the lower half first.</summary>
    internal static ulong NextSeed(this IRandomBitSource source)
    {
        Span<uint> words = stackalloc uint[2];
        source.NextBits(words);
        return words[0] | (ulong)words[1] << 32;
    }

    private static IRandomBitSource NotNull(IRandomBitSource source) => source ?? throw new ArgumentNullException(nameof(source));
}

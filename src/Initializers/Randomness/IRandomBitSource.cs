namespace Initializers;

/// <summary>A stream of random words of 32 bits, and the values made of them: element i of a fill depends on word i alone.</summary>
/// <remarks>
/// <para>
/// A new generator writes one method, <see cref="NextBits"/>. The values take one word an element, in order, so that a slice can be filled
/// after <see cref="Skip"/>: the uniform is <c>low + u * (high - low)</c> with u a multiple of 2^-24 in [0, 1), rounded once; the normal is
/// <c>mean + standardDeviation * z</c> with z the quantile of the word, |z| at most 6.338. They are specified in docs/philox4x32-10-v1.md.
/// </para>
/// <para>Thread-safety is up to the implementation, as of <see cref="IRandomSource"/>.</para>
/// </remarks>
public interface IRandomBitSource : IRandomSource
{
    /// <summary>Fills the span with the next words, each of 32 independent, evenly distributed bits.</summary>
    /// <param name="destination">Where the words go, one an element.</param>
    void NextBits(Span<uint> destination);

    /// <summary>Moves on by so many words; by default they are drawn and discarded.</summary>
    /// <param name="count">How many words, at least 0; by default at most 2^32, which takes of the order of ten seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what the source accepts.</exception>
    void Skip(long count) => this.Discard(count);

    /// <inheritdoc/>
    void IRandomSource.NextUniform(Span<float> destination, double low, double high) =>
        SamplingLoop.Fill(this, destination, new UniformMap(low, high));

    /// <inheritdoc/>
    void IRandomSource.NextNormal(Span<float> destination, double mean, double standardDeviation) =>
        SamplingLoop.Fill(this, destination, new NormalMap(mean, standardDeviation));

    /// <inheritdoc/>
    void IRandomSource.NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        var normal = new TruncatedNormal(mean, standardDeviation, lower, upper);
        if (normal.IsNarrow) SamplingLoop.Fill(this, destination, normal.NarrowMap);
        else SamplingLoop.Fill(this, destination, normal.WordMap);
    }
}

namespace Initializers;

/// <summary>A source of random 32-bit words, and of values made from them: element i of a fill depends on word i alone.</summary>
/// <example>
/// <code>
/// // A source of your own: these 32-bit words alone, in tests for instance.
/// IRandomBitSource source = new SequenceRandom(0x80000000) { Repeats = true };
/// var weights = new float[4];
/// source.NextUniform(weights, low: -1, high: 1);
/// Console.WriteLine(string.Join(", ", weights)); // 0, 0, 0, 0
/// </code>
/// </example>
/// <remarks>
/// <para>Each value takes one word, in order, so that a slice can be filled after <see cref="Skip"/>. A uniform value is
/// <c>low + u * (high - low)</c>, rounded once, with u a multiple of 2^-24 in [0, 1). A normal value is
/// <c>mean + standardDeviation * z</c>, with z the normal quantile of the word, |z| at most 6.338. Both are specified in
/// docs/philox4x32-10-v1.md.</para>
/// <para>A new generator has to implement one method, <see cref="NextBits"/>. It may leave out the rest:</para>
/// <list type="bullet">
/// <item><description><c>NextUniform</c>, <c>NextNormal</c> and <c>NextTruncatedNormal</c> make their values from
/// <see cref="NextBits"/>, one chunk at a time on the calling thread.</description></item>
/// <item><description><see cref="Skip"/> draws words and discards them. Write it for a generator that can jump; otherwise slices beyond
/// element 2^32 are refused.</description></item>
/// <item><description><see cref="IRandomSource.MaxDegreeOfParallelism"/> is -1, all cores. It affects only work such as orthogonal
/// matrices, not the drawing of words.</description></item>
/// <item><description><see cref="IForkableSource"/> is for generators with independent streams by name.</description></item>
/// </list>
/// <para>Thread-safety is up to the implementation; callers must not assume it.</para>
/// </remarks>
public interface IRandomBitSource : IRandomSource
{
    /// <summary>Fills the span with the next words, each of 32 independent, uniformly distributed bits.</summary>
    /// <param name="destination">The span to fill.</param>
    void NextBits(Span<uint> destination);

    /// <summary>Skips the given number of words; by default they are drawn and discarded.</summary>
    /// <param name="count">The number of words, at least 0; by default at most 2^32, which takes about ten seconds.</param>
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
        var normal = new TruncatedNormalMaps(mean, standardDeviation, lower, upper);
        if (normal.IsNarrow) SamplingLoop.Fill(this, destination, normal.NarrowMap);
        else SamplingLoop.Fill(this, destination, normal.WordMap);
    }
}

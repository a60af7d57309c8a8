using System.Numerics;
using Initializers.Kernels;

namespace Initializers.Frameworks;

/// <summary>NumPy 2.4's Generator: <c>new NumPyRandom(12345)</c> draws what <c>numpy.random.default_rng(12345)</c> draws, bit for bit.</summary>
/// <remarks>
/// <para>
/// Verified on Linux x86-64 with FMA and the GNU C library up to 2.40, whose logarithms decide the last bit of tails (5e-4 of the normals of doubles; from 2.41 on one float in a million differs by an ulp). Not verified on other systems.
/// </para>
/// <para>
/// As a source of weights it draws doubles and rounds them, as <c>rng.normal(mean, deviation, shape).astype(numpy.float32)</c>. A normal takes as many words as it happens to need, so that slices cannot be filled alone. Not thread-safe: each thread has a generator
/// of its own, such as one of <see cref="SeedSequence.Spawn"/>.
/// </para>
/// </remarks>
public sealed class NumPyRandom : IRandomSource
{
    /// <summary>Doubles that are drawn at once on the way to floats.</summary>
    private const int Chunk = 512;

    private readonly NumPyStream _stream;

    /// <summary>The generator of a seed: <c>default_rng(seed)</c>.</summary>
    /// <param name="seed">A whole number from 0, of any size.</param>
    /// <param name="generator">The bit generator.</param>
    /// <exception cref="ArgumentException"><paramref name="seed"/> is negative, or <paramref name="generator"/> is not a named one.</exception>
    public NumPyRandom(BigInteger seed, NumPyBitGenerator generator = NumPyBitGenerator.Pcg64) : this(new SeedSequence(Guard.NotNegative(seed)), generator)
    {
    }

    /// <summary>The generator of a seed sequence, such as a spawned one: <c>Generator(PCG64(sequence))</c>.</summary>
    /// <param name="seed">The sequence; <c>new SeedSequence([42, 7])</c> is that of <c>default_rng([42, 7])</c>.</param>
    /// <param name="generator">The bit generator.</param>
    /// <exception cref="ArgumentNullException"><paramref name="seed"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="generator"/> is not a named one.</exception>
    public NumPyRandom(SeedSequence seed, NumPyBitGenerator generator = NumPyBitGenerator.Pcg64)
    {
        ArgumentNullException.ThrowIfNull(seed);
        (_stream, BitGenerator) = (NumPyStream.Of(seed, generator), generator);
    }

    /// <summary>The bit generator.</summary>
    public NumPyBitGenerator BitGenerator { get; }

    /// <summary><c>bit_generator.random_raw()</c>: the generator's own words, of 32 bits for MT19937.</summary>
    /// <param name="destination">Where they go.</param>
    public void RandomRaw(Span<ulong> destination) => _stream.Raw(destination);

    /// <summary><c>random()</c>: multiples of 2^-53 in [0, 1).</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<double> destination) => _stream.Random(destination);

    /// <summary><c>random(dtype=numpy.float32)</c>: multiples of 2^-24 in [0, 1).</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<float> destination) => _stream.Random(destination);

    /// <summary><c>uniform(low, high)</c>: low + (high - low) u, rounded twice, so that it may be high.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">What u = 0 gives.</param>
    /// <param name="high">Where u = 1 would be, at least low.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound or their distance is not finite, or <paramref name="high"/> is below <paramref name="low"/>, which NumPy refuses too.</exception>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        double width = Guard.FiniteWidth(low, high);
        _stream.Random(destination);
        foreach (ref double value in destination) value = low + width * value;
    }

    /// <summary><c>standard_normal()</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    public void StandardNormal(Span<double> destination) => _stream.StandardNormal(destination);

    /// <summary><c>standard_normal(dtype=numpy.float32)</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    public void StandardNormal(Span<float> destination) => _stream.StandardNormal(destination);

    /// <summary><c>normal(loc, scale)</c>: loc + scale z, rounded twice.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="loc">The mean, finite.</param>
    /// <param name="scale">The standard deviation, at least 0 and finite.</param>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts.</exception>
    public void Normal(Span<double> destination, double loc = 0, double scale = 1)
    {
        Guard.FiniteDouble(loc);
        Guard.NotNegative(scale);
        _stream.StandardNormal(destination);
        foreach (ref double value in destination) value = loc + scale * value;
    }

    /// <summary><c>integers(low, high)</c> of int64: evenly from low to high - 1.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">One above the highest.</param>
    /// <exception cref="ArgumentException"><paramref name="low"/> is not below <paramref name="high"/>.</exception>
    public void Integers(Span<long> destination, long low, long high)
    {
        Guard.Ordered(low, high);
        _stream.Integers(destination, low, high);
    }

    /// <summary>The words that <c>integers(0, 2**32)</c> draws.</summary>
    /// <param name="destination">Where they go.</param>
    public void NextBits(Span<uint> destination) => _stream.Words(destination);

    /// <inheritdoc/>
    /// <remarks><c>uniform(low, high).astype(numpy.float32)</c>: a value may be the upper bound.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        _ = new UniformMap(low, high); // refuses what is refused everywhere
        Rounded(destination, normal: false, low, high - low);
    }

    /// <inheritdoc/>
    /// <remarks><c>normal(mean, standardDeviation).astype(numpy.float32)</c>: no normal is more than 12.23 deviations from the mean.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NumPyArguments.Normal(mean, standardDeviation);
        Rounded(destination, normal: true, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// NumPy has none. As Keras' NumPy backend does: as many normals as there are values to fill are drawn again and again, and those within the bounds are kept in their order.
    /// A value takes as many draws as the inverse of the share of normals between the bounds.
    /// </remarks>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts, no float lies between the bounds, or fewer than one normal in a million does.</exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        NumPyArguments.TruncatedNormal(mean, standardDeviation, lower, upper);
        TruncatedNormal<float, Float32>(destination, mean, standardDeviation, lower, upper);
    }

    /// <summary>Moves on by so many words of <see cref="NextBits"/>.</summary>
    /// <remarks>PCG64, PCG64DXSM and Philox jump over any distance at once; SFC64 goes word by word, and MT19937 block by block, which takes of the order of a second for 10^9 words.</remarks>
    /// <param name="count">How many words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => _stream.Skip((ulong)Guard.NotNegative(count));

    /// <summary>Batches of as many normals as there are values; those within the bounds, in deviations, are kept in their order.</summary>
    internal void TruncatedNormal<T, TType>(Span<T> values, double mean, double deviation, double lower, double upper)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        using var batch = new Rented<double>(values.Length);
        double low = mean + lower * deviation, high = mean + upper * deviation;
        for (int kept = 0; kept < values.Length;)
        {
            Normal(batch.Span, mean, deviation);
            foreach (double value in batch.Span)
            {
                if (kept < values.Length && value >= low && value <= high) values[kept++] = TType.RoundOnce(value);
            }
        }
    }

    /// <summary>Start + factor u, or times a normal, in doubles that are rounded, chunk by chunk.</summary>
    private void Rounded(Span<float> destination, bool normal, double start, double factor)
    {
        Span<double> doubles = stackalloc double[Chunk];
        for (; !destination.IsEmpty; destination = destination[Math.Min(Chunk, destination.Length)..])
        {
            Span<double> chunk = doubles[..Math.Min(Chunk, destination.Length)];
            if (normal) _stream.StandardNormal(chunk);
            else _stream.Random(chunk);
            for (int i = 0; i < chunk.Length; i++) destination[i] = (float)(start + factor * chunk[i]);
        }
    }
}

using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy 2.4's Generator: <c>new NumPyRandom(12345)</c> draws what <c>numpy.random.default_rng(12345)</c> draws, bit for bit.
/// </summary>
/// <remarks>
/// <para>
/// Verified on Linux x86-64 with FMA and the GNU C library up to 2.40, whose logarithms decide the last bit of tails (5e-4 of the normals
/// of doubles; from 2.41 on one float in a million differs by an ulp). Not verified on other systems.
/// </para>
/// <para>
/// As a source of weights it draws doubles and rounds them, as <c>rng.normal(mean, deviation, shape).astype(numpy.float32)</c>. A normal
/// takes as many words as it happens to need, so that slices cannot be filled alone. Not thread-safe: each thread has a generator of its
/// own, such as one of <see cref="SeedSequence.Spawn"/>.
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
    /// <exception cref="ArgumentException">
    /// <paramref name="seed"/> is negative, or <paramref name="generator"/> is not a named one.
    /// </exception>
    public NumPyRandom(BigInteger seed, NumPyBitGenerator generator = NumPyBitGenerator.Pcg64)
        : this(new SeedSequence(Guard.NotNegative(seed)), generator)
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

    /// <summary>Goes on where a generator stood, of this class or of NumPy: <c>bit_generator.state = state</c>.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state keeps a normal, as only that of a <see cref="NumPyLegacyRandom"/> does.</exception>
    public NumPyRandom(NumPyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.KeptNormal is not null)
            throw new ArgumentException("state must keep no normal, as that of a RandomState does.", nameof(state));
        (_stream, BitGenerator) = (NumPyStream.Of(state), state.BitGenerator);
    }

    /// <summary>The bit generator.</summary>
    public NumPyBitGenerator BitGenerator { get; }

    /// <summary><c>bit_generator.state</c>, to be saved and resumed, here or in NumPy.</summary>
    public NumPyState State => _stream.State(BitGenerator);

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
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or their distance is not finite, or <paramref name="high"/> is below <paramref name="low"/>, which NumPy refuses too.
    /// </exception>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        double width = NumPyArguments.Width(low, high);
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
    /// <param name="scale">The standard deviation, at least 0 and finite; -0 is refused, as there.</param>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts.</exception>
    public void Normal(Span<double> destination, double loc = 0, double scale = 1)
    {
        Guard.FiniteDouble(loc);
        NumPyArguments.Scale(scale);
        _stream.StandardNormal(destination);
        foreach (ref double value in destination) value = loc + scale * value;
    }

    /// <summary><c>integers(low, high)</c> of int64: evenly from low to high - 1.</summary>
    /// <param name="destination">Where the values go. Of an empty one NumPy does not look at the numbers.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">One above the highest.</param>
    /// <exception cref="ArgumentException"><paramref name="low"/> is not below <paramref name="high"/>.</exception>
    public void Integers(Span<long> destination, long low, long high)
    {
        if (destination.IsEmpty) return;
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
        Uniform<float, Float32>(destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>normal(mean, standardDeviation).astype(numpy.float32)</c>: no normal is more than 12.23 deviations from the mean.
    /// </remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NumPyArguments.Normal(mean, standardDeviation);
        Normal<float, Float32>(destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// NumPy has none. As Keras' NumPy backend does: as many normals as there are values to fill are drawn again and again, and those
    /// within the bounds are kept in their order.
    /// A value takes as many draws as the inverse of the share of normals between the bounds.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, no float lies between the bounds, or fewer than one normal in a million does.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        NumPyArguments.TruncatedNormal(mean, standardDeviation, lower, upper);
        TruncatedNormal<float, Float32>(destination, mean, standardDeviation, lower, upper);
    }

    /// <summary>Moves on by so many words of <see cref="NextBits"/>.</summary>
    /// <remarks>
    /// PCG64, PCG64DXSM and Philox jump over any distance at once; SFC64 goes word by word, and MT19937 block by block, which takes of the
    /// order of a second for 10^9 words.
    /// </remarks>
    /// <param name="count">How many words, at least 0, and of SFC64 and MT19937 at most 2^32 at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public void Skip(long count)
    {
        bool jumps = BitGenerator is not (NumPyBitGenerator.Sfc64 or NumPyBitGenerator.MT19937);
        _stream.Skip(jumps ? (ulong)Guard.NotNegative(count) : MersenneTwister.Steps(count));
    }

    /// <summary>Batches of as many normals as there are values; those within the bounds, in deviations, are kept in their order.</summary>
    internal void TruncatedNormal<T, TType>(Span<T> values, double mean, double deviation, double lower, double upper)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        using var batch = new Rented<double>(values.Length);
        double low = mean + lower * deviation, high = mean + upper * deviation;
        for (int kept = 0; kept < values.Length;)
        {
            _stream.StandardNormal(batch.Span);
            foreach (double z in batch.Span)
            {
                double value = mean + deviation * z;
                if (kept < values.Length && value >= low && value <= high) values[kept++] = TType.RoundOnce(value);
            }
        }
    }

    /// <summary>low + (high - low) u in doubles that are rounded.</summary>
    internal void Uniform<T, TType>(Span<T> values, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Rounded<T, TType>(values, normal: false, low, high - low);

    /// <summary>mean + deviation z in doubles that are rounded.</summary>
    internal void Normal<T, TType>(Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Rounded<T, TType>(values, normal: true, mean, deviation);

    /// <summary>Start + factor u, or times a normal, in doubles that are rounded, chunk by chunk.</summary>
    private void Rounded<T, TType>(Span<T> destination, bool normal, double start, double factor)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Span<double> doubles = stackalloc double[Chunk];
        for (; !destination.IsEmpty; destination = destination[Math.Min(Chunk, destination.Length)..])
        {
            Span<double> chunk = doubles[..Math.Min(Chunk, destination.Length)];
            if (normal) _stream.StandardNormal(chunk);
            else _stream.Random(chunk);
            for (int i = 0; i < chunk.Length; i++) destination[i] = TType.RoundOnce(start + factor * chunk[i]);
        }
    }
}

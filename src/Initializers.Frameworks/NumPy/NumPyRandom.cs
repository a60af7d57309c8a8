using System.Numerics;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy 2.4's Generator: <c>new NumPyRandom(12345)</c> draws what <c>numpy.random.default_rng(12345)</c> draws, bit for bit.
/// </summary>
/// <example>
/// <code>
/// // numpy.random.default_rng(0).standard_normal(1000)
/// var normals = new double[1000];
/// new NumPyRandom(0).StandardNormal(normals);
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Verified on Linux x86-64 with FMA and the GNU C library up to 2.40, whose logarithms decide the last bits of the tails: 5e-4 of the
/// normals in double. From 2.41 on, one normal in a million differs by an ulp in float. Not verified on other systems.
/// </para>
/// <para>
/// As a source of weights it draws doubles and rounds them, as <c>rng.normal(mean, deviation, shape).astype(numpy.float32)</c>. The number
/// of words that a normal takes varies, so slices cannot be filled on their own. Not thread-safe: give each thread its own generator, such
/// as one of <see cref="SeedSequence.Spawn"/>.
/// </para>
/// </remarks>
public sealed class NumPyRandom : IRandomSource
{
    /// <summary>The number of doubles that are drawn at once and then rounded.</summary>
    private const int Chunk = 512;

    private readonly NumPyStream _stream;

    /// <summary>The generator of a seed: <c>default_rng(seed)</c>.</summary>
    /// <param name="seed">The seed: a whole number of at least 0, of any size.</param>
    /// <param name="generator">The bit generator.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="seed"/> is negative, or <paramref name="generator"/> is not defined.
    /// </exception>
    public NumPyRandom(BigInteger seed, NumPyBitGenerator generator = NumPyBitGenerator.Pcg64)
        : this(new SeedSequence(Guard.NotNegative(seed)), generator)
    {
    }

    /// <summary>The generator of a seed sequence, such as a spawned one: <c>Generator(PCG64(sequence))</c>.</summary>
    /// <param name="seed">The sequence; <c>default_rng([42, 7])</c> has <c>new SeedSequence([42, 7])</c>.</param>
    /// <param name="generator">The bit generator.</param>
    /// <exception cref="ArgumentNullException"><paramref name="seed"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="generator"/> is not defined.</exception>
    public NumPyRandom(SeedSequence seed, NumPyBitGenerator generator = NumPyBitGenerator.Pcg64)
    {
        ArgumentNullException.ThrowIfNull(seed);
        (_stream, BitGenerator) = (NumPyStream.Of(seed, generator), generator);
    }

    /// <summary>Resumes from a state of this class or of NumPy: <c>bit_generator.state = state</c>.</summary>
    /// <param name="state">The state, from <see cref="State"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state has a cached normal, which only a <see cref="NumPyLegacyRandom"/> has.</exception>
    public NumPyRandom(NumPyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.KeptNormal is { } normal)
            throw new ArgumentException(
                Invariant($"state must not contain a cached normal, which only a RandomState has, but contained {normal}."), nameof(state));
        (_stream, BitGenerator) = (NumPyStream.Of(state), state.BitGenerator);
    }

    /// <summary>The bit generator.</summary>
    public NumPyBitGenerator BitGenerator { get; }

    /// <summary><c>bit_generator.state</c>, to be saved and resumed, here or in NumPy.</summary>
    public NumPyState State => _stream.State(BitGenerator);

    /// <summary><c>bit_generator.random_raw()</c>: the generator's own words, which have 32 bits for MT19937.</summary>
    /// <param name="destination">Where they go.</param>
    public void RandomRaw(Span<ulong> destination) => _stream.Raw(destination);

    /// <summary><c>random()</c>: multiples of 2^-53 in [0, 1).</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<double> destination) => _stream.Random(destination);

    /// <summary><c>random(dtype=numpy.float32)</c>: multiples of 2^-24 in [0, 1).</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<float> destination) => _stream.Random(destination);

    /// <summary><c>uniform(low, high)</c>: low + (high - low) u, rounded twice, so that a value may be high.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The value for u = 0.</param>
    /// <param name="high">The value that u = 1 would give, at least <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or their distance is not finite, or <paramref name="high"/> is below <paramref name="low"/>, which NumPy refuses too.
    /// </exception>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        double width = NumPyGuard.Width(low, high);
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
    /// <param name="scale">The standard deviation, at least 0 and finite; -0 is refused, as in NumPy.</param>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts.</exception>
    public void Normal(Span<double> destination, double loc = 0, double scale = 1)
    {
        Guard.FiniteDouble(loc);
        NumPyGuard.Scale(scale);
        _stream.StandardNormal(destination);
        foreach (ref double value in destination) value = loc + scale * value;
    }

    /// <summary><c>integers(low, high)</c> of int64: uniformly from low to high - 1.</summary>
    /// <param name="destination">Where the values go. If it is empty, the bounds are not checked, as in NumPy.</param>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">One above the highest value.</param>
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
        UniformMap.Check(low, high);
        Uniform<float, Float32>(destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>normal(mean, standardDeviation).astype(numpy.float32)</c>: no normal is more than 12.23 deviations from the mean.
    /// </remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NumPyGuard.Normal(mean, standardDeviation);
        Normal<float, Float32>(destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// NumPy has no such function; this is what Keras's NumPy backend does. As many normals as there are values to fill are drawn again and
    /// again, and those within the bounds are kept in order. A value takes 1 / share draws on average, with the share of normals that lie
    /// between the bounds.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, no float lies between the bounds, or fewer than one normal in a million does.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        NumPyGuard.TruncatedNormal(mean, standardDeviation, lower, upper);
        TruncatedNormal<float, Float32>(destination, mean, standardDeviation, lower, upper);
    }

    /// <summary>Skips the given number of words of <see cref="NextBits"/>.</summary>
    /// <remarks>
    /// PCG64, PCG64DXSM and Philox jump over any distance at once; SFC64 advances word by word and MT19937 block by block, which takes
    /// about a second for 10^9 words.
    /// </remarks>
    /// <param name="count">The number of words: at least 0, and at most 2^32 for SFC64 and MT19937.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public void Skip(long count)
    {
        bool jumps = BitGenerator is not (NumPyBitGenerator.Sfc64 or NumPyBitGenerator.MT19937);
        _stream.Skip(jumps ? (ulong)Guard.NotNegative(count) : MersenneTwister.Steps(count));
    }

    /// <summary>Draws batches of as many normals as there are values, and keeps those within the bounds, in order.</summary>
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

    /// <summary>low + (high - low) u, computed in double and rounded.</summary>
    internal void Uniform<T, TType>(Span<T> values, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Rounded<T, TType>(values, normal: false, low, high - low);

    /// <summary>mean + deviation z, computed in double and rounded.</summary>
    internal void Normal<T, TType>(Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Rounded<T, TType>(values, normal: true, mean, deviation);

    /// <summary>start + factor times a uniform or a normal, computed in double and rounded, chunk by chunk.</summary>
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

/// <summary>NumPy's bit generators.</summary>
public enum NumPyBitGenerator
{
    /// <summary>PCG64, the generator of <c>default_rng</c>.</summary>
    Pcg64,

    /// <summary>PCG64DXSM.</summary>
    Pcg64Dxsm,

    /// <summary>Philox4x64, which is not the generator of <see cref="PhiloxRandom"/>.</summary>
    Philox,

    /// <summary>SFC64.</summary>
    Sfc64,

    /// <summary>
    /// MT19937, seeded by a SeedSequence; RandomState seeds it otherwise (<see cref="NumPyLegacyRandom"/>).
    /// </summary>
    MT19937,
}

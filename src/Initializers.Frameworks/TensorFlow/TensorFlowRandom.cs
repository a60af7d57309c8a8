using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// TensorFlow 2.21's generator with a state: <c>new TensorFlowRandom(42)</c> draws what
/// <c>tf.random.Generator.from_seed(42, alg="philox")</c> draws on a CPU.
/// </summary>
/// <remarks>
/// Verified on Linux x86-64. Each fill goes on 256 blocks for each value, whatever it needs, so that slices are not filled alone. Not
/// thread-safe: each thread has a generator of its own.
/// </remarks>
public sealed partial class TensorFlowRandom : IRandomSource
{
    private const int BlocksOfOne = 256;

    private PhiloxCounter _stream;

    /// <summary>A generator of a seed.</summary>
    /// <param name="seed">A whole number, of which 192 bits count: the counter's 128, and the key's.</param>
    public TensorFlowRandom(BigInteger seed)
    {
        ulong[] words = [.. Enumerable.Range(0, 3).Select(i => (ulong)((seed >> (64 * i)) & ulong.MaxValue))];
        _stream = new(words[2], new UInt128(words[1], words[0]));
    }

    /// <summary>Goes on where a generator stood: <c>tf.random.Generator.from_state(state, alg="philox")</c>.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    public TensorFlowRandom(TensorFlowState state) =>
        _stream = new((ulong)state.Key, new UInt128((ulong)state.CounterHigh, (ulong)state.CounterLow));

    /// <summary><c>generator.state</c>: the counter's two halves, the low one first, and the key; to be saved and resumed.</summary>
    public TensorFlowState State => new((long)(ulong)_stream.Counter, (long)(ulong)(_stream.Counter >> 64), (long)_stream.Key);

    /// <summary><c>generator.uniform_full_int(shape, tf.uint32)</c>.</summary>
    /// <param name="destination">Where the words go.</param>
    public void NextBits(Span<uint> destination) => Next(destination.Length).Fill(destination);

    /// <inheritdoc/>
    /// <remarks><c>generator.uniform(shape, low, high)</c>: a value may be the upper bound.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        _ = new UniformMap(low, high); // refuses what is refused everywhere
        TensorFlowSampling<float, Float32>.Uniform(Next(destination.Length), destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>generator.normal(shape, mean, stddev)</c>.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        _ = new NormalMap(mean, standardDeviation);
        TensorFlowSampling<float, Float32>.Normal(Next(destination.Length), destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks><c>generator.truncated_normal(shape, mean, stddev)</c>, which has bounds of two deviations and no others.</remarks>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts, or the bounds are not -2 and 2.</exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        _ = new TruncatedNormal(mean, standardDeviation, lower, upper);
        Guard.TwoDeviations(lower, upper, "TensorFlow");
        TensorFlowSampling<float, Float32>.TruncatedNormal(Next(destination.Length), destination, mean, standardDeviation);
    }

    /// <summary><c>generator.skip(count)</c>: goes on as a fill of so many values does.</summary>
    /// <param name="count">How many values, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Next(Guard.NotNegative(count));

    /// <summary>The stream of a fill of so many values.</summary>
    private PhiloxCounter Next(long count)
    {
        PhiloxCounter now = _stream;
        _stream = now with { Counter = now.Counter + BlocksOfOne * (UInt128)count };
        return now;
    }
}

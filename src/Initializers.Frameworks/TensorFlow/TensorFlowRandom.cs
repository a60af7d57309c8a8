using System.Numerics;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// TensorFlow 2.21's stateful generator: <c>new TensorFlowRandom(42)</c> draws what
/// <c>tf.random.Generator.from_seed(42, alg="philox")</c> draws on a CPU.
/// </summary>
/// <example>
/// <code>
/// // tf.random.Generator.from_seed(0).normal((1000,))
/// var generator = new TensorFlowRandom(0);
/// var normals = new float[1000];
/// generator.Normal(normals);
/// </code>
/// </example>
/// <remarks>
/// Other number types and TensorFlow's own arguments are drawn by <see cref="TensorFlowDistributions"/>. Verified on Linux x86-64. Each
/// fill advances by 256 blocks per value, however many it needs, so slices cannot be filled on their own. Not thread-safe: give each thread
/// its own generator.
/// </remarks>
public sealed class TensorFlowRandom : IRandomSource, ITensorFlowSource
{
    private const int BlocksPerValue = 256;

    private PhiloxCounter _stream;

    /// <summary>A generator from a seed.</summary>
    /// <param name="seed">A whole number, of which 192 bits count: 128 for the counter and 64 for the key.</param>
    public TensorFlowRandom(BigInteger seed)
    {
        ulong[] words = [.. Enumerable.Range(0, 3).Select(i => (ulong)((seed >> (64 * i)) & ulong.MaxValue))];
        _stream = new(words[2], new UInt128(words[1], words[0]));
    }

    /// <summary>Resumes from a saved state: <c>tf.random.Generator.from_state(state, alg="philox")</c>.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    public TensorFlowRandom(TensorFlowState state) =>
        _stream = new((ulong)state.Key, new UInt128((ulong)state.CounterHigh, (ulong)state.CounterLow));

    /// <summary><c>generator.state</c>: the two halves of the counter, low half first, and the key; to be saved and resumed.</summary>
    public TensorFlowState State => new((long)(ulong)_stream.Counter, (long)(ulong)(_stream.Counter >> 64), (long)_stream.Key);

    /// <summary><c>generator.uniform_full_int(shape, tf.uint32)</c>.</summary>
    /// <param name="destination">Receives the words.</param>
    public void NextBits(Span<uint> destination) => Take(destination.Length).Fill(destination);

    /// <inheritdoc/>
    /// <remarks><c>generator.uniform(shape, low, high)</c>: a value may equal the upper bound.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        UniformMap.Check(low, high);
        TensorFlowSampling<float, Float32>.Uniform(Take(destination.Length), destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>generator.normal(shape, mean, stddev)</c>.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NormalMap.Check(mean, standardDeviation);
        TensorFlowSampling<float, Float32>.Normal(Take(destination.Length), destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks><c>generator.truncated_normal(shape, mean, stddev)</c>, whose bounds are always two deviations.</remarks>
    /// <exception cref="ArgumentException">A parameter is out of range, or the bounds are not -2 and 2.</exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        Guard.TwoDeviations(lower, upper, "TensorFlow");
        TensorFlowSampling<float, Float32>.TruncatedNormal(Take(destination.Length), destination, mean, standardDeviation);
    }

    /// <summary><c>generator.skip(count)</c>: advances as a fill of that many values does.</summary>
    /// <param name="count">The number of values, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Take(Guard.NotNegative(count));

    PhiloxCounter ITensorFlowSource.Take(long count) => Take(count);

    private PhiloxCounter Take(long count)
    {
        PhiloxCounter now = _stream;
        _stream = now with { Counter = now.Counter + BlocksPerValue * (UInt128)count };
        return now;
    }
}

/// <summary>
/// The state of a <see cref="TensorFlowRandom"/>, the three numbers of <c>generator.state</c>: save it, as JSON or otherwise, and pass it
/// to the constructor to resume.
/// </summary>
/// <param name="CounterLow">The lower half of the counter.</param>
/// <param name="CounterHigh">The upper half of the counter.</param>
/// <param name="Key">The key.</param>
/// <remarks>Thread-safe: an immutable value. Any three numbers are a state.</remarks>
public readonly record struct TensorFlowState(long CounterLow, long CounterHigh, long Key)
{
    /// <summary>The numbers, in the invariant culture.</summary>
    public override string ToString() =>
        Invariant($"TensorFlowState {{ CounterLow = {CounterLow}, CounterHigh = {CounterHigh}, Key = {Key} }}");
}

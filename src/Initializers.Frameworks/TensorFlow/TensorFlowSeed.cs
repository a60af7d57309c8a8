using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>A stateless seed of TensorFlow 2.21: the pair that <c>tf.random.stateless_uniform</c> and its kin take. The same seed gives the same values each time.</summary>
/// <param name="First">The first number, an int64 or an int32 with its sign.</param>
/// <param name="Second">The second number.</param>
/// <remarks>
/// On a CPU, eagerly and in graphs, with Philox; compiled by XLA TensorFlow draws other values. Verified on Linux x86-64; normals of float64 within 8e-15, since there the C library's functions decide last bits. Thread-safe: an immutable value.
/// </remarks>
public readonly record struct TensorFlowSeed(long First, long Second)
{
    /// <summary><c>stateless_uniform(shape, seed, minval, maxval)</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">minval.</param>
    /// <param name="high">maxval, which a value may be.</param>
    public void Uniform(Span<float> destination, double low = 0, double high = 1) => TensorFlowSampling<float, Float32>.Uniform(Stream, destination, low, high);

    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void Uniform(Span<double> destination, double low = 0, double high = 1) => TensorFlowSampling<double, Float64>.Uniform(Stream, destination, low, high);

    /// <summary><c>stateless_normal(shape, seed, mean, stddev)</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation.</param>
    public void Normal(Span<float> destination, double mean = 0, double stddev = 1) => TensorFlowSampling<float, Float32>.Normal(Stream, destination, mean, stddev);

    /// <inheritdoc cref="Normal(Span{float}, double, double)"/>
    public void Normal(Span<double> destination, double mean = 0, double stddev = 1) => TensorFlowSampling<double, Float64>.Normal(Stream, destination, mean, stddev);

    /// <summary><c>stateless_truncated_normal(shape, seed, mean, stddev)</c>: within two deviations of the normal before truncation.</summary>
    /// <inheritdoc cref="Normal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<float> destination, double mean = 0, double stddev = 1) => TensorFlowSampling<float, Float32>.TruncatedNormal(Stream, destination, mean, stddev);

    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<double> destination, double mean = 0, double stddev = 1) => TensorFlowSampling<double, Float64>.TruncatedNormal(Stream, destination, mean, stddev);

    /// <summary><c>stateless_uniform(shape, seed, None, None, tf.uint32)</c>: all values; int32 is the same bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Integers(Span<uint> destination) => Stream.Fill(destination);

    /// <summary><c>stateless_uniform(shape, seed, None, None, tf.uint64)</c>: all values; int64 is the same bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Integers(Span<ulong> destination) => Stream.Fill(destination);

    /// <summary><c>stateless_uniform(shape, seed, minval, maxval, tf.int32)</c>: the rest of a division, so that low values come a little more often.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">One above the highest.</param>
    /// <exception cref="ArgumentException"><paramref name="low"/> is not below <paramref name="high"/>.</exception>
    public void Integers(Span<int> destination, int low, int high)
    {
        Check(low, high);
        Span<uint> words = MemoryMarshal.Cast<int, uint>(destination);
        Stream.Fill(words);
        foreach (ref uint word in words) word = (uint)low + word % ((uint)high - (uint)low);
    }

    /// <summary><c>stateless_uniform(shape, seed, minval, maxval, tf.int64)</c>.</summary>
    /// <inheritdoc cref="Integers(Span{int}, int, int)"/>
    public void Integers(Span<long> destination, long low, long high)
    {
        Check(low, high);
        Span<ulong> words = MemoryMarshal.Cast<long, ulong>(destination);
        Stream.Fill(words);
        foreach (ref ulong word in words) word = (ulong)low + word % ((ulong)high - (ulong)low);
    }

    /// <summary><c>tf.random.split(seed, num)</c> of an int64 seed.</summary>
    /// <param name="count">How many seeds, from 0 to 1,073,741,795: an array holds their words.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public TensorFlowSeed[] Split(int count = 2)
    {
        var words = new ulong[2 * Guard.Pairs(count)];
        Stream.Fill(words);
        return [.. Enumerable.Range(0, count).Select(i => new TensorFlowSeed((long)words[2 * i], (long)words[2 * i + 1]))];
    }

    /// <summary><c>tf.random.split(seed, num)</c> of an int32 seed.</summary>
    /// <inheritdoc cref="Split"/>
    public TensorFlowSeed[] SplitInt32(int count = 2)
    {
        var words = new uint[2 * Guard.Pairs(count)];
        Stream.Fill(words);
        return [.. Enumerable.Range(0, count).Select(i => new TensorFlowSeed((int)words[2 * i], (int)words[2 * i + 1]))];
    }

    /// <summary><c>tf.random.fold_in(seed, data)</c>, data an int64.</summary>
    /// <param name="data">The number.</param>
    public TensorFlowSeed FoldIn(long data) => new(Split(1)[0].First, data);

    /// <summary><c>tf.random.fold_in(seed, data)</c>, data an int32, as a number of Python is.</summary>
    /// <param name="data">The number.</param>
    public TensorFlowSeed FoldInInt32(int data) => new(SplitInt32(1)[0].First, data);

    internal PhiloxCounter Stream => PhiloxCounter.Scrambled(First, Second);

    private static void Check(long low, long high)
    {
        if (low >= high) throw new ArgumentException(FormattableString.Invariant($"low is {low} and high {high}; accepted is low below high."), nameof(low));
    }
}

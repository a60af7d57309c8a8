using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A stateless seed of TensorFlow 2.21: the pair of numbers that <c>tf.random.stateless_uniform</c> and its siblings take. The same seed
/// always gives the same values.
/// </summary>
/// <param name="First">The first number, an int64 or a signed int32.</param>
/// <param name="Second">The second number.</param>
/// <example>
/// <code>
/// // tf.random.stateless_uniform((1000,), seed=(1, 2))
/// var uniforms = new float[1000];
/// new TensorFlowSeed(1, 2).Uniform(uniforms);
/// </code>
/// </example>
/// <remarks>
/// Real values are drawn by <see cref="TensorFlowDistributions"/>. They are those of Philox on a CPU, eagerly and in graphs; TensorFlow
/// compiled by XLA draws others. Verified on Linux x86-64 with the GNU C library, whose logarithm, sine and cosine decide the last bits of
/// normals. Thread-safe: an immutable value.
/// </remarks>
public readonly record struct TensorFlowSeed(long First, long Second) : ITensorFlowSource
{
    /// <summary>
    /// <c>stateless_uniform(shape, seed, None, None, tf.uint32)</c>: the full range; tf.int32 has the same bits.
    /// </summary>
    /// <param name="destination">Receives the values.</param>
    public void Integers(Span<uint> destination) => Stream.Fill(destination);

    /// <summary>
    /// <c>stateless_uniform(shape, seed, None, None, tf.uint64)</c>: the full range; tf.int64 has the same bits.
    /// </summary>
    /// <param name="destination">Receives the values.</param>
    public void Integers(Span<ulong> destination) => Stream.Fill(destination);

    /// <summary>
    /// <c>stateless_uniform(shape, seed, minval, maxval, tf.int32)</c>: the remainder of a division, which makes low values slightly more
    /// frequent.
    /// </summary>
    /// <param name="destination">Receives the values.</param>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    /// <exception cref="ArgumentException"><paramref name="low"/> is not below <paramref name="high"/>.</exception>
    public void Integers(Span<int> destination, int low, int high)
    {
        Guard.Ordered(low, high);
        Span<uint> words = MemoryMarshal.Cast<int, uint>(destination);
        Stream.Fill(words);
        foreach (ref uint word in words) word = (uint)low + word % ((uint)high - (uint)low);
    }

    /// <summary><c>stateless_uniform(shape, seed, minval, maxval, tf.int64)</c>.</summary>
    /// <inheritdoc cref="Integers(Span{int}, int, int)"/>
    public void Integers(Span<long> destination, long low, long high)
    {
        Guard.Ordered(low, high);
        Span<ulong> words = MemoryMarshal.Cast<long, ulong>(destination);
        Stream.Fill(words);
        foreach (ref ulong word in words) word = (ulong)low + word % ((ulong)high - (ulong)low);
    }

    /// <summary><c>tf.random.split(seed, num)</c> of an int64 seed.</summary>
    /// <param name="count">The number of seeds, from 0 to 1,073,741,795, whose words fit into an array.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public TensorFlowSeed[] Split(int count = 2)
    {
        var words = new ulong[2 * Guard.PairCount(count)];
        Stream.Fill(words);
        return [.. Enumerable.Range(0, count).Select(i => new TensorFlowSeed((long)words[2 * i], (long)words[2 * i + 1]))];
    }

    /// <summary><c>tf.random.split(seed, num)</c> of an int32 seed.</summary>
    /// <inheritdoc cref="Split"/>
    public TensorFlowSeed[] SplitInt32(int count = 2)
    {
        var words = new uint[2 * Guard.PairCount(count)];
        Stream.Fill(words);
        return [.. Enumerable.Range(0, count).Select(i => new TensorFlowSeed((int)words[2 * i], (int)words[2 * i + 1]))];
    }

    /// <summary><c>tf.random.fold_in(seed, data)</c> with an int64.</summary>
    /// <param name="data">The number.</param>
    public TensorFlowSeed FoldIn(long data) => new(Split(1)[0].First, data);

    /// <summary><c>tf.random.fold_in(seed, data)</c> with an int32, which Python numbers become.</summary>
    /// <param name="data">The number.</param>
    public TensorFlowSeed FoldInInt32(int data) => new(SplitInt32(1)[0].First, data);

    /// <summary>The pair, in the invariant culture: <c>(1, 2)</c>.</summary>
    public override string ToString() => Invariant($"({First}, {Second})");

    internal PhiloxCounter Stream => PhiloxCounter.Scrambled(First, Second);

    PhiloxCounter ITensorFlowSource.Take(long count) => Stream;
}

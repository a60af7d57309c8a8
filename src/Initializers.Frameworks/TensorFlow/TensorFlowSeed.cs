using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A stateless seed of TensorFlow 2.21: the pair that <c>tf.random.stateless_uniform</c> and its kin take. The same seed gives the same
/// values each time.
/// </summary>
/// <param name="First">The first number, an int64 or an int32 with its sign.</param>
/// <param name="Second">The second number.</param>
/// <remarks>
/// On a CPU, eagerly and in graphs, with Philox; compiled by XLA TensorFlow draws other values. Verified on Linux x86-64 with the GNU C
/// library, whose logarithm, sine and cosine decide the last bits of normals. Thread-safe: an immutable value.
/// </remarks>
public readonly partial record struct TensorFlowSeed(long First, long Second)
{
    /// <summary><c>stateless_uniform(shape, seed, None, None, tf.uint32)</c>: all values; int32 is the same bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Integers(Span<uint> destination) => Stream.Fill(destination);

    /// <summary><c>stateless_uniform(shape, seed, None, None, tf.uint64)</c>: all values; int64 is the same bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Integers(Span<ulong> destination) => Stream.Fill(destination);

    /// <summary>
    /// <c>stateless_uniform(shape, seed, minval, maxval, tf.int32)</c>: the rest of a division, so that low values come a little more
    /// often.
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">One above the highest.</param>
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

    /// <summary><c>(1, 2)</c>.</summary>
    public override string ToString() =>
        Invariant($"({First}, {Second})");

    internal PhiloxCounter Stream => PhiloxCounter.Scrambled(First, Second);
}

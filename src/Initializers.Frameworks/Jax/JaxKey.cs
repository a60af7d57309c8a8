using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>A key of JAX 0.10 (threefry2x32): a value from which other keys and random numbers follow.</summary>
/// <param name="First">The first word of the key's data.</param>
/// <param name="Second">The second word.</param>
/// <param name="Layout">How elements are counted.</param>
/// <example>
/// <code>
/// // jax.random.normal(jax.random.split(jax.random.key(0))[1], (1000,))
/// JaxKey key = JaxKey.FromSeed(0).Split()[1];
/// var normals = new float[1000];
/// key.Normal(normals);
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value. System.Text.Json can write and read it.</remarks>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Layout"/> is not a named one.</exception>
public readonly partial record struct JaxKey(uint First, uint Second, JaxLayout Layout = JaxLayout.Partitionable)
{
    private const int Chunk = 512;

    /// <summary>How elements are counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The layout is not a named one.</exception>
    public JaxLayout Layout { get; init => field = Guard.Defined(value, shown: nameof(Layout)); } = Guard.Defined(Layout);

    /// <summary><c>jax.random.key(seed)</c>: the low 32 bits of the seed count, or all 64 with <c>jax_enable_x64</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="layout">How elements are counted.</param>
    /// <param name="x64">Whether <c>jax_enable_x64</c> is on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layout"/> is not a named one.</exception>
    public static JaxKey FromSeed(long seed, JaxLayout layout = JaxLayout.Partitionable, bool x64 = false) =>
        new(x64 ? (uint)(seed >> 32) : 0, (uint)seed, Guard.Defined(layout));

    /// <summary><c>jax.random.split(key, count)</c>.</summary>
    /// <param name="count">The number of keys, from 0 to 1,073,741,795, whose words fit into an array.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public JaxKey[] Split(int count = 2)
    {
        var words = new ulong[Guard.PairCount(count)];
        if (Layout == JaxLayout.Partitionable)
        {
            Bits(words);
        }
        else
        {
            var legacy = new uint[2 * count];
            Bits(legacy);
            for (int i = 0; i < count; i++) words[i] = ((ulong)legacy[2 * i] << 32) | legacy[2 * i + 1];
        }
        JaxLayout layout = Layout;
        return [.. words.Select(word => new JaxKey((uint)(word >> 32), (uint)word, layout))];
    }

    /// <summary><c>jax.random.fold_in(key, data)</c>.</summary>
    /// <param name="data">A 32-bit number.</param>
    public JaxKey FoldIn(uint data)
    {
        (uint first, uint second) = Threefry2x32.Block(First, Second, 0, data);
        return new(first, second, Layout);
    }

    /// <summary><c>jax.random.bits(key, dtype=uint32)</c>.</summary>
    /// <param name="destination">Receives all words of the array.</param>
    public void Bits(Span<uint> destination) => new JaxWords(this, destination.Length, 32).Fill(destination, 0);

    /// <summary><c>jax.random.bits(key, dtype=uint64)</c>.</summary>
    /// <param name="destination">Receives all words of the array.</param>
    public void Bits(Span<ulong> destination) => new JaxWords(this, destination.Length, 64).Fill(destination, 0);

    /// <summary><c>jax.random.bits(key, dtype=uint16)</c>.</summary>
    /// <param name="destination">Receives all words of the array.</param>
    public void Bits(Span<ushort> destination) => Narrow(destination, 16);

    /// <summary><c>jax.random.bits(key, dtype=uint8)</c>.</summary>
    /// <param name="destination">Receives all words of the array.</param>
    public void Bits(Span<byte> destination) => Narrow(destination, 8);

    private void Narrow<T>(Span<T> destination, int width)
        where T : unmanaged, INumberBase<T>
    {
        var words = new JaxWords(this, destination.Length, width);
        Span<uint> chunk = stackalloc uint[Chunk];
        for (int start = 0; start < destination.Length; start += Chunk)
        {
            chunk = chunk[..Math.Min(Chunk, destination.Length - start)];
            words.Fill(chunk, start);
            for (int i = 0; i < chunk.Length; i++) destination[start + i] = T.CreateTruncating(chunk[i]);
        }
    }
}

/// <summary>How JAX counts elements with threefry: its flag <c>jax_threefry_partitionable</c>.</summary>
public enum JaxLayout
{
    /// <summary>One counter per element: the default since JAX 0.5.</summary>
    Partitionable,

    /// <summary>Counters in two halves: the default before JAX 0.5.</summary>
    Legacy,
}

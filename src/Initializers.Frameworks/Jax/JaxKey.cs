using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A key of JAX (0.10, threefry2x32): a value, from which other keys and random numbers follow.</summary>
/// <param name="First">The first word of its data.</param>
/// <param name="Second">The second word.</param>
/// <param name="Layout">How numbers are counted.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct JaxKey(uint First, uint Second, JaxLayout Layout = JaxLayout.Partitionable)
{
    /// <summary><c>jax.random.key(seed)</c>: of the seed the low 32 bits count, or with <c>jax_enable_x64</c> all 64.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="layout">How numbers are counted.</param>
    /// <param name="x64">Whether <c>jax_enable_x64</c> is on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layout"/> is not a named one.</exception>
    public static JaxKey FromSeed(long seed, JaxLayout layout = JaxLayout.Partitionable, bool x64 = false) => new(x64 ? (uint)(seed >> 32) : 0, (uint)seed, Guard.Defined(layout));

    /// <summary><c>jax.random.split(key, count)</c>.</summary>
    /// <param name="count">How many keys, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public JaxKey[] Split(int count = 2)
    {
        Guard.NotNegative(count);
        var words = new ulong[count];
        if (Layout == JaxLayout.Partitionable)
        {
            Pairs(0, words);
        }
        else
        {
            uint[] legacy = LegacyWords(checked(2 * count));
            for (int i = 0; i < count; i++) words[i] = ((ulong)legacy[2 * i] << 32) | legacy[2 * i + 1];
        }
        JaxLayout layout = Layout;
        return [.. words.Select(word => new JaxKey((uint)(word >> 32), (uint)word, layout))];
    }

    /// <summary><c>jax.random.fold_in(key, data)</c>.</summary>
    /// <param name="data">A number of 32 bits.</param>
    public JaxKey FoldIn(uint data)
    {
        (uint first, uint second) = Threefry2x32.Block(First, Second, 0, data);
        return new(first, second, Layout);
    }

    /// <summary><c>jax.random.bits(key, dtype=uint32)</c>.</summary>
    /// <param name="destination">Where the words go, all of an array.</param>
    public void Bits(Span<uint> destination)
    {
        if (Layout == JaxLayout.Partitionable) Joined(0, destination);
        else LegacyWords(destination.Length).CopyTo(destination);
    }

    /// <summary><c>jax.random.bits(key, dtype=uint64)</c>.</summary>
    /// <param name="destination">Where the words go, all of an array.</param>
    public void Bits(Span<ulong> destination)
    {
        if (Layout == JaxLayout.Partitionable)
        {
            Pairs(0, destination);
            return;
        }
        uint[] words = LegacyWords(checked(2 * destination.Length));
        for (int i = 0; i < destination.Length; i++) destination[i] = ((ulong)words[i] << 32) | words[destination.Length + i];
    }

    /// <summary><c>jax.random.bits(key, dtype=uint16)</c>.</summary>
    /// <param name="destination">Where the words go, all of an array.</param>
    public void Bits(Span<ushort> destination)
    {
        uint[] words = Narrow(destination.Length, 16);
        for (int i = 0; i < destination.Length; i++) destination[i] = (ushort)words[i];
    }

    /// <summary><c>jax.random.bits(key, dtype=uint8)</c>.</summary>
    /// <param name="destination">Where the words go, all of an array.</param>
    public void Bits(Span<byte> destination)
    {
        uint[] words = Narrow(destination.Length, 8);
        for (int i = 0; i < destination.Length; i++) destination[i] = (byte)words[i];
    }

    /// <summary>The numbers of a width below 32 bits: the low ones of a word, or in the legacy layout as many as fit.</summary>
    internal uint[] Narrow(int count, int width)
    {
        if (Layout == JaxLayout.Partitionable)
        {
            var whole = new uint[count];
            Joined(0, whole);
            for (int i = 0; i < count; i++) whole[i] &= (1u << width) - 1;
            return whole;
        }
        int perWord = 32 / width;
        uint[] words = LegacyWords((count + perWord - 1) / perWord);
        return [.. Enumerable.Range(0, count).Select(i => (words[i / perWord] >> (width * (i % perWord))) & ((1u << width) - 1))];
    }

    /// <summary>Elements from a place on, each the two words of its counter in one by exclusive or.</summary>
    internal void Joined(long start, Span<uint> destination)
    {
        int i = 0;
        for (; i <= destination.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            (Vector256<uint> first, Vector256<uint> second) = Eight(start + i);
            (first ^ second).CopyTo(destination[i..]);
        }
        if (i == destination.Length) return;
        (Vector256<uint> one, Vector256<uint> other) = Eight(start + i);
        Span<uint> rest = stackalloc uint[Vector256<uint>.Count];
        (one ^ other).CopyTo(rest);
        rest[..(destination.Length - i)].CopyTo(destination[i..]);
    }

    private void Pairs(long start, Span<ulong> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ulong counter = (ulong)(start + i);
            (uint first, uint second) = Threefry2x32.Block(First, Second, (uint)(counter >> 32), (uint)counter);
            destination[i] = ((ulong)first << 32) | second;
        }
    }

    /// <summary>The blocks of eight counters.</summary>
    private (Vector256<uint> First, Vector256<uint> Second) Eight(long start)
    {
        Vector256<uint> low = Vector256.Create((uint)start) + Vector256<uint>.Indices, carries = Vector256.LessThan(low, Vector256.Create((uint)start)) & Vector256<uint>.One;
        return Threefry2x32.Block(First, Second, Vector256.Create((uint)(start >> 32)) + carries, low);
    }

    /// <summary>Counters 0, 1, ... in two halves, of which the first are first words of blocks and the others second ones; an odd count has a 0 behind.</summary>
    private uint[] LegacyWords(int count)
    {
        int half = (count + 1) / 2;
        var words = new uint[2 * half];
        for (int i = 0; i < half; i++)
            (words[i], words[half + i]) = Threefry2x32.Block(First, Second, (uint)i, half + i < count ? (uint)(half + i) : 0);
        return words[..count];
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>MT19937: 32-bit words from a state of 624.</summary>
/// <remarks>
/// Matsumoto and Nishimura (1998), "Mersenne Twister: A 623-dimensionally equidistributed uniform pseudo-random number generator",
/// <see href="https://doi.org/10.1145/272991.272995"/>.
/// </remarks>
internal sealed class MersenneTwister
{
    public const int Size = 624;

    private const int Middle = 397;

    private const uint Polynomial = 0x9908B0DF;

    private readonly uint[] _state;

    private MersenneTwister(uint[] state, int position) => (_state, Position) = (state, position);

    /// <summary>The number of used words of the current block; all, before the first draw.</summary>
    public int Position { get; private set; }

    /// <summary>The untempered words of the current block.</summary>
    public ReadOnlySpan<uint> State => _state;

    /// <summary>Resumes from a state.</summary>
    public static MersenneTwister FromState(ReadOnlySpan<uint> state, int position) => new(state.ToArray(), position);

    /// <summary>Checks that words and position are a state.</summary>
    /// <exception cref="ArgumentException">
    /// There are not 624 words, the position is outside them, or only zeros follow from them.
    /// </exception>
    public static void CheckState(ReadOnlySpan<uint> words, long position, string name)
    {
        if (words.Length != Size) throw new ArgumentException(Invariant($"{name} must have {Size} words, but had {words.Length}."), name);
        if (position is < 0 or > Size)
            throw new ArgumentException(Invariant($"{name} must have a position from 0 to {Size}, but had {position}."), name);
        // Only the highest bit of the first word enters the next block.
        if ((words[0] & 0x80000000) == 0 && !words[1..].ContainsAnyExcept(0u))
            throw new ArgumentException(
                $"{name} must have a word other than 0, without which all following words are 0, but had none.", name);
    }

    /// <summary>Checks a number of words to skip, which must not take long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or above 2^32.</exception>
    public static ulong Steps(long count) => (ulong)Guard.SkipCount(count);

    /// <summary>The authors' init_genrand.</summary>
    public static MersenneTwister FromSeed(uint seed)
    {
        var state = new uint[Size];
        state[0] = seed;
        for (int i = 1; i < Size; i++) state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >> 30)) + (uint)i;
        return new(state, Size);
    }

    /// <summary>The authors' init_by_array, for a key of at least one word.</summary>
    public static MersenneTwister FromKey(ReadOnlySpan<uint> key)
    {
        uint[] state = FromSeed(19650218)._state;
        int i = 1;
        for (int k = 0; k < Math.Max(Size, key.Length); k++)
        {
            int j = k % key.Length;
            state[i] = (state[i] ^ Mixed(state[i - 1]) * 1664525) + key[j] + (uint)j;
            i = After(i, state);
        }
        for (int k = 1; k < Size; k++)
        {
            state[i] = (state[i] ^ Mixed(state[i - 1]) * 1566083941) - (uint)i;
            i = After(i, state);
        }
        state[0] = 0x80000000;
        return new(state, Size);

        static uint Mixed(uint word) => word ^ (word >> 30);

        static int After(int i, uint[] state)
        {
            if (i + 1 < Size) return i + 1;
            state[0] = state[Size - 1];
            return 1;
        }
    }

    /// <summary>The next word.</summary>
    public uint Next()
    {
        if (Position == Size) Twist();
        return Tempered(_state[Position++]);
    }

    /// <summary>The next words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<uint> destination)
    {
        while (!destination.IsEmpty)
        {
            if (Position == Size) Twist();
            int count = Math.Min(Size - Position, destination.Length), i = 0;
            ReadOnlySpan<uint> words = _state.AsSpan(Position, count);
            for (; i <= count - Vector<uint>.Count; i += Vector<uint>.Count)
                Tempered(new Vector<uint>(words[i..])).CopyTo(destination[i..]);
            for (; i < count; i++) destination[i] = Tempered(words[i]);
            Position += count;
            destination = destination[count..];
        }
    }

    /// <summary>Skips the given number of words, block by block.</summary>
    public void Skip(ulong count)
    {
        while (count > 0)
        {
            if (Position == Size) Twist();
            int skipped = (int)Math.Min((ulong)(Size - Position), count);
            Position += skipped;
            count -= (ulong)skipped;
        }
    }

    private static uint Tempered(uint word)
    {
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    private static Vector<uint> Tempered(Vector<uint> words)
    {
        words ^= words >>> 11;
        words ^= (words << 7) & new Vector<uint>(0x9D2C5680);
        words ^= (words << 15) & new Vector<uint>(0xEFC60000);
        return words ^ (words >>> 18);
    }

    /// <summary>
    /// Computes the next block: word i follows from words i, i + 1 and i + 397, the last of which wrap around to the new block.
    /// </summary>
    private void Twist()
    {
        uint[] state = _state;
        Twist(0, Size - Middle, Middle);
        Twist(Size - Middle, Size - 1, Middle - Size);
        state[Size - 1] = state[Middle - 1] ^ Half(state[Size - 1], state[0]);
        Position = 0;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Twist(int from, int to, int middle)
        {
            int i = from;
            for (; i <= to - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                Vector<uint> joined = (new Vector<uint>(state, i) & new Vector<uint>(0x80000000))
                    | (new Vector<uint>(state, i + 1) & new Vector<uint>(0x7FFFFFFF));
                Vector<uint> odd = Vector<uint>.Zero - (joined & Vector<uint>.One);
                (new Vector<uint>(state, i + middle) ^ (joined >>> 1) ^ (odd & new Vector<uint>(Polynomial))).CopyTo(state, i);
            }
            for (; i < to; i++) state[i] = state[i + middle] ^ Half(state[i], state[i + 1]);
        }

        static uint Half(uint upper, uint lower) =>
            (((upper & 0x80000000) | (lower & 0x7FFFFFFF)) >> 1) ^ ((lower & 1) == 0 ? 0 : Polynomial);
    }
}

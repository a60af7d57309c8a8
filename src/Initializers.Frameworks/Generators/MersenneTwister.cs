namespace Initializers.Frameworks;

/// <summary>MT19937: 32-bit words of a state of 624.</summary>
/// <remarks>Matsumoto and Nishimura (1998), "Mersenne Twister: A 623-dimensionally equidistributed uniform pseudo-random number generator", <see href="https://doi.org/10.1145/272991.272995"/>.</remarks>
internal sealed class MersenneTwister
{
    public const int Size = 624;

    private const int Middle = 397;

    private readonly uint[] _state;

    private MersenneTwister(uint[] state, int position) => (_state, Position) = (state, position);

    /// <summary>Words of the present block that have been used; all, before the first draw.</summary>
    public int Position { get; private set; }

    /// <summary>The untempered words of the present block.</summary>
    public ReadOnlySpan<uint> State => _state;

    /// <summary>Continues from a state.</summary>
    public static MersenneTwister FromState(ReadOnlySpan<uint> state, int position) => new(state.ToArray(), position);

    /// <summary>The authors' init_genrand.</summary>
    public static MersenneTwister FromSeed(uint seed)
    {
        var state = new uint[Size];
        state[0] = seed;
        for (int i = 1; i < Size; i++) state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >> 30)) + (uint)i;
        return new(state, Size);
    }

    /// <summary>The authors' init_by_array; the key has at least one word.</summary>
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
        uint word = _state[Position++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    private void Twist()
    {
        uint[] state = _state;
        for (int i = 0; i < Size - Middle; i++) state[i] = state[i + Middle] ^ Half(state[i], state[i + 1]);
        for (int i = Size - Middle; i < Size - 1; i++) state[i] = state[i + Middle - Size] ^ Half(state[i], state[i + 1]);
        state[Size - 1] = state[Middle - 1] ^ Half(state[Size - 1], state[0]);
        Position = 0;

        static uint Half(uint upper, uint lower) => (((upper & 0x80000000) | (lower & 0x7FFFFFFF)) >> 1) ^ ((lower & 1) == 0 ? 0 : 0x9908B0DF);
    }
}

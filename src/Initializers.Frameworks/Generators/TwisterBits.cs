namespace Initializers.Frameworks;

/// <summary>NumPy's MT19937: words of 32 bits, the first of two above the second; nothing is kept.</summary>
internal readonly struct TwisterBits(MersenneTwister twister) : IBitGenerator
{
    /// <summary>Seeded by 624 words, of which one has been used before the first draw.</summary>
    public static TwisterBits Of(SeedSequence seed)
    {
        uint[] state = seed.GenerateState(MersenneTwister.Size);
        state[0] = 0x80000000;
        return new(MersenneTwister.FromState(state, MersenneTwister.Size - 1));
    }

    public ulong[] Words => [.. twister.State.ToArray().Select(word => (ulong)word)];

    public int Position => twister.Position;

    public uint? KeptHalf => null;

    /// <summary>The generator of a state, which has been checked.</summary>
    public static MersenneTwister TwisterOf(NumPyState state) =>
        MersenneTwister.FromState([.. state.Words.Select(word => (uint)word)], state.Position);

    public uint Next32() => twister.Next();

    public ulong Next64() => ((ulong)twister.Next() << 32) | twister.Next();

    public ulong NextRaw() => twister.Next();

    public void Skip32(ulong count) => twister.Skip(count);

    public double NextDouble()
    {
        double high = twister.Next() >> 5;
        return (high * 67108864 + (twister.Next() >> 6)) * (1.0 / 9007199254740992);
    }
}

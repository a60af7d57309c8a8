namespace Initializers.Frameworks;

/// <summary>PCG64: a linear congruential generator of 128 bits, whose halves are combined and rotated (XSL-RR).</summary>
/// <remarks>O'Neill (2014), "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation", <see href="https://www.pcg-random.org/paper.html"/>.</remarks>
internal struct Pcg64 : IWordGenerator
{
    public static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private readonly UInt128 _increment;
    private UInt128 _state;

    public Pcg64(SeedSequence seed) => (_state, _increment) = Seeded(seed);

    public Pcg64(UInt128 state, UInt128 increment) => (_state, _increment) = (state, increment);

    /// <summary>State and increment after NumPy's seeding.</summary>
    public static (UInt128 State, UInt128 Increment) Seeded(SeedSequence seed)
    {
        ulong[] words = seed.GenerateState64(4);
        UInt128 increment = (new UInt128(words[2], words[3]) << 1) | 1;
        return ((increment + new UInt128(words[0], words[1])) * Multiplier + increment, increment);
    }

    public ulong Next()
    {
        _state = _state * Multiplier + _increment;
        ulong high = (ulong)(_state >> 64);
        return ulong.RotateRight(high ^ (ulong)_state, (int)(high >> 58));
    }
}

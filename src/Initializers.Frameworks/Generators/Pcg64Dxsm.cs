namespace Initializers.Frameworks;

/// <summary>PCG64 with a 64-bit multiplier and the stronger output function DXSM, applied before the step.</summary>
/// <remarks>By O'Neill; in NumPy since 1.21. Seeded as <see cref="Pcg64"/> is, with the wide multiplier.</remarks>
internal struct Pcg64Dxsm : IWordGenerator
{
    private const ulong Multiplier = 0xDA942042E4DD58B5;

    private readonly UInt128 _increment;
    private UInt128 _state;

    public Pcg64Dxsm(SeedSequence seed) => (_state, _increment) = Pcg64.Seeded(seed);

    /// <summary>Resumes from the words of a state: state and increment, the high halves first.</summary>
    public Pcg64Dxsm(ReadOnlySpan<ulong> words) => (_state, _increment) = (new(words[0], words[1]), new(words[2], words[3]));

    public readonly ulong[] Words => [(ulong)(_state >> 64), (ulong)_state, (ulong)(_increment >> 64), (ulong)_increment];

    public readonly int Position => 0;

    public ulong Next()
    {
        ulong high = (ulong)(_state >> 64), low = (ulong)_state | 1;
        _state = _state * Multiplier + _increment;
        high ^= high >> 32;
        high *= Multiplier;
        high ^= high >> 48;
        return high * low;
    }

    public void Skip(ulong count) => _state = CongruentialJump.Invoke(_state, Multiplier, _increment, count);
}

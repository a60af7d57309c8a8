using System.Runtime.CompilerServices;

namespace Initializers.Frameworks;

/// <summary>PCG64: a 128-bit linear congruential generator with the output function XSL-RR (xor of the halves, rotated).</summary>
/// <remarks>
/// O'Neill (2014), "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation",
/// <see href="https://www.pcg-random.org/paper.html"/>.
/// </remarks>
internal struct Pcg64 : IWordGenerator
{
    public const ulong MultiplierHigh = 0x2360ED051FC65DA4, MultiplierLow = 0x4385DF649FCCF645;

    private readonly ulong _incrementHigh, _incrementLow;
    private ulong _high, _low;

    public Pcg64(SeedSequence seed)
    {
        (UInt128 state, UInt128 increment) = Seeded(seed);
        this = new(state, increment);
    }

    /// <summary>Resumes from the words of a state: state and increment, the high halves first.</summary>
    public Pcg64(ReadOnlySpan<ulong> words) => (_high, _low, _incrementHigh, _incrementLow) = (words[0], words[1], words[2], words[3]);

    public Pcg64(UInt128 state, UInt128 increment) =>
        (_high, _low, _incrementHigh, _incrementLow) = ((ulong)(state >> 64), (ulong)state, (ulong)(increment >> 64), (ulong)increment);

    public readonly ulong[] Words => [_high, _low, _incrementHigh, _incrementLow];

    public readonly int Position => 0;

    /// <summary>State and increment, seeded as NumPy does.</summary>
    public static (UInt128 State, UInt128 Increment) Seeded(SeedSequence seed)
    {
        ulong[] words = seed.GenerateState64(4);
        UInt128 increment = (new UInt128(words[2], words[3]) << 1) | 1;
        return ((increment + new UInt128(words[0], words[1])) * new UInt128(MultiplierHigh, MultiplierLow) + increment, increment);
    }

    /// <summary>
    /// Steps to state * multiplier + increment, by halves, which takes half the time of UInt128, and returns the output of the new state.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong high = Math.BigMul(_low, MultiplierLow, out ulong low) + _high * MultiplierLow + _low * MultiplierHigh + _incrementHigh;
        _low = low + _incrementLow;
        _high = high + (_low < low ? 1UL : 0);
        return ulong.RotateRight(_high ^ _low, (int)(_high >> 58));
    }

    public void Skip(ulong count)
    {
        UInt128 increment = new(_incrementHigh, _incrementLow);
        this = new(CongruentialJump.Invoke(new(_high, _low), new(MultiplierHigh, MultiplierLow), increment, count), increment);
    }
}

using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>NumPy's MT19937: 64 bits are two words, the high one first, and no half is ever kept.</summary>
internal readonly struct MT19937BitGenerator(MersenneTwister twister) : IBitGenerator<MT19937BitGenerator>
{
    /// <summary>The generator of a seed sequence: 624 words of state, of which the last is still to be drawn.</summary>
    public static MT19937BitGenerator Of(SeedSequence seed)
    {
        uint[] state = seed.GenerateState(MersenneTwister.Size);
        state[0] = 0x80000000;
        return new(MersenneTwister.FromState(state, MersenneTwister.Size - 1));
    }

    /// <summary>The upper 27 bits of the first word, and the upper 26 of the second.</summary>
    public static double ToDouble(ulong word) =>
        ((word >> 37 << 26) | ((word & uint.MaxValue) >> 6)) * (1.0 / 9007199254740992);

    public ulong[] Words => [.. twister.State.ToArray().Select(word => (ulong)word)];

    public int Position => twister.Position;

    public uint? KeptHalf => null;

    /// <summary>The twister of a checked state.</summary>
    public static MersenneTwister TwisterOf(NumPyState state) =>
        MersenneTwister.FromState([.. state.Words.Select(word => (uint)word)], state.Position);

    public uint Next32() => twister.Next();

    public ulong Next64() => ((ulong)twister.Next() << 32) | twister.Next();

    public ulong NextRaw() => twister.Next();

    public void Skip32(ulong count) => twister.Skip(count);

    public void Fill(Span<ulong> words)
    {
        twister.Fill(MemoryMarshal.Cast<ulong, uint>(words));
        if (!BitConverter.IsLittleEndian) return;
        foreach (ref ulong word in words) word = ulong.RotateLeft(word, 32);
    }
}

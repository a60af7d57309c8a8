using System.Runtime.CompilerServices;

namespace Initializers.Frameworks;

/// <summary>
/// A bit generator over a generator of 64-bit words. 32 bits are the low half of a word; the high half is kept for the next 32 bits,
/// whatever is drawn in between.
/// </summary>
internal struct BitGenerator64<TWords>(TWords words, uint? keptHalf = null) : IBitGenerator<BitGenerator64<TWords>>
    where TWords : struct, IWordGenerator
{
    private TWords _words = words;
    private uint _kept = keptHalf ?? 0;
    private bool _isKept = keptHalf is not null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(ulong word) => (word >> 11) * (1.0 / 9007199254740992);

    public readonly ulong[] Words => _words.Words;

    public readonly int Position => _words.Position;

    public readonly uint? KeptHalf => _isKept ? _kept : null;

    public uint Next32()
    {
        _isKept = !_isKept;
        if (!_isKept) return _kept;
        ulong word = _words.Next();
        _kept = (uint)(word >> 32);
        return (uint)word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next64() => _words.Next();

    public ulong NextRaw() => _words.Next();

    public void Fill(Span<ulong> words)
    {
        TWords own = _words; // kept in registers
        foreach (ref ulong word in words) word = own.Next();
        _words = own;
    }

    /// <summary>Skips the kept half, whole words, and the low half of one more.</summary>
    public void Skip32(ulong count)
    {
        if (count > 0 && _isKept)
        {
            _isKept = false;
            count--;
        }
        _words.Skip(count / 2);
        if (count % 2 != 0) Next32();
    }
}

/// <summary>A generator of 64-bit words.</summary>
internal interface IWordGenerator
{
    /// <summary>The words of the state.</summary>
    ulong[] Words { get; }

    /// <summary>The number of used words of the current block; 0 for generators without blocks.</summary>
    int Position { get; }

    ulong Next();

    /// <summary>Skips the given number of words.</summary>
    void Skip(ulong count);
}

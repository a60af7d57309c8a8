using System.Runtime.CompilerServices;

namespace Initializers.Frameworks;

/// <summary>
/// A generator of 64-bit words that gives 32 bits at a time: the low half, and keeps the high one for the next 32, whatever is drawn
/// between.
/// </summary>
internal struct Halved<TWords>(TWords words, uint? keptHalf = null) : IBitGenerator
    where TWords : struct, IWordGenerator
{
    private TWords _words = words;
    private uint _kept = keptHalf ?? 0;
    private bool _isKept = keptHalf is not null;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (_words.Next() >> 11) * (1.0 / 9007199254740992);

    /// <summary>The kept half, whole words, and the low half of one more.</summary>
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

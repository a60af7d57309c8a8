using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>Numbers in [0, 1) of as many bits as a type has behind the point: of 32-bit words for float, of 16 and 8 bits for float16 and bfloat16.</summary>
internal readonly ref struct JaxUnits
{
    private readonly JaxKey _key;
    private readonly int _shift;
    private readonly float _unit;

    /// <summary>All words, where they cannot be had one by one.</summary>
    private readonly uint[]? _words;

    public JaxUnits(JaxKey key, int count, int fraction)
    {
        int width = fraction switch { 23 => 32, 10 => 16, _ => 8 };
        (_key, _shift, _unit) = (key, width - fraction, 1f / (1 << fraction));
        if (width < 32) _words = key.Narrow(count, width);
        else if (key.Layout == JaxLayout.Legacy) key.Bits(_words = new uint[count]);
    }

    public void Fill(Span<float> destination, int start)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(destination);
        if (_words is null) _key.Joined(start, words);
        else _words.AsSpan(start, words.Length).CopyTo(words);
        for (int i = 0; i < words.Length; i++) destination[i] = (words[i] >> _shift) * _unit;
    }
}

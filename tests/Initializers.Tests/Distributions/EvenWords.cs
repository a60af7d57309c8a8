namespace Initializers.Tests.Distributions;

/// <summary>
/// The middles of 2^bits equal parts of all words, in increasing order from the part <paramref name="first"/> on: a stratified
/// sample, or with 32 bits every word. Values are drawn by the interface's own methods, as from any source that a user writes.
/// </summary>
internal sealed class EvenWords(int bits, uint first = 0, bool mirrored = false) : IRandomBitSource
{
    private uint _next = first;

    public void NextBits(Span<uint> destination)
    {
        uint middle = bits == 32 ? 0 : 1u << (31 - bits);
        foreach (ref uint word in destination)
        {
            word = (_next++ << (32 - bits)) + middle;
            if (mirrored) word = ~word;
        }
    }
}

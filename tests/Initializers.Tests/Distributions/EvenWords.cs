namespace Initializers.Tests.Distributions;

/// <summary>
/// The midpoints of 2^bits equal parts of the range of words, in increasing order, starting at part <paramref name="first"/>: a
/// stratified sample, or every word if bits is 32. Values are drawn by the interface's default methods, as from a user-defined source.
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

namespace Initializers.Words;

/// <summary>Words in constant steps, modulo 2^32.</summary>
internal sealed class CountingSource(uint next, uint step = 1) : IRandomBitSource
{
    public void NextBits(Span<uint> destination)
    {
        foreach (ref uint word in destination)
        {
            word = next;
            next = unchecked(next + step);
        }
    }
}

namespace Initializers;

/// <summary>Samples from any source through its <see cref="IRandomBitSource.NextBits"/> alone.</summary>
internal readonly struct SourceSampler(IRandomBitSource source) : ISampler, IWordSource
{
    private const int Discarded = 4096;

    public void Fill<TMap>(Span<float> destination, TMap map) where TMap : struct, IWordMap => SamplingLoop.Fill(this, destination, map);

    public void NextBits(Span<uint> destination) => source.NextBits(destination);

    /// <summary>Draws so many words and discards them.</summary>
    public void Skip(long count)
    {
        Guard.Steps(count);
        using var discarded = new Rented<uint>(Discarded);
        for (long left = count; left > 0; left -= Discarded)
            source.NextBits(discarded.Span[..(int)Math.Min(left, Discarded)]);
    }
}

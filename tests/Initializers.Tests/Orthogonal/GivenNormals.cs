namespace Initializers.Tests.Orthogonal;

/// <summary>The numbers of orthogonal.py, in place of Gaussian ones.</summary>
internal sealed class GivenNormals : IRandomBitSource
{
    private ulong _next;

    public void NextBits(Span<uint> destination) => Skip(destination.Length);

    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        foreach (ref float value in destination)
        {
            ulong h = (_next++ * 2654435761 + 12345) & 0xFFFFFFFF;
            h ^= h >> 15;
            h = (h * 2246822519) & 0xFFFFFFFF;
            h ^= h >> 13;
            value = ((long)(h >> 8) - (1 << 23)) / (float)(1 << 21);
        }
    }

    public void Skip(long count) => _next += (ulong)count;
}

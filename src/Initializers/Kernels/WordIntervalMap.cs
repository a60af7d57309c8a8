namespace Initializers.Kernels;

/// <summary>
/// The normal map on a word moved into an interval: P = first + floor((w n + floor(n / 2)) / 2^32) of its n words. For all 2^32 words it is the
/// normal, bit for bit; it is symmetric for symmetric bounds.
/// </summary>
internal readonly struct WordIntervalMap(uint first, ulong count, float mean, float deviation, float smallest, float largest) : IWordMap
{
    public float Invoke(uint word)
    {
        uint moved = first + (uint)((word * count + (count >> 1)) >> 32);
        float x = ExactFma.Invoke(OctaveQuantile.Of(moved), deviation, mean);
        return x < smallest ? smallest : x > largest ? largest : x;
    }
}

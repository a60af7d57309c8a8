namespace Initializers.Frameworks;

/// <summary>SFC64, "small fast chaotic": additions, shifts and a counter.</summary>
/// <remarks>Doty-Humphrey (2010), PractRand, <see href="https://pracrand.sourceforge.net/"/>.</remarks>
internal struct Sfc64 : IWordGenerator
{
    private const int Dropped = 12;

    private ulong _a, _b, _c, _count = 1;

    public Sfc64(SeedSequence seed)
    {
        ulong[] words = seed.GenerateState64(3);
        (_a, _b, _c) = (words[0], words[1], words[2]);
        Skip(Dropped);
    }

    /// <summary>Resumes from the words of a state: three numbers and the counter.</summary>
    public Sfc64(ReadOnlySpan<ulong> words) => (_a, _b, _c, _count) = (words[0], words[1], words[2], words[3]);

    public readonly ulong[] Words => [_a, _b, _c, _count];

    public readonly int Position => 0;

    public ulong Next()
    {
        ulong word = _a + _b + _count++;
        (_a, _b, _c) = (_b ^ (_b >> 11), _c + (_c << 3), ulong.RotateLeft(_c, 24) + word);
        return word;
    }

    /// <summary>Skips words one by one, since the generator cannot jump.</summary>
    public void Skip(ulong count)
    {
        for (; count > 0; count--) Next();
    }
}

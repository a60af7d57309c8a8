namespace Initializers.Checkpoints;

/// <summary>The checksum of ZIP files: the polynomial 0xEDB88320, reflected.</summary>
internal struct Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(OfByte)];

    private uint _value;

    /// <summary>The checksum of what has been added.</summary>
    public readonly uint Value => _value;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint register = ~_value;
        foreach (byte one in bytes) register = Table[(byte)(register ^ one)] ^ (register >> 8);
        _value = ~register;
    }

    private static uint OfByte(int value)
    {
        uint register = (uint)value;
        for (int bit = 0; bit < 8; bit++) register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ Polynomial;
        return register;
    }
}

namespace Initializers;

/// <summary>
/// Philox4x32-10: a bijection of a 128-bit counter under a 64-bit key, in ten rounds of two 32-bit multiplications.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3", SC11,
/// <see href="https://doi.org/10.1145/2063384.2063405"/>.
/// </remarks>
internal static class Philox4x32
{
    public const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;

    /// <summary>The increments of the key in each round: Weyl sequences of the golden ratio and of sqrt(3) - 1.</summary>
    public const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    private const int Rounds = 10;

    /// <summary>Returns the four words of the block with the given counter and key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)c0 * Multiplier0, p1 = (ulong)c2 * Multiplier1;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        return (c0, c1, c2, c3);
    }
}

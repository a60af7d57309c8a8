using System.Buffers.Binary;
using static System.Numerics.BitOperations;

namespace Initializers.Frameworks;

/// <summary>SHA-1, by which Flax derives keys: FIPS 180-4, sections 4.1.1, 4.2.1, 5.3.1 and 6.1, in its notation.</summary>
internal readonly struct Sha1 : ISecureHash
{
    /// <summary>The length of a digest.</summary>
    public const int DigestBytes = 20;

    private const int Rounds = 80, BlockWords = 16;

    /// <inheritdoc/>
    public static ReadOnlySpan<uint> InitialState => [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];

    /// <inheritdoc/>
    public static void Mix(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> w = stackalloc uint[Rounds];
        for (int t = 0; t < BlockWords; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(sizeof(uint) * t)..]);
        for (int t = BlockWords; t < Rounds; t++) w[t] = RotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
        for (int t = 0; t < Rounds; t++)
            (a, b, c, d, e) = (RotateLeft(a, 5) + Mixed(t, b, c, d) + e + w[t], a, RotateLeft(b, 30), c, d);
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    /// <summary>The function of a round and its constant: 2^30 times the square root of 2, 3, 5 or 10.</summary>
    private static uint Mixed(int t, uint x, uint y, uint z) => (t / 20) switch
    {
        0 => ((x & y) ^ (~x & z)) + 0x5A827999,
        1 => (x ^ y ^ z) + 0x6ED9EBA1,
        2 => ((x & y) ^ (x & z) ^ (y & z)) + 0x8F1BBCDC,
        _ => (x ^ y ^ z) + 0xCA62C1D6,
    };
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The Secure Hash Standard in managed code. On Linux .NET's own hashes call OpenSSL, and end the process where it is not installed.
/// </summary>
/// <remarks>
/// National Institute of Standards and Technology (2015), "Secure Hash Standard (SHS)", FIPS 180-4,
/// <see href="https://doi.org/10.6028/NIST.FIPS.180-4"/>.
/// It is used to name streams and keys. It is not hardened against side channels: its inputs are not secret.
/// </remarks>
internal static class SecureHash
{
    /// <summary>The length of a block in bytes.</summary>
    public const int BlockBytes = 64;

    /// <summary>Computes the digest of a message, four bytes for each word of the state.</summary>
    [SkipLocalsInit]
    public static void Hash<THash>(ReadOnlySpan<byte> message, Span<byte> digest) where THash : struct, ISecureHash
    {
        Span<uint> state = stackalloc uint[THash.InitialState.Length];
        THash.InitialState.CopyTo(state);
        Mix<THash>(message, state);
        Mix<THash>(Pad(message, stackalloc byte[2 * BlockBytes]), state);
        for (int i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(digest[(sizeof(uint) * i)..], state[i]);
    }

    /// <summary>Mixes all whole blocks into the state.</summary>
    private static void Mix<THash>(ReadOnlySpan<byte> bytes, Span<uint> state) where THash : struct, ISecureHash
    {
        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..]) THash.Mix(bytes[..BlockBytes], state);
    }

    /// <summary>
    /// Returns the one or two blocks after the whole ones: the rest of the message, a bit of 1, zeros, and its length in bits (section
    /// 5.1.1).
    /// </summary>
    private static ReadOnlySpan<byte> Pad(ReadOnlySpan<byte> message, Span<byte> blocks)
    {
        ReadOnlySpan<byte> rest = message[^(message.Length % BlockBytes)..];
        if (rest.Length + 1 + sizeof(ulong) <= BlockBytes) blocks = blocks[..BlockBytes];
        rest.CopyTo(blocks);
        blocks[rest.Length] = 0x80;
        blocks[(rest.Length + 1)..].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(blocks[^sizeof(ulong)..], 8 * (ulong)message.Length);
        return blocks;
    }
}

/// <summary>
/// A hash function of the Secure Hash Standard with blocks of 512 bits: its initial state, and how a block changes the state.
/// </summary>
internal interface ISecureHash
{
    /// <summary>The words of the state before the first block; a digest has as many.</summary>
    static abstract ReadOnlySpan<uint> InitialState { get; }

    /// <summary>Mixes the next block of the padded message, <see cref="SecureHash.BlockBytes"/> bytes, into the state.</summary>
    static abstract void Mix(ReadOnlySpan<byte> block, Span<uint> state);
}

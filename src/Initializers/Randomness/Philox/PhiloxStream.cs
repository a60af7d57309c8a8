using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Initializers;

/// <summary>
/// One stream of the algorithm philox4x32-10/v1: 2^64 words named by 128 bits, a key and the upper half of the counter. Whoever has the
/// name can compute any word of the stream.
/// </summary>
internal readonly record struct PhiloxStream(ulong Key, ulong Counter)
{
    public const string AlgorithmId = "philox4x32-10/v1";

    private const int GroupWords = PhiloxGroups.Words;

    /// <summary>What goes before the payload of a fork: id (16), stream (16), tag (1), length (8).</summary>
    private const int HeadBytes = 41;

    /// <summary>The stream of a seed.</summary>
    public static PhiloxStream OfSeed(ulong seed) => new(seed, 0);

    /// <summary>The child stream of an index.</summary>
    public PhiloxStream Fork(ulong index)
    {
        Span<byte> message = stackalloc byte[HeadBytes + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(message[HeadBytes..], index);
        return Fork((byte)'i', message);
    }

    /// <summary>The child stream of a name.</summary>
    /// <exception cref="ArgumentException">The name holds half of a surrogate pair.</exception>
    public PhiloxStream Fork(ReadOnlySpan<char> name)
    {
        using var message = new Rented<byte>(HeadBytes + Encoding.UTF8.GetMaxByteCount(name.Length));
        if (Utf8.FromUtf16(name, message.Span[HeadBytes..], out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new ArgumentException($"name must be a text without halves of surrogate pairs, but was \"{name}\".", nameof(name));
        return Fork((byte)'n', message.Span[..(HeadBytes + length)]);
    }

    /// <summary>Words from a position on. Positions count modulo 2^64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // which leaves its callers' inlining to their maps
    public void Fill(ulong position, Span<uint> destination)
    {
        int offset = (int)(position % GroupWords);
        if (offset != 0)
        {
            int taken = Math.Min(GroupWords - offset, destination.Length);
            FillPart(position - (uint)offset, offset, destination[..taken]);
            destination = destination[taken..];
            position += (uint)taken;
        }
        int rest = destination.Length % GroupWords, whole = destination.Length - rest;
        if (whole > 0) PhiloxGroups.Fill(this, position, destination[..whole]);
        if (rest > 0) FillPart(position + (uint)whole, 0, destination[whole..]);
    }

    /// <summary>Words of the group that begins at a position.</summary>
    [SkipLocalsInit]
    private void FillPart(ulong position, int offset, Span<uint> part)
    {
        Span<uint> group = stackalloc uint[GroupWords];
        PhiloxGroups.Fill(this, position, group);
        group.Slice(offset, part.Length).CopyTo(part);
    }

    /// <summary>
    /// SHA-256 of the algorithm's id, this stream's name, a tag, and a payload with its length: the first 16 bytes name the child.
    /// </summary>
    private PhiloxStream Fork(byte tag, Span<byte> message)
    {
        Encoding.ASCII.GetBytes(AlgorithmId, message);
        BinaryPrimitives.WriteUInt64LittleEndian(message[16..], Key);
        BinaryPrimitives.WriteUInt64LittleEndian(message[24..], Counter);
        message[32] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(message[33..], message.Length - HeadBytes);

        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(message, digest);
        return new PhiloxStream(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }
}

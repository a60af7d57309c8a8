using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Initializers;

/// <summary>
/// One stream of the algorithm philox4x32-10/v1: 2^64 words named by 128 bits, a key and the upper half of the counter. Whoever has the name
/// can compute any word of the stream.
/// </summary>
internal readonly record struct PhiloxStream(ulong Key, ulong Counter)
{
    public const string AlgorithmId = "philox4x32-10/v1";

    /// <summary>Sixteen blocks side by side make 64 consecutive words: word j of block b is word 16 j + b of the group.</summary>
    private const int GroupWords = 64, GroupBlocks = 16;

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
        byte[] rented = ArrayPool<byte>.Shared.Rent(HeadBytes + Encoding.UTF8.GetMaxByteCount(name.Length));
        try
        {
            if (Utf8.FromUtf16(name, rented.AsSpan(HeadBytes), out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
                throw new ArgumentException($"name is \"{name}\"; accepted is a text without halves of surrogate pairs.", nameof(name));
            return Fork((byte)'n', rented.AsSpan(0, HeadBytes + length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Words from a position on. Positions count modulo 2^64.</summary>
    public void Fill(ulong position, Span<uint> destination)
    {
        Span<uint> group = stackalloc uint[GroupWords];
        while (!destination.IsEmpty)
        {
            int offset = (int)(position % GroupWords);
            int taken = Math.Min(GroupWords - offset, destination.Length);
            FillGroup(position / GroupWords, group);
            group.Slice(offset, taken).CopyTo(destination);
            destination = destination[taken..];
            position += (uint)taken;
        }
    }

    private void FillGroup(ulong index, Span<uint> group)
    {
        for (int block = 0; block < GroupBlocks; block++)
        {
            ulong counter = index * GroupBlocks + (uint)block;
            (group[block], group[block + 16], group[block + 32], group[block + 48]) =
                Philox4x32.Block((uint)counter, (uint)(counter >> 32), (uint)Counter, (uint)(Counter >> 32), (uint)Key, (uint)(Key >> 32));
        }
    }

    /// <summary>SHA-256 of the algorithm's id, this stream's name, a tag, and a payload with its length: the first 16 bytes name the child.</summary>
    private PhiloxStream Fork(byte tag, Span<byte> message)
    {
        Encoding.ASCII.GetBytes(AlgorithmId, message);
        BinaryPrimitives.WriteUInt64LittleEndian(message[16..], Key);
        BinaryPrimitives.WriteUInt64LittleEndian(message[24..], Counter);
        message[32] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(message[33..], message.Length - HeadBytes);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, digest);
        return new PhiloxStream(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }
}

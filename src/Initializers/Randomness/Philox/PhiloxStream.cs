using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Initializers;

/// <summary>
/// A stream of the algorithm philox4x32-10/v1: 2^64 words, any of which can be computed from the 128 bits that name the stream, a key and
/// the upper half of the counter.
/// </summary>
internal readonly record struct PhiloxStream(ulong Key, ulong Counter)
{
    public const string AlgorithmId = "philox4x32-10/v1";

    private const int GroupWords = PhiloxGroups.Words;

    /// <summary>The length of the header before a fork's payload: id (16), stream (16), tag (1), length (8).</summary>
    private const int HeaderBytes = 41;

    /// <summary>Returns the stream for a seed.</summary>
    public static PhiloxStream OfSeed(ulong seed) => new(seed, 0);

    /// <summary>Returns the child stream for an index.</summary>
    public PhiloxStream Fork(ulong index)
    {
        Span<byte> message = stackalloc byte[HeaderBytes + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(message[HeaderBytes..], index);
        return Fork((byte)'i', message);
    }

    /// <summary>Returns the child stream for a name.</summary>
    /// <exception cref="ArgumentException">The name has an unpaired surrogate.</exception>
    public PhiloxStream Fork(ReadOnlySpan<char> name)
    {
        using var message = new Rented<byte>(HeaderBytes + Encoding.UTF8.GetMaxByteCount(name.Length));
        Span<byte> payload = message.Span[HeaderBytes..];
        if (Utf8.FromUtf16(name, payload, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new ArgumentException($"name must have no unpaired surrogate, but was \"{name}\".", nameof(name));
        return Fork((byte)'n', message.Span[..(HeaderBytes + length)]);
    }

    /// <summary>Fills the span with the words starting at a position. Positions count modulo 2^64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // leaves the callers' inlining budget to their maps
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

    /// <summary>Fills the span with words of one group, from an offset in it on.</summary>
    [SkipLocalsInit]
    private void FillPart(ulong position, int offset, Span<uint> part)
    {
        Span<uint> group = stackalloc uint[GroupWords];
        PhiloxGroups.Fill(this, position, group);
        group.Slice(offset, part.Length).CopyTo(part);
    }

    /// <summary>
    /// Returns the child that is named by the first 16 bytes of the SHA-256 of the algorithm's id, this stream's name, a tag, and the
    /// payload's length and content.
    /// </summary>
    private PhiloxStream Fork(byte tag, Span<byte> message)
    {
        Encoding.ASCII.GetBytes(AlgorithmId, message);
        BinaryPrimitives.WriteUInt64LittleEndian(message[16..], Key);
        BinaryPrimitives.WriteUInt64LittleEndian(message[24..], Counter);
        message[32] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(message[33..], message.Length - HeaderBytes);

        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(message, digest);
        return new PhiloxStream(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }
}

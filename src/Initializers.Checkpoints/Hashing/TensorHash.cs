using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>The hashes of a tensor's pieces, which depend on its name, type and shape.</summary>
/// <remarks>The definition, to the bit: docs/checkpoint-hash-v1.md.</remarks>
internal sealed class TensorHash
{
    /// <summary>The bytes of a piece; the last one of a tensor may have fewer.</summary>
    public const int PieceBytes = 1 << 20;

    private const string Version = "initializers-checkpoint-hash/v1";

    private readonly byte[] _before, _name;

    public TensorHash(string name, TensorDataType type, IReadOnlyList<long> dimensions)
    {
        string shape = string.Join(',', dimensions.Select(dimension => Invariant($"{dimension}")));
        _before = Encoding.UTF8.GetBytes($"{Version}\n{TensorDataTypes.NameOf(type)}\n{shape}\n");
        _name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>How many pieces a tensor has; one without elements has one, of no bytes.</summary>
    public static long PiecesOf(long bytes) => Math.Max(1, bytes / PieceBytes + (bytes % PieceBytes == 0 ? 0 : 1));

    /// <summary>The hash of a piece.</summary>
    /// <param name="piece">Its number, from 0.</param>
    /// <param name="bytes">Its bytes.</param>
    public CheckpointHash OfPiece(long piece, ReadOnlySpan<byte> bytes)
    {
        byte[] numbers = Encoding.UTF8.GetBytes(Invariant($"{piece}\n{XxHash128.HashToUInt128(bytes):x32}\n"));
        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>((byte[])[.. _before, .. numbers, .. _name], digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }
}

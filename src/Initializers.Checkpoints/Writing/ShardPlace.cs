using System.Text;

namespace Initializers.Checkpoints;

/// <summary>A tensor in a file that is to be written.</summary>
/// <param name="Planned">The parameter.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many it has.</param>
internal readonly record struct TensorPlace(PlannedParameter Planned, long Offset, long Bytes);

/// <summary>A file that is to be written.</summary>
internal sealed class ShardPlace
{
    private readonly byte[] _header;
    private readonly int _hashOffset;

    /// <param name="name">Its name in the folder.</param>
    /// <param name="rank">The process that writes it.</param>
    /// <param name="header">Its header, with the length in front and zeros for the hash.</param>
    /// <param name="tensors">The tensors in the order of their bytes.</param>
    public ShardPlace(string name, int rank, byte[] header, IReadOnlyList<TensorPlace> tensors)
    {
        (Name, Rank, _header, Tensors) = (name, rank, header, tensors);
        ReadOnlySpan<byte> before = Encoding.UTF8.GetBytes($"\"{CheckpointMetadata.HashKey}\":\""); // in names, quotes are escaped
        _hashOffset = header.AsSpan().IndexOf(before) + before.Length;
    }

    /// <summary>The name in the folder.</summary>
    public string Name { get; }

    /// <summary>The process that writes it.</summary>
    public int Rank { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<TensorPlace> Tensors { get; }

    /// <summary>The length of the header with its own length in front: the offset of the first tensor.</summary>
    public int HeaderLength => _header.Length;

    /// <summary>The length that the header says it has.</summary>
    public int HeaderBytes => _header.Length - SafetensorsHeader.LengthBytes;

    /// <summary>The bytes of the tensors.</summary>
    public long Bytes => Length - _header.Length;

    /// <summary>The pieces of all tensors.</summary>
    public long Pieces => ResolvedPlan.Sum(Tensors.Select(tensor => TensorHash.PiecesOf(tensor.Bytes)));

    /// <summary>The length of the file.</summary>
    public long Length => Tensors.Count == 0 ? _header.Length : Tensors[^1].Offset + Tensors[^1].Bytes;

    /// <summary>The header of the finished file.</summary>
    public byte[] HeaderWith(CheckpointHash hash)
    {
        byte[] header = [.. _header];
        Encoding.ASCII.GetBytes(hash.ToString(), header.AsSpan(_hashOffset));
        return header;
    }

    /// <summary>Whether a header is that of this file but for the hash, which is read.</summary>
    public bool IsHeader(ReadOnlySpan<byte> header, out CheckpointHash hash)
    {
        hash = default;
        return header.Length == _header.Length
            && CheckpointHash.TryParse(Encoding.ASCII.GetString(header.Slice(_hashOffset, CheckpointHash.Digits)), out hash)
            && header.SequenceEqual(HeaderWith(hash));
    }
}

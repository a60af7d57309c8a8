using Microsoft.Win32.SafeHandles;

namespace Initializers.Checkpoints;

/// <summary>Writes one file: each thread draws a piece and writes it where it belongs, while others draw theirs.</summary>
/// <param name="shard">What stands where.</param>
/// <param name="options">The number type of the tensors.</param>
/// <param name="random">The source of which each parameter takes a fork.</param>
/// <param name="tally">Told of each piece that is written.</param>
internal sealed class ShardWriter(ShardPlace shard, CheckpointOptions options, PhiloxRandom random, CheckpointTally tally)
{
    /// <summary>The bytes that the pieces of all threads have at most.</summary>
    private const int LargestMemory = 128 << 20;

    private readonly HashSum _hash = new();

    /// <summary>Writes all of a file, and the header last: until then the file is none.</summary>
    /// <param name="file">The file; null draws the tensors for their hash alone.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <returns>The hash of the tensors.</returns>
    public CheckpointHash Write(SafeFileHandle? file, CancellationToken cancellation)
    {
        int threads = random.MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : random.MaxDegreeOfParallelism;
        threads = Math.Min(threads, LargestMemory / TensorHash.PieceBytes);
        TensorWork[] tensors = [.. shard.Tensors.Select(tensor => new TensorWork(tensor, BytesOf(tensor), HashOf(tensor.Planned)))];
        Piece[] pieces = [.. tensors.Where(tensor => tensor.Bytes.AreSliced).SelectMany(PiecesOf)];
        WorkItems<byte>.Run(new Pieces(this, file, pieces, default, cancellation), threads);
        foreach (TensorWork tensor in tensors.Where(tensor => !tensor.Bytes.AreSliced))
        {
            cancellation.ThrowIfCancellationRequested();
            using var whole = new Rented<byte>((int)tensor.Place.Bytes);
            tensor.Bytes.DrawAll(whole.Span);
            WorkItems<byte>.Run(new Pieces(this, file, [.. PiecesOf(tensor)], whole.Array, cancellation), threads);
        }
        if (file is not null) RandomAccess.Write(file, shard.HeaderWith(_hash.Value), 0);
        return _hash.Value;
    }

    /// <summary>Takes a piece into the hash, and writes it.</summary>
    private void Write(SafeFileHandle? file, in Piece piece, ReadOnlySpan<byte> bytes)
    {
        _hash.Add(piece.Tensor.Hash.OfPiece(piece.Start / TensorHash.PieceBytes, bytes));
        if (file is not null) RandomAccess.Write(file, bytes, piece.Tensor.Place.Offset + piece.Start);
        tally.Add(piece.Tensor.Place, bytes.Length);
    }

    private TensorBytes BytesOf(TensorPlace tensor) => new(tensor.Planned, options, random);

    private TensorHash HashOf(PlannedParameter planned) => new(planned.Name, options.Type, planned.Shape.ToArray());

    private static IEnumerable<Piece> PiecesOf(TensorWork tensor)
    {
        for (long piece = 0; piece < TensorHash.PiecesOf(tensor.Place.Bytes); piece++)
        {
            long start = piece * TensorHash.PieceBytes;
            yield return new(tensor, start, (int)Math.Min(TensorHash.PieceBytes, tensor.Place.Bytes - start));
        }
    }

    private sealed record TensorWork(TensorPlace Place, TensorBytes Bytes, TensorHash Hash);

    /// <summary>A part of a tensor, from a byte on.</summary>
    private readonly record struct Piece(TensorWork Tensor, long Start, int Length);

    /// <summary>Pieces of tensors, which are drawn by themselves, or of one whole that has been drawn.</summary>
    private readonly struct Pieces(
        ShardWriter writer, SafeFileHandle? file, Piece[] pieces, byte[]? whole, CancellationToken cancellation) : IWorkItems<byte>
    {
        public int Count => pieces.Length;

        public int MemoryLength => whole is null ? TensorHash.PieceBytes : 0;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            ref readonly Piece piece = ref pieces[item];
            if (whole is null)
            {
                Span<byte> bytes = memory[..piece.Length];
                piece.Tensor.Bytes.Draw(bytes, piece.Start);
                writer.Write(file, piece, bytes);
            }
            else writer.Write(file, piece, whole.AsSpan((int)piece.Start, piece.Length));
        }
    }
}

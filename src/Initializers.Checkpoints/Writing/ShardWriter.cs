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
    private readonly CheckpointTally _tally = tally;

    /// <summary>Writes all of a file, and the header last: until then the file is none.</summary>
    /// <param name="file">The file; null draws the tensors for their hash alone.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <returns>The hash of the tensors.</returns>
    public CheckpointHash Write(SafeFileHandle? file, CancellationToken cancellation)
    {
        int threads = random.MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : random.MaxDegreeOfParallelism;
        threads = Math.Min(threads, LargestMemory / TensorHash.PieceBytes);
        TensorWork[] tensors = [.. shard.Tensors.Select(tensor => new TensorWork(tensor, BytesOf(tensor), HashOf(tensor.Planned)))];
        PieceList<TensorWork> sliced = PiecesOf(tensors.Where(tensor => tensor.Bytes.AreSliced));
        WorkItems<byte>.Run(new Pieces(this, file, sliced, null, cancellation), threads);
        foreach (TensorWork tensor in tensors.Where(tensor => !tensor.Bytes.AreSliced))
        {
            cancellation.ThrowIfCancellationRequested();
            using var whole = new Rented<byte>((int)tensor.Place.Bytes);
            tensor.Bytes.DrawAll(whole.Span);
            WorkItems<byte>.Run(new Pieces(this, file, PiecesOf([tensor]), whole.Array, cancellation), threads);
        }
        if (file is not null) RandomAccess.Write(file, shard.HeaderWith(_hash.Value), 0);
        return _hash.Value;
    }

    private TensorBytes BytesOf(TensorPlace tensor) => new(tensor.Planned, options, random);

    private TensorHash HashOf(PlannedParameter planned) => new(planned.Name, options.Type, planned.Shape.ToArray());

    private static PieceList<TensorWork> PiecesOf(IEnumerable<TensorWork> tensors) => new(tensors, tensor => tensor.Place.Bytes);

    private sealed record TensorWork(TensorPlace Place, TensorBytes Bytes, TensorHash Hash);

    /// <summary>Pieces of tensors, which are drawn by themselves, or of one whole that has been drawn.</summary>
    private readonly struct Pieces(
        ShardWriter writer, SafeFileHandle? file, PieceList<TensorWork> pieces, byte[]? whole, CancellationToken cancellation)
        : IWorkItems<byte>
    {
        public int Count => pieces.Count;

        public int MemoryLength => whole is null ? TensorHash.PieceBytes : 0;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            (TensorWork tensor, long number, long start, int length) = pieces[item];
            Span<byte> bytes = whole is null ? memory[..length] : whole.AsSpan((int)start, length);
            if (whole is null) tensor.Bytes.Draw(bytes, start);
            writer._hash.Add(tensor.Hash.OfPiece(number, bytes));
            if (file is not null) RandomAccess.Write(file, bytes, tensor.Place.Offset + start);
            writer._tally.Add(tensor.Place.Planned.Name, length);
        }
    }
}

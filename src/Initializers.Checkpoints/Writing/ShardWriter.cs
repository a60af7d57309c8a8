using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace Initializers.Checkpoints;

/// <summary>Writes one file: each thread draws a piece and writes it where it belongs, while others draw theirs.</summary>
/// <param name="shard">What stands where.</param>
/// <param name="type">The number type of the tensors.</param>
/// <param name="random">The source of which each parameter takes a fork.</param>
/// <param name="told">Told of each piece of so many bytes that is written.</param>
internal sealed class ShardWriter(ShardPlace shard, TensorDataType type, PhiloxRandom random, Action<TensorPlace, long> told)
{
    /// <summary>The bytes that a thread draws and writes at a time.</summary>
    private const int LargestPiece = 4 << 20;

    /// <summary>The bytes that the pieces of all threads have at most.</summary>
    private const int LargestMemory = 128 << 20;

    /// <summary>What pieces are multiples of: a page of memory, and whole elements.</summary>
    private const int Page = 4096;

    private readonly int _threads = random.MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : random.MaxDegreeOfParallelism;

    private int Piece => Math.Clamp(LargestMemory / _threads / Page * Page, Page, LargestPiece);

    /// <summary>Writes the file into a folder.</summary>
    /// <exception cref="IOException">The disk is full: nothing is left of the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled: nothing is left of the file.</exception>
    public void Write(string folder, CancellationToken cancellation) =>
        AtomicFile.Write(Path.Combine(folder, shard.Name), shard.Length, file => Write(file, cancellation));

    private void Write(SafeFileHandle file, CancellationToken cancellation)
    {
        RandomAccess.Write(file, shard.Header, 0);
        ILookup<bool, TensorPlace> bySlices = shard.Tensors.ToLookup(tensor => BytesOf(tensor).AreSliced);
        WriteSlices(file, bySlices[true], cancellation);
        foreach (TensorPlace tensor in bySlices[false])
        {
            cancellation.ThrowIfCancellationRequested();
            WriteWhole(file, tensor);
        }
    }

    private void WriteSlices(SafeFileHandle file, IEnumerable<TensorPlace> tensors, CancellationToken cancellation)
    {
        int elementBytes = TensorDataTypes.BitsOf(type) / 8;
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation };
        var pieces = Partitioner.Create(tensors.SelectMany(PiecesOf), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(
                pieces, options, () => new byte[Piece],
                (piece, _, memory) =>
                {
                    Span<byte> bytes = memory.AsSpan(0, piece.Length);
                    BytesOf(piece.Tensor).Draw(bytes, piece.Start / elementBytes);
                    RandomAccess.Write(file, bytes, piece.Tensor.Offset + piece.Start);
                    told(piece.Tensor, piece.Length);
                    return memory;
                },
                _ => { });
        }
        catch (AggregateException exceptions)
        {
            ExceptionDispatchInfo.Throw(exceptions.InnerExceptions[0]);
        }
    }

    /// <summary>A tensor that does not fill slices is drawn whole, on all threads, which takes memory for all of it.</summary>
    private void WriteWhole(SafeFileHandle file, TensorPlace tensor)
    {
        byte[] memory = ArrayPool<byte>.Shared.Rent((int)tensor.Bytes);
        try
        {
            Span<byte> bytes = memory.AsSpan(0, (int)tensor.Bytes);
            BytesOf(tensor).DrawAll(bytes);
            RandomAccess.Write(file, bytes, tensor.Offset);
            told(tensor, tensor.Bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    private TensorBytes BytesOf(TensorPlace tensor) => new(tensor.Planned, type, random);

    private IEnumerable<(TensorPlace Tensor, long Start, int Length)> PiecesOf(TensorPlace tensor)
    {
        for (long start = 0; start < tensor.Bytes; start += Piece)
            yield return (tensor, start, (int)Math.Min(Piece, tensor.Bytes - start));
    }
}

using Microsoft.Win32.SafeHandles;

namespace Initializers.Checkpoints;

/// <summary>Writes one file: each thread draws a piece and writes it where it belongs, while others draw theirs.</summary>
/// <param name="shard">What stands where.</param>
/// <param name="type">The number type of the tensors.</param>
/// <param name="random">The source of which each parameter takes a fork.</param>
/// <param name="tally">Told of each piece that is written.</param>
internal sealed class ShardWriter(ShardPlace shard, TensorDataType type, PhiloxRandom random, CheckpointTally tally)
{
    /// <summary>The bytes that a thread draws and writes at a time.</summary>
    private const int LargestPiece = 4 << 20;

    /// <summary>The bytes that the pieces of all threads have at most.</summary>
    private const int LargestMemory = 128 << 20;

    /// <summary>What pieces are multiples of: a page of memory, and whole elements.</summary>
    private const int Page = 4096;

    /// <summary>Writes the file into a folder, where it does not have its name yet.</summary>
    /// <exception cref="IOException">The disk is full: nothing is left of the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled: nothing is left of the file.</exception>
    public UnfinishedFile Write(string folder, CancellationToken cancellation) =>
        new(Path.Combine(folder, shard.Name), shard.Length, file => Write(file, cancellation));

    private void Write(SafeFileHandle file, CancellationToken cancellation)
    {
        RandomAccess.Write(file, shard.Header, 0);
        ILookup<bool, TensorPlace> bySlices = shard.Tensors.ToLookup(tensor => BytesOf(tensor).AreSliced);
        int threads = random.MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : random.MaxDegreeOfParallelism;
        int length = Math.Clamp(LargestMemory / threads / Page * Page, Page, LargestPiece);
        (TensorPlace, long)[] pieces = [.. bySlices[true].SelectMany(tensor => StartsOf(tensor, length))];
        WorkItems<byte>.Run(new Pieces(this, file, pieces, length, cancellation), threads);
        foreach (TensorPlace tensor in bySlices[false])
        {
            cancellation.ThrowIfCancellationRequested();
            WriteWhole(file, tensor);
        }
    }

    /// <summary>Draws and writes a piece of a tensor, on this thread.</summary>
    private void Write(SafeFileHandle file, TensorPlace tensor, long start, Span<byte> bytes)
    {
        BytesOf(tensor).Draw(bytes, start / TensorDataTypes.BytesOf(type));
        RandomAccess.Write(file, bytes, tensor.Offset + start);
        tally.Add(tensor, bytes.Length);
    }

    /// <summary>A tensor that does not fill slices is drawn whole, on all threads, which takes memory for all of it.</summary>
    private void WriteWhole(SafeFileHandle file, TensorPlace tensor)
    {
        using var bytes = new Rented<byte>((int)tensor.Bytes);
        BytesOf(tensor).DrawAll(bytes.Span);
        RandomAccess.Write(file, bytes.Span, tensor.Offset);
        tally.Add(tensor, tensor.Bytes);
    }

    private TensorBytes BytesOf(TensorPlace tensor) => new(tensor.Planned, type, random);

    private static IEnumerable<(TensorPlace Tensor, long Start)> StartsOf(TensorPlace tensor, int length)
    {
        for (long start = 0; start < tensor.Bytes; start += length) yield return (tensor, start);
    }

    /// <summary>Pieces of tensors: from a byte on, so many bytes or up to the end.</summary>
    private readonly struct Pieces(
        ShardWriter writer, SafeFileHandle file, (TensorPlace Tensor, long Start)[] pieces, int length, CancellationToken cancellation)
        : IWorkItems<byte>
    {
        public int Count => pieces.Length;

        public int MemoryLength => length;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            (TensorPlace tensor, long start) = pieces[item];
            Span<byte> bytes = memory[..(int)Math.Min(length, tensor.Bytes - start)];
            writer.Write(file, tensor, start, bytes);
        }
    }
}

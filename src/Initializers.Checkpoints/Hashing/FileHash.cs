namespace Initializers.Checkpoints;

/// <summary>The hash of the tensors of a file, which all threads read.</summary>
internal static class FileHash
{
    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tally">Told of each piece that was read; null for nobody.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <param name="threads">The most threads that read it; -1 for all.</param>
    /// <exception cref="IOException">The disk cannot read it, or it has become shorter.</exception>
    public static CheckpointHash Of(
        SafetensorsFile file, CheckpointTally? tally, CancellationToken cancellation, int threads = -1) =>
        Of(file, file.Tensors.Select(tensor => new Tensor(tensor, tensor.Name)), tally, threads, cancellation);

    /// <summary>The hash of one tensor.</summary>
    public static CheckpointHash Of(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, [new(tensor, tensor.Name)], null, threads: -1, cancellation);

    /// <summary>The hash of one tensor as if it had no name, which tensors of the same numbers have in common.</summary>
    public static CheckpointHash OfContent(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, [new(tensor, "")], null, threads: -1, cancellation);

    private static CheckpointHash Of(
        SafetensorsFile file, IEnumerable<Tensor> tensors, CheckpointTally? tally, int threads, CancellationToken cancellation)
    {
        var sum = new HashSum();
        var pieces = new PieceList<Tensor>(tensors, tensor => tensor.Entry.Bytes);
        WorkItems<byte>.Run(new Pieces(file, pieces, sum, tally, cancellation), threads);
        return sum.Value;
    }

    private sealed class Tensor(SafetensorsEntry entry, string name)
    {
        public SafetensorsEntry Entry { get; } = entry;

        public TensorHash Hash { get; } = new(name, entry.Type, entry.Dimensions);
    }

    private readonly struct Pieces(
        SafetensorsFile file, PieceList<Tensor> pieces, HashSum sum, CheckpointTally? tally,
        CancellationToken cancellation) : IWorkItems<byte>
    {
        public int Count => pieces.Count;

        public int MemoryLength => TensorHash.PieceBytes;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            (Tensor tensor, long number, long start, int length) = pieces[item];
            Span<byte> bytes = memory[..length];
            file.Read(tensor.Entry, start, bytes);
            sum.Add(tensor.Hash.OfPiece(number, bytes));
            tally?.Add(tensor.Entry.Name, length);
        }
    }
}

namespace Initializers.Checkpoints;

/// <summary>The hash of the tensors of a file, which all threads read.</summary>
internal static class FileHash
{
    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tally">Told of each piece that was read; null for nobody.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    public static CheckpointHash Of(SafetensorsFile file, CheckpointTally? tally, CancellationToken cancellation) =>
        Of(file, file.Tensors.Select(tensor => new Tensor(tensor, tensor.Name)), tally, cancellation);

    /// <summary>The hash of one tensor.</summary>
    public static CheckpointHash Of(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, [new(tensor, tensor.Name)], null, cancellation);

    /// <summary>The hash of one tensor as if it had no name, which tensors of the same numbers have in common.</summary>
    public static CheckpointHash OfContent(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, [new(tensor, "")], null, cancellation);

    private static CheckpointHash Of(
        SafetensorsFile file, IEnumerable<Tensor> tensors, CheckpointTally? tally, CancellationToken cancellation)
    {
        var sum = new HashSum();
        var pieces = new PieceList<Tensor>(tensors, tensor => tensor.Entry.Bytes);
        WorkItems<byte>.Run(new Pieces(file, pieces, sum, tally, cancellation), threads: -1);
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

        public int MemoryLength => 0;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            (Tensor tensor, long number, long start, int length) = pieces[item];
            sum.Add(tensor.Hash.OfPiece(number, file.Slice(tensor.Entry.Name, start, length)));
            tally?.Add(tensor.Entry.Name, length);
        }
    }
}

namespace Initializers.Checkpoints;

/// <summary>The hash of the tensors of a file, which all threads read.</summary>
internal static class FileHash
{
    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Told of each tensor and the bytes of a piece that was read; null for nobody.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    public static CheckpointHash Of(SafetensorsFile file, Action<SafetensorsEntry, long>? progress, CancellationToken cancellation)
    {
        var sum = new HashSum();
        Piece[] pieces = [.. file.Tensors.SelectMany(PiecesOf)];
        WorkItems<byte>.Run(new Pieces(file, pieces, sum, progress, cancellation), threads: -1);
        return sum.Value;
    }

    /// <summary>The hash of one tensor.</summary>
    public static CheckpointHash Of(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, PiecesOf(tensor), cancellation);

    /// <summary>The hash of one tensor as if it had no name, which tensors of the same numbers have in common.</summary>
    public static CheckpointHash OfContent(SafetensorsFile file, SafetensorsEntry tensor, CancellationToken cancellation) =>
        Of(file, PiecesOf(tensor, name: ""), cancellation);

    private static CheckpointHash Of(SafetensorsFile file, IEnumerable<Piece> pieces, CancellationToken cancellation)
    {
        var sum = new HashSum();
        WorkItems<byte>.Run(new Pieces(file, [.. pieces], sum, null, cancellation), threads: -1);
        return sum.Value;
    }

    private static IEnumerable<Piece> PiecesOf(SafetensorsEntry tensor) => PiecesOf(tensor, tensor.Name);

    private static IEnumerable<Piece> PiecesOf(SafetensorsEntry tensor, string name)
    {
        var hash = new TensorHash(name, tensor.Type, tensor.Dimensions);
        for (long piece = 0; piece < TensorHash.PiecesOf(tensor.Bytes); piece++) yield return new(tensor, hash, piece);
    }

    private readonly record struct Piece(SafetensorsEntry Tensor, TensorHash Hash, long Number);

    private readonly struct Pieces(
        SafetensorsFile file, Piece[] pieces, HashSum sum, Action<SafetensorsEntry, long>? progress, CancellationToken cancellation)
        : IWorkItems<byte>
    {
        public int Count => pieces.Length;

        public int MemoryLength => 0;

        public void Do(int item, Span<byte> memory)
        {
            cancellation.ThrowIfCancellationRequested();
            (SafetensorsEntry tensor, TensorHash hash, long number) = pieces[item];
            long start = number * TensorHash.PieceBytes;
            int length = (int)Math.Min(TensorHash.PieceBytes, tensor.Bytes - start);
            sum.Add(hash.OfPiece(number, file.Slice(tensor.Name, start, length)));
            progress?.Invoke(tensor, length);
        }
    }
}

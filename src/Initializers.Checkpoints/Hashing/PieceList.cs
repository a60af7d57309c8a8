namespace Initializers.Checkpoints;

/// <summary>The pieces of several tensors by number, of which only the tensors are kept.</summary>
/// <typeparam name="T">What is kept of a tensor.</typeparam>
internal sealed class PieceList<T>
{
    private readonly T[] _tensors;
    private readonly long[] _bytes;
    private readonly long[] _ends; // the numbers behind the last piece of each tensor

    /// <param name="tensors">The tensors.</param>
    /// <param name="bytesOf">The bytes of one.</param>
    public PieceList(IEnumerable<T> tensors, Func<T, long> bytesOf)
    {
        _tensors = [.. tensors];
        _bytes = [.. _tensors.Select(bytesOf)];
        _ends = new long[_tensors.Length];
        long end = 0;
        for (int i = 0; i < _tensors.Length; i++) _ends[i] = end += TensorHash.PiecesOf(_bytes[i]);
        Count = checked((int)end);
    }

    /// <summary>How many pieces there are: fewer than 2^31, which are 2 PiB.</summary>
    public int Count { get; }

    /// <summary>A piece: its tensor, its number in that, its first byte, and how many it has.</summary>
    public (T Tensor, long Number, long Start, int Length) this[int piece]
    {
        get
        {
            int tensor = Array.BinarySearch(_ends, piece + 1L);
            if (tensor < 0) tensor = ~tensor;
            long number = piece - (_ends[tensor] - TensorHash.PiecesOf(_bytes[tensor])), start = number * TensorHash.PieceBytes;
            return (_tensors[tensor], number, start, (int)Math.Min(TensorHash.PieceBytes, _bytes[tensor] - start));
        }
    }
}

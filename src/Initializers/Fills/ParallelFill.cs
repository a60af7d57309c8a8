namespace Initializers;

/// <summary>Fills any part of a span, with the same elements however it is split.</summary>
internal interface IPartFill<T>
{
    /// <summary>Fills a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="start">The index of its first element in the span.</param>
    void Invoke(Span<T> part, int start);
}

/// <summary>Fills a large span on several threads, and a small one on the caller's.</summary>
internal static class ParallelFill
{
    /// <summary>The elements of one piece of work; a fill below two of them is not worth a second thread.</summary>
    private const int Piece = 1 << 17;

    /// <summary>Whether a fill of this length stays on one thread.</summary>
    public static bool IsSmall(int length) => length < 2 * Piece;

    /// <summary>Fills a span on at most the given number of threads, or on all cores if that is -1.</summary>
    public static unsafe void Run<T, TFill>(Span<T> destination, int threads, TFill fill)
        where T : unmanaged
        where TFill : struct, IPartFill<T>
    {
        if (threads == 1 || IsSmall(destination.Length) || Environment.ProcessorCount == 1) fill.Invoke(destination, 0);
        else
        {
            fixed (T* pinned = destination) WorkItems<T>.Run(new Pieces<T, TFill>(pinned, destination.Length, fill), threads);
        }
    }

    private readonly unsafe struct Pieces<T, TFill>(T* first, int length, TFill fill) : IWorkItems<T>
        where T : unmanaged
        where TFill : struct, IPartFill<T>
    {
        public int Count => (length - 1) / Piece + 1;

        public int MemoryLength => 0;

        public void Do(int item, Span<T> memory)
        {
            int start = item * Piece;
            fill.Invoke(new Span<T>(first + start, Math.Min(Piece, length - start)), start);
        }
    }
}

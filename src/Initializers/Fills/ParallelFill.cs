namespace Initializers;

/// <summary>A fill of any part of a span. The elements do not depend on how the span is split.</summary>
internal interface IPartFill<T>
{
    /// <summary>Fills a part of the span.</summary>
    /// <param name="part">The part.</param>
    /// <param name="start">The index in the span of the part's first element.</param>
    void Invoke(Span<T> part, int start);
}

/// <summary>Fills a large span on several threads, and a small one on the calling thread.</summary>
internal static class ParallelFill
{
    /// <summary>The length of one piece of work. A span shorter than two of them is not worth a second thread.</summary>
    private const int PieceLength = 1 << 17;

    /// <summary>Returns whether a fill of the given length stays on one thread.</summary>
    public static bool IsSmall(int length) => length < 2 * PieceLength;

    /// <summary>Fills a span on at most the given number of threads; -1 means all cores.</summary>
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
        public int Count => (length - 1) / PieceLength + 1;

        public int MemoryLength => 0;

        public void Do(int item, Span<T> memory)
        {
            int start = item * PieceLength;
            fill.Invoke(new Span<T>(first + start, Math.Min(PieceLength, length - start)), start);
        }
    }
}

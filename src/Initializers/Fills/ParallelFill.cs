using System.Runtime.ExceptionServices;

namespace Initializers;

/// <summary>Fills any part of a span: the same elements whichever parts it is asked for.</summary>
internal interface IPartFill<T>
{
    /// <summary>Fills the elements from <paramref name="start"/> on.</summary>
    void Invoke(Span<T> part, int start);
}

/// <summary>Fills a large span on several threads, and a small one right here.</summary>
internal static class ParallelFill
{
    /// <summary>The elements of one piece of work; fills below two of them are not worth a second thread.</summary>
    private const int Piece = 1 << 17;

    /// <summary>Whether a fill of so many elements is never shared.</summary>
    public static bool IsSmall(int length) => length < 2 * Piece;

    public static void Run<T, TFill>(Span<T> destination, int threads, TFill fill)
        where T : unmanaged
        where TFill : struct, IPartFill<T>
    {
        if (threads == 1 || IsSmall(destination.Length) || Environment.ProcessorCount == 1) fill.Invoke(destination, 0);
        else RunPieces(destination, threads, fill);
    }

    /// <summary>Apart, because a lambda's captures are allocated where its method begins.</summary>
    private static unsafe void RunPieces<T, TFill>(Span<T> destination, int threads, TFill fill)
        where T : unmanaged
        where TFill : struct, IPartFill<T>
    {
        fixed (T* pinned = destination)
        {
            var address = (nint)pinned;
            int length = destination.Length;
            try
            {
                Parallel.For(0, (length - 1) / Piece + 1, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece =>
                {
                    int start = piece * Piece;
                    fill.Invoke(new Span<T>((T*)address + start, Math.Min(Piece, length - start)), start);
                });
            }
            catch (AggregateException exceptions)
            {
                ExceptionDispatchInfo.Throw(exceptions.InnerExceptions[0]); // as one thread would throw it
            }
        }
    }
}

namespace Initializers;

/// <summary>
/// The fill of a part of a parameter, run by run. Where little lies between short runs, all of it is drawn, and the runs are copied.
/// </summary>
/// <param name="fill">The parameter, which fills slices, on the calling thread.</param>
/// <param name="runs">What the part is made of.</param>
internal readonly struct ShardFill<T>(ParameterFill fill, ShardRuns runs) : IPartFill<T> where T : unmanaged
{
    /// <summary>The elements between two runs that are drawn for nothing rather than to begin anew, which costs about as much.</summary>
    private const int Gap = 256;

    /// <summary>The most elements that are drawn in order to be copied: they fit in the L2 cache.</summary>
    private const int Window = 1 << 14;

    public void Invoke(Span<T> part, int start)
    {
        using var memory = new Rented<T>(Window);
        for (int done = 0, next; done < part.Length; done = next)
        {
            (long first, long left) = runs.At(start + done);
            next = (int)Math.Min(done + left, part.Length);
            long end = first + next - done;
            bool isAlone = true;
            while (next < part.Length && Joined(first, end, runs.At(start + next)) is { } length)
            {
                isAlone = false;
                length = Math.Min(length, part.Length - next);
                (end, next) = (runs.At(start + next).Start + length, (int)(next + length));
            }
            Span<T> runsOfWindow = part[done..next];
            if (isAlone) fill.Slice(runsOfWindow, first);
            else
            {
                Span<T> window = memory.Span[..(int)(end - first)];
                fill.Slice(window, first);
                fill.Copy<T>(window, first, runsOfWindow, start + done, runs);
            }
        }
    }

    /// <summary>The length of a run that is drawn together with what lies before it; null if it is not.</summary>
    private static long? Joined(long first, long end, (long Start, long Length) run) =>
        run.Start >= end && run.Start - end <= Gap && run.Start + run.Length - first <= Window ? run.Length : null;
}

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
            ShardRange run = RunAt(start + done, part.Length - done, long.MaxValue);
            (long first, long end) = (run.Start, EndOf(run));
            next = done + (int)run.Length;
            bool isCopied = !run.IsDense;
            while (next < part.Length)
            {
                run = RunAt(start + next, part.Length - next, first + Window);
                if (run.Start < end || run.Start - end > Gap || run.Length == 0) break;
                isCopied = true;
                (end, next) = (EndOf(run), next + (int)run.Length);
            }
            Span<T> filled = part[done..next];
            if (isCopied)
            {
                Span<T> window = memory.Span[..(int)(end - first)];
                fill.Slice(window, first);
                fill.Copy<T>(window, first, filled, start + done, runs);
            }
            else fill.Slice(filled, first);
        }
    }

    /// <summary>
    /// A run from an element of the part on, or the part of it that is drawn at once: its elements lie before a limit, and those of a run
    /// that is not dense within a window, or it is one of them if they lie too far apart. A dense run that exceeds the limit is empty.
    /// </summary>
    private ShardRange RunAt(long element, int most, long limit)
    {
        ShardRange run = runs.At(element, most);
        if (run.IsDense) return limit - run.Start >= run.Length ? run : run with { Length = 0 };
        long room = Math.Min(Window, limit - run.Start), count = room <= 0 ? 0 : (room - 1) / run.Stride + 1;
        if (run.Stride > Gap) count = Math.Min(count, 1);
        return run with { Length = Math.Min(run.Length, count) };
    }

    private static long EndOf(in ShardRange run) => run[run.Length - 1] + 1;
}

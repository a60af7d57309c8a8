namespace Initializers;

/// <summary>The words whose normal quantiles lie between two bounds, from 2^32 Phi(lower) - 1/2 to 2^32 Phi(upper) - 1/2.</summary>
internal readonly record struct WordInterval(uint First, ulong Count)
{
    private const double Words = 4294967296; // 2^32

    // The last interval of each thread: networks use few bounds, and computing two tails would slow small fills down.
    [ThreadStatic]
    private static (double Lower, double Upper, WordInterval Interval) _last;

    /// <summary>Returns the interval for bounds in standard deviations; its count may be 0.</summary>
    public static WordInterval Of(double lower, double upper)
    {
        if (_last.Lower != lower || _last.Upper != upper) _last = (lower, upper, Compute(lower, upper));
        return _last.Interval;
    }

    private static WordInterval Compute(double lower, double upper)
    {
        long first = Math.Max(0, (long)Math.Ceiling(WordsBelow(lower) - 0.5));
        long last = Math.Min(uint.MaxValue, (long)Math.Floor(WordsBelow(upper) - 0.5));
        return new WordInterval((uint)Math.Min(first, uint.MaxValue), (ulong)Math.Max(0, last - first + 1));
    }

    /// <summary>Returns 2^32 Phi(x), computed from the nearer tail.</summary>
    private static double WordsBelow(double x) =>
        x > 0 ? Words - Words * MillsRatio.UpperTail(x) : Words * MillsRatio.UpperTail(-x);
}

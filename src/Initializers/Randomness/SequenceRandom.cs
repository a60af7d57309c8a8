namespace Initializers;

/// <summary>A source that gives the words it was told: for unit tests of code that draws weights.</summary>
/// <remarks>
/// <para>Words map to values in increasing order: in a normal fill 0x80000000 is next to the mean, 0 is the least
/// and 0xFFFFFFFF the greatest value.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
/// <param name="words">The words, in order; they are copied.</param>
/// <exception cref="ArgumentNullException"><paramref name="words"/> is null.</exception>
public sealed class SequenceRandom(params uint[] words) : ILimitedSource
{
    private readonly uint[] _words = [.. words ?? throw new ArgumentNullException(nameof(words))];

    /// <summary>Whether the words come round again after the last; by default drawing more of them is an error.</summary>
    public bool Repeats { get; init; }

    /// <summary>The number of words drawn or skipped so far.</summary>
    public long Position { get; private set; }

    /// <summary>Fills the span with the next words.</summary>
    /// <param name="destination">Where the words go.</param>
    /// <exception cref="InvalidOperationException">Fewer words are left, and they do not repeat; nothing is written.</exception>
    public void NextBits(Span<uint> destination)
    {
        if (destination.IsEmpty) return;
        ((ILimitedSource)this).Require(0, destination.Length);
        foreach (ref uint word in destination) word = _words[Position++ % _words.Length];
    }

    /// <summary>Moves on by so many words, beyond the last too: only drawing there is an error.</summary>
    /// <param name="count">How many words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Position = Guard.NotNegative(count) <= long.MaxValue - Position ? Position + count
        : throw new ArgumentOutOfRangeException(
            nameof(count), count,
            $"count must be at most {long.MaxValue - Position}, so that the position stays below 2^63, but was {count}.");

    void ILimitedSource.Require(long skipped, int drawn)
    {
        long count = skipped + drawn;
        if (drawn > 0 && (_words.Length == 0 || (!Repeats && count > _words.Length - Position) || count > long.MaxValue - Position))
            throw new InvalidOperationException(
                $"{count} words are asked for at position {Position} of a sequence of {_words.Length}; give more words, "
                + $"or set {nameof(Repeats)}.");
    }
}

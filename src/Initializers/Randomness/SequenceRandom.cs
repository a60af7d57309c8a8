namespace Initializers;

/// <summary>A source of given words, for unit tests of code that draws weights.</summary>
/// <example>
/// <code>
/// // Known words, so that a test knows the weights: 0, a quarter, a half and three quarters of the way.
/// var random = new SequenceRandom(0, 0x40000000, 0x80000000, 0xC0000000);
/// Console.WriteLine(string.Join(", ", Init.Uniform(0, 1).Initialize([4], random))); // 0, 0.25, 0.5, 0.75
/// </code>
/// </example>
/// <remarks>
/// <para>Values increase with their words: in a normal fill 0 gives the smallest value, 0x80000000 the one next to the mean, and 0xFFFFFFFF
/// the largest.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
/// <param name="words">The words in order, which are copied.</param>
/// <exception cref="ArgumentNullException"><paramref name="words"/> is null.</exception>
public sealed class SequenceRandom(params uint[] words) : ILimitedSource
{
    private readonly uint[] _words = [.. words ?? throw new ArgumentNullException(nameof(words))];

    /// <summary>Whether the sequence starts again after the last word. Defaults to false: drawing beyond it is an error.</summary>
    public bool Repeats { get; init; }

    /// <summary>The number of words drawn or skipped so far.</summary>
    public long Position { get; private set; }

    /// <summary>Fills the span with the next words.</summary>
    /// <param name="destination">The span to fill.</param>
    /// <exception cref="InvalidOperationException">
    /// Fewer words are left, and the sequence does not repeat. Nothing is written.
    /// </exception>
    public void NextBits(Span<uint> destination)
    {
        if (destination.IsEmpty) return;
        ((ILimitedSource)this).CheckAvailable(0, destination.Length);
        foreach (ref uint word in destination) word = _words[Position++ % _words.Length];
    }

    /// <summary>Skips the given number of words. It may go beyond the last word, where only drawing is an error.</summary>
    /// <param name="count">The number of words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Position = Guard.NotNegative(count) <= long.MaxValue - Position ? Position + count
        : throw new ArgumentOutOfRangeException(
            nameof(count), count,
            $"count must be at most {long.MaxValue - Position}, so that the position stays below 2^63, but was {count}.");

    void ILimitedSource.CheckAvailable(long start, int length)
    {
        if (length == 0) return;
        long count = start + length;
        if (count > long.MaxValue - Position)
            throw new InvalidOperationException($"The position must stay below 2^63, but was {Position} before {count} more words.");
        if (!Repeats && Position + count > _words.Length)
            throw new InvalidOperationException(
                $"The sequence must have at least {Position + count} words, or {nameof(Repeats)} set, but had {_words.Length}.");
        if (_words.Length == 0) throw new InvalidOperationException("The sequence must have words to repeat, but had none.");
    }
}

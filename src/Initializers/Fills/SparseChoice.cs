namespace Initializers;

/// <summary>
/// Evenly distributed choices of so many out of so many, one for each unit of a layer, from streams of
/// their own: two words for each of the chosen.
/// </summary>
internal readonly struct SparseChoice(uint name)
{
    private const string Purpose = "sparse";

    private readonly PhiloxStream _choices = PhiloxStream.OfSeed(name).Fork(Purpose);

    /// <summary>
    /// Sets the bits of the chosen (Floyd's algorithm F: Bentley and Floyd 1987, "A Sample of
    /// Brilliance", https://doi.org/10.1145/30401.315746).
    /// </summary>
    /// <param name="unit">Which unit.</param>
    /// <param name="count">How many are chosen.</param>
    /// <param name="total">Out of how many.</param>
    /// <param name="chosen">A bit for each, which is set here or cleared.</param>
    public void Choose(long unit, long count, long total, Span<ulong> chosen)
    {
        chosen.Clear();
        PhiloxStream stream = _choices with { Counter = _choices.Counter + (ulong)unit };
        Span<uint> words = stackalloc uint[PhiloxGroups.Words];
        for (long last = total - count, word = 0; last < total; last++, word += 2)
        {
            int next = (int)(word % words.Length);
            if (next == 0) stream.Fill((ulong)word, words);
            long candidate = (long)Math.BigMul(words[next] | (ulong)words[next + 1] << 32, (ulong)last + 1, out _);
            chosen.Set(chosen.IsSet(candidate) ? last : candidate);
        }
    }
}

namespace Initializers;

/// <summary>
/// Random subsets of the connections of each unit of a layer, uniformly distributed among those of a given size. Each unit has a stream of
/// its own and takes two words for each connection that is chosen.
/// </summary>
internal readonly struct SparseChoice(uint name)
{
    private const string Purpose = "sparse";

    private readonly PhiloxStream _choices = PhiloxStream.OfSeed(name).Fork(Purpose);

    /// <summary>
    /// Chooses the subset of a unit by Floyd's algorithm F (Bentley and Floyd 1987, "A Sample of Brilliance",
    /// https://doi.org/10.1145/30401.315746).
    /// </summary>
    /// <param name="unit">The index of the unit.</param>
    /// <param name="count">The size of the subset.</param>
    /// <param name="total">The size of the whole set.</param>
    /// <param name="chosen">One bit for each element of the set; on return those of the subset are set, and the others cleared.</param>
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

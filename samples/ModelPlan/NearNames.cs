namespace PlannedModels;

/// <summary>What a misspelt name may have meant.</summary>
public static class NearNames
{
    /// <summary>The known names, the nearest first: those that begin with the name, then those with the fewest letters to change.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> known) =>
        known.OrderBy(other => !other.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ThenBy(other => Distance(name, other));

    /// <summary>Levenshtein's distance, row by row.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        foreach (char letter in from)
        {
            int diagonal = row[0]++;
            for (int i = 1; i < row.Length; i++)
                (diagonal, row[i]) = (row[i], Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (letter == to[i - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}

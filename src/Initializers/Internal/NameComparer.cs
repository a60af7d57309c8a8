namespace Initializers;

/// <summary>Compares names of initializers without case and underscores: <c>HeNormal</c> equals <c>he_normal_</c>.</summary>
internal sealed class NameComparer : IEqualityComparer<string>
{
    public static NameComparer Instance { get; } = new();

    /// <summary>How much farther than the nearest name another one may be.</summary>
    private const int Slack = 2;

    public bool Equals(string? x, string? y) => x is null || y is null ? x is null && y is null : Plain(x) == Plain(y);

    public int GetHashCode(string name) => Plain(name).GetHashCode(StringComparison.Ordinal);

    /// <summary>
    /// Returns up to three other known names: first those that contain the name, then those with the smallest edit distance, or about it.
    /// Long names are cut off.
    /// </summary>
    public static IEnumerable<string> Nearest(string name, IEnumerable<string> names)
    {
        string plain = Plain(name.Length <= Excerpt.Length ? name : name[..Excerpt.Length]);
        (string Name, bool HasIt, int Distance)[] near = [.. names.Distinct().Where(known => known != name)
            .Select(known => (known, plain.Length > 0 && Plain(known).Contains(plain, StringComparison.Ordinal),
                EditDistance(plain, Plain(known))))
            .OrderByDescending(known => known.Item2).ThenBy(known => known.Item3).Take(3)];
        return near.Where(known => known.HasIt || known.Distance <= near[0].Distance + Slack).Select(known => known.Name);
    }

    /// <summary>The refusal of a name that none of the known ones is; it shows the nearest.</summary>
    /// <param name="name">The parameter <c>name</c> of the method that was called.</param>
    /// <param name="whose">Whose name it must be, such as "a parameter".</param>
    /// <param name="names">The known names.</param>
    public static ArgumentException Refused(string name, string whose, IEnumerable<string> names)
    {
        string near = Excerpt.Join(Nearest(name, names));
        string examples = near.Length == 0 ? "" : $", such as {near}";
        return new($"name must be that of {whose}{examples}, but was \"{Excerpt.Of(name)}\".", nameof(name));
    }

    /// <summary>
    /// Those of the nearest names that were probably meant: they contain the name, or are a letter apart, or begin alike and differ in a
    /// third of the letters.
    /// </summary>
    public static IEnumerable<string> Likely(string name, IEnumerable<string> names)
    {
        string plain = Plain(name).TrimStart('-');
        return Nearest(name, names).Where(known =>
        {
            string other = Plain(known).TrimStart('-');
            int distance = EditDistance(plain, other);
            return distance <= 1 || (plain.Length > 0 && other.StartsWith(plain[0]) && distance <= (plain.Length + 2) / 3)
                || (plain.Length > 1 && other.Contains(plain, StringComparison.Ordinal));
        });
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Returns Levenshtein's distance, the number of letters to insert, remove or replace, computed row by row.</summary>
    private static int EditDistance(string from, string to)
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

using System.Globalization;

namespace Initializers;

/// <summary>Counts in texts: <c>1 element</c>, <c>1,234 elements</c>.</summary>
internal static class Plural
{
    /// <summary>Returns a count with its noun, in any culture.</summary>
    public static string Of(long count, string noun) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}

namespace Initializers;

/// <summary>A pattern without alternatives: segments, of which <c>**</c> stands for any number of those of a name.</summary>
internal sealed class SegmentPattern(NameSegment[] segments)
{
    private readonly int _firstAny = Array.FindIndex(segments, segment => segment.IsAnyNumber);

    /// <summary>The segments.</summary>
    public NameSegment[] Segments => segments;

    /// <summary>The segments with dots between them.</summary>
    public override string ToString() => string.Join<NameSegment>('.', segments);

    /// <summary>The names of the numbers in it.</summary>
    public string[] Captures { get; } = [.. segments.SelectMany(segment => segment.Captures)];

    /// <summary>Whether a name matches. Where there are several ways to, <c>**</c> takes as few segments as it can.</summary>
    /// <param name="name">The name.</param>
    /// <param name="numbers">Receives the numbers in it, as far as there is room.</param>
    /// <param name="any">
    /// The letters for which the first <c>**</c> stands, with the separator behind them; null for a pattern that has none.
    /// </param>
    public bool TryMatch(string name, Span<int> numbers, out Range? any)
    {
        int part = 0, at = 0, captured = 0;
        (int Part, int At, int Captured) star = (-1, 0, 0);
        any = null;
        while (part < segments.Length || at <= name.Length)
        {
            if (part < segments.Length && segments[part].IsAnyNumber)
            {
                any ??= at..at;
                star = (part++, at, captured);
            }
            else if (part < segments.Length && at <= name.Length && NameSegment.EndOf(name, at) is var end
                && segments[part].Matches(name.AsSpan(at, end - at), numbers[Math.Min(captured, numbers.Length)..]))
            {
                captured += segments[part++].Captures.Length;
                at = end + 1;
            }
            else if (star.Part >= 0 && star.At <= name.Length)
            {
                // The last ** takes a segment more. The ones before need not: with fewer, they leave more to match.
                star.At = NameSegment.EndOf(name, star.At) + 1;
                (part, at, captured) = (star.Part + 1, star.At, star.Captured);
                if (star.Part == _firstAny) any = any!.Value.Start..star.At;
            }
            else return false;
        }
        return true;
    }
}

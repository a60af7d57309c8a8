using System.Globalization;
using System.Text;

namespace Initializers;

/// <summary>
/// A segment of a pattern: letters, <c>*</c> for any letters, <c>{name}</c> for a whole number; or <c>**</c>, any number of segments.
/// </summary>
internal sealed class NameSegment
{
    private const string AnyNumber = "**";

    private readonly string[] _parts; // letters, "*" or "{name}"

    private NameSegment(string text, string[] parts) => (Text, _parts) = (text, parts);

    /// <summary>The segment as it is written.</summary>
    public string Text { get; }

    /// <summary>Whether it stands for any number of segments.</summary>
    public bool IsAnyNumber => Text == AnyNumber;

    /// <summary>Whether it stands for itself alone.</summary>
    public bool IsLiteral => _parts.Length == 0 || (_parts.Length == 1 && _parts[0][0] is not ('*' or '{'));

    /// <summary>The names of the numbers in it.</summary>
    public IEnumerable<string> Captures => _parts.Where(part => part[0] == '{').Select(part => part[1..^1]);

    /// <summary>The segments of a name; <c>/</c> separates them as <c>.</c> does.</summary>
    public static string[] Split(string name) => name.Split('.', '/');

    /// <summary>A name with other segments between the same separators; a segment that becomes null is left out.</summary>
    public static string Map(string name, Func<string, string?> map)
    {
        var mapped = new StringBuilder();
        bool isFirst = true;
        for (int start = 0, end; start <= name.Length; start = end + 1)
        {
            end = name.AsSpan(start).IndexOfAny('.', '/') is >= 0 and var length ? start + length : name.Length;
            if (map(name[start..end]) is not { } segment) continue;
            if (!isFirst) mapped.Append(name[start - 1]);
            mapped.Append(segment);
            isFirst = false;
        }
        return mapped.ToString();
    }

    /// <summary>A segment, or null if the text is none.</summary>
    public static NameSegment? Parse(string text)
    {
        if (text.Length == 0) return null;
        var parts = new List<string>();
        for (int at = 0; at < text.Length && text != AnyNumber;)
        {
            int end = text[at] switch
            {
                '*' => at + 1,
                '{' => text.IndexOf('}', at) + 1,
                _ => text.AsSpan(at).IndexOfAny('*', '{', '}') is >= 0 and var letters ? at + letters : text.Length,
            };
            if (end <= at) return null;
            string part = text[at..end];
            if (part[0] == '{' && !IsName(part.AsSpan(1, part.Length - 2))) return null;
            if (part[0] is '*' or '{' && parts.Count > 0 && parts[^1][0] == part[0]) return null; // *** or {a}{b}: where would one end?
            parts.Add(part);
            at = end;
        }
        return new(text, [.. parts]);
    }

    /// <summary>A whole number without leading zeros; null if the text is none.</summary>
    public static int? Number(ReadOnlySpan<char> text) =>
        text.Length > 0 && (text.Length == 1 || text[0] != '0')
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Whether a segment of a name matches; its numbers are put where a dictionary is given.</summary>
    public bool Matches(string segment, Dictionary<string, int>? numbers)
    {
        if (IsLiteral) return segment == Text;

        // matches[part, at]: whether the parts from one on match the letters from one on
        bool[,] matches = new bool[_parts.Length + 1, segment.Length + 1];
        matches[_parts.Length, segment.Length] = true;
        for (int part = _parts.Length - 1; part >= 0; part--)
        {
            for (int at = segment.Length; at >= 0; at--)
            {
                matches[part, at] = _parts[part][0] switch
                {
                    '*' => matches[part + 1, at] || (at < segment.Length && matches[part, at + 1]),
                    '{' => EndOfNumber(segment, at, part, matches) > 0,
                    _ => segment.AsSpan(at).StartsWith(_parts[part]) && matches[part + 1, at + _parts[part].Length],
                };
            }
        }
        if (matches[0, 0] && numbers is not null) Capture(segment, matches, numbers);
        return matches[0, 0];
    }

    public override string ToString() => Text;

    /// <summary>The numbers of a segment that matches.</summary>
    private void Capture(string segment, bool[,] matches, Dictionary<string, int> numbers)
    {
        for (int part = 0, at = 0; part < _parts.Length; part++)
        {
            if (_parts[part][0] == '*')
            {
                while (!matches[part + 1, at]) at++;
            }
            else if (_parts[part][0] == '{')
            {
                int end = EndOfNumber(segment, at, part, matches);
                numbers[_parts[part][1..^1]] = Number(segment.AsSpan(at, end - at))!.Value;
                at = end;
            }
            else at += _parts[part].Length;
        }
    }

    /// <summary>Where the digits from a letter on end, if they are a number and the other parts match behind them; otherwise 0.</summary>
    private static int EndOfNumber(string segment, int at, int part, bool[,] matches)
    {
        int end = at;
        while (end < segment.Length && char.IsAsciiDigit(segment[end])) end++;
        return matches[part + 1, end] && Number(segment.AsSpan(at, end - at)) is not null ? end : 0;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_') return false;
        }
        return name.Length > 0;
    }
}

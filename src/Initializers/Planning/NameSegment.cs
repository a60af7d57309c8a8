using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A segment of a pattern: letters, <c>*</c> for any letters, <c>{name}</c> for a whole number; or <c>**</c>, any number of segments.
/// </summary>
internal sealed class NameSegment
{
    private const string AnyNumber = "**";

    private readonly string[] _parts; // letters, "*" or "{name}"

    private NameSegment(string text, string[] parts)
    {
        (Text, _parts) = (text, parts);
        Captures = [.. parts.Where(part => part[0] == '{').Select(part => part[1..^1])];
    }

    /// <summary>The segment as it is written.</summary>
    public string Text { get; }

    /// <summary>Whether it stands for any number of segments.</summary>
    public bool IsAnyNumber => Text == AnyNumber;

    /// <summary>Whether it stands for itself alone.</summary>
    public bool IsLiteral => Start.Length == Text.Length;

    /// <summary>The letters that it begins with.</summary>
    public string Start => _parts is [var first, ..] && first[0] is not ('*' or '{') ? first : "";

    /// <summary>The names of the numbers in it.</summary>
    public string[] Captures { get; }

    /// <summary>The segments of a name; <c>/</c> separates them as <c>.</c> does.</summary>
    public static string[] Split(string name) => name.Split('.', '/');

    /// <summary>Where the segment of a name ends that begins at a letter.</summary>
    public static int EndOf(string name, int start) =>
        name.AsSpan(start).IndexOfAny('.', '/') is >= 0 and var length ? start + length : name.Length;

    /// <summary>A name with other segments between the same separators; a segment that becomes null is left out.</summary>
    public static string Map(string name, Func<string, string?> map)
    {
        var mapped = new StringBuilder();
        bool isFirst = true;
        for (int start = 0, end; start <= name.Length; start = end + 1)
        {
            end = EndOf(name, start);
            if (map(name[start..end]) is not { } segment) continue;
            if (!isFirst) mapped.Append(name[start - 1]);
            mapped.Append(segment);
            isFirst = false;
        }
        return mapped.ToString();
    }

    /// <summary>A name with 0 for the segments that are whole numbers: names of layers alike have one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="numbers">Receives the numbers.</param>
    public static string WithoutNumbers(string name, List<int>? numbers = null) => Map(name, segment =>
    {
        if (Number(segment) is not { } number) return segment;
        numbers?.Add(number);
        return "0"; // a number itself, so that no other segment is taken for one
    });

    /// <summary>Names that differ in numbers alone as one, with the numbers of all: <c>h.0-11.attn.weight</c>.</summary>
    public static string Folded(IReadOnlyList<string> names)
    {
        List<int>[] numbers = [.. names.Select(name =>
        {
            List<int> found = [];
            WithoutNumbers(name, found);
            return found;
        })];
        int next = 0;
        return Map(names[0], segment => Number(segment) is null ? segment : Ranges(next++));

        string Ranges(int place)
        {
            int[] rising = [.. numbers.Select(all => all[place]).Distinct().Order()];
            var ranges = new List<string>();
            for (int i = 0, end; i < rising.Length; i = end)
            {
                end = i + 1;
                while (end < rising.Length && rising[end] == rising[end - 1] + 1) end++;
                ranges.Add(end - i == 1 ? Invariant($"{rising[i]}") : Invariant($"{rising[i]}-{rising[end - 1]}"));
            }
            return string.Join(',', ranges);
        }
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

    /// <summary>Whether a segment of a name matches. Where there are several ways to, <c>*</c> takes as few letters as it can.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="numbers">Receives the numbers in it, as far as there is room.</param>
    public bool Matches(ReadOnlySpan<char> segment, Span<int> numbers)
    {
        if (IsLiteral) return segment.SequenceEqual(Text);
        int part = 0, at = 0, captured = 0;
        (int Part, int At, int Captured) star = (-1, 0, 0);
        while (part < _parts.Length || at < segment.Length)
        {
            if (part < _parts.Length && _parts[part][0] == '*') star = (part++, at, captured);
            else if (part < _parts.Length && EndOf(_parts[part], segment, at) is >= 0 and var end)
            {
                if (_parts[part++][0] == '{' && captured++ < numbers.Length) numbers[captured - 1] = Number(segment[at..end])!.Value;
                at = end;
            }
            else if (star.Part >= 0 && star.At < segment.Length)
            {
                // The last * takes a letter more. The ones before need not: with fewer, they leave more to match.
                star.At++;
                (part, at, captured) = (star.Part + 1, star.At, star.Captured);
            }
            else return false;
        }
        return true;
    }

    public override string ToString() => Text;

    /// <summary>Where letters or a number that begin at a letter of a segment end; -1 if they are not there.</summary>
    private static int EndOf(string part, ReadOnlySpan<char> segment, int at)
    {
        if (part[0] != '{') return segment[at..].StartsWith(part) ? at + part.Length : -1;
        int end = at;
        while (end < segment.Length && char.IsAsciiDigit(segment[end])) end++;
        return Number(segment[at..end]) is null ? -1 : end;
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

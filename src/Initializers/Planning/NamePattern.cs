using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>A pattern of parameter names, which matches the whole name or not at all.</summary>
internal abstract class NamePattern
{
    /// <summary>The names of the whole numbers that a match captures.</summary>
    public abstract IReadOnlyList<string> Captures { get; }

    /// <summary>Whether a name matches, and the numbers that it has at the captures, in their order.</summary>
    /// <exception cref="RegexMatchTimeoutException">A regular expression takes too long.</exception>
    public abstract bool TryMatch(string name, out int[] numbers);

    /// <summary>The segments of a name that matches for which the first <c>**</c> stands; null for a pattern that has none.</summary>
    public virtual string? AnySegments(string name) => null;

    /// <summary>Whether the pattern names what it matches, rather than matching it among others by <c>*</c>.</summary>
    public virtual bool Names(ParameterState state) => state == ParameterState.Trained;
}

/// <summary>
/// A pattern of segments, <c>h.{layer}.*.(c_fc|c_proj).weight</c>: <c>*</c> stands for any letters within a segment, <c>**</c> for any
/// number of segments, <c>{layer}</c> for a whole number, and <c>(a|b)</c> for alternatives.
/// </summary>
internal sealed class GlobPattern : NamePattern
{
    /// <summary>The most patterns that alternatives expand to.</summary>
    private const int MostAlternatives = 1000;

    private const int MostLetters = 1000;

    private readonly string _text;
    private readonly string[] _captures;

    /// <param name="text">The pattern.</param>
    /// <param name="parameter">What a refusal calls it.</param>
    /// <exception cref="ArgumentException">The text is no pattern.</exception>
    public GlobPattern(string text, string parameter)
    {
        if (text.Length is 0 or > MostLetters)
            throw Refused(text, parameter, $"1 to {MostLetters} characters", Invariant($"had {text.Length}"));
        _text = text;
        Alternatives = [.. Expand(text, parameter).Select(one => new SegmentPattern(Segments(one, text, parameter)))];
        _captures = Alternatives[0].Captures;
        if (_captures.Distinct().Count() < _captures.Length) throw Refused(text, parameter, "a name for each {number}", "uses one twice");
        if (Alternatives.Any(one => !one.Captures.Order().SequenceEqual(_captures.Order())))
            throw Refused(text, parameter, "the same {numbers} in all alternatives", "has others in some");
    }

    /// <summary>The patterns without alternatives that it stands for.</summary>
    public IReadOnlyList<SegmentPattern> Alternatives { get; }

    public override IReadOnlyList<string> Captures => _captures;

    public override bool TryMatch(string name, out int[] numbers)
    {
        Span<int> found = stackalloc int[_captures.Length];
        foreach (SegmentPattern pattern in Alternatives)
        {
            if (!pattern.TryMatch(name, found, out _)) continue;
            numbers = new int[found.Length];
            for (int i = 0; i < found.Length; i++) numbers[Array.IndexOf(_captures, pattern.Captures[i])] = found[i];
            return true;
        }
        numbers = [];
        return false;
    }

    public override string? AnySegments(string name)
    {
        foreach (SegmentPattern pattern in Alternatives)
        {
            if (!pattern.TryMatch(name, [], out Range? any)) continue;
            if (any is not { Start.Value: var start, End.Value: var end }) return null;
            return end > start ? name[start..(end - 1)] : ""; // without the separator
        }
        return null;
    }

    public override bool Names(ParameterState state) => state switch
    {
        ParameterState.Frozen => !_text.Contains('*'),
        ParameterState.Buffer => !NameSegment.Split(_text)[^1].Contains('*'),
        _ => true,
    };

    public override string ToString() => _text;

    /// <summary>The texts without alternatives.</summary>
    private static List<string> Expand(string text, string parameter)
    {
        var expanded = new List<string> { text };
        for (bool isDone = false; !isDone;)
        {
            isDone = true;
            var next = new List<string>();
            foreach (string one in expanded)
            {
                int close = one.IndexOf(')'), open = close < 0 ? one.IndexOf('(') : one.LastIndexOf('(', close);
                if (open < 0 != close < 0 || open > close) throw Refused(text, parameter, "pairs of parentheses", "has one alone");
                if (open < 0)
                {
                    if (one.Contains('|')) throw Refused(text, parameter, "alternatives within parentheses, (a|b)", "has them without");
                    next.Add(one);
                    continue;
                }
                isDone = false;
                foreach (string choice in one[(open + 1)..close].Split('|')) next.Add(one[..open] + choice + one[(close + 1)..]);
                if (next.Count > MostAlternatives)
                    throw Refused(text, parameter, $"at most {MostAlternatives} alternatives in all", "has more");
            }
            expanded = next;
        }
        return expanded;
    }

    private static NameSegment[] Segments(string one, string text, string parameter) =>
        [.. NameSegment.Split(one).Select(segment => NameSegment.Parse(segment)
            ?? throw Refused(
                text, parameter, "segments of characters, * and {number}, or **", $"has the segment \"{Excerpt.Of(segment)}\""))];

    private static ArgumentException Refused(string text, string parameter, string required, string actual) =>
        new($"{parameter} must have {required}, but \"{Excerpt.Of(text)}\" {actual}"
            + (text.Contains(".*", StringComparison.Ordinal) ? "; a regular expression is written new Regex(...)." : "."), parameter);
}

/// <summary>The very name of a parameter of which the list of parameters itself says what becomes of it.</summary>
internal sealed class ModelPattern(string name) : NamePattern
{
    public override IReadOnlyList<string> Captures => [];

    public override bool TryMatch(string other, out int[] numbers)
    {
        numbers = [];
        return other == name;
    }

    public override string ToString() => name;
}

/// <summary>A regular expression as a pattern: its groups that are whole numbers are captured.</summary>
internal sealed class RegexPattern : NamePattern
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly Regex _given, _whole;

    /// <param name="regex">The expression; of one without a time-out a match may take a second.</param>
    public RegexPattern(Regex regex)
    {
        TimeSpan longest = regex.MatchTimeout == Regex.InfiniteMatchTimeout ? LongestMatch : regex.MatchTimeout;
        string end = regex.Options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : ""; // a comment may end the expression
        (_given, _whole) = (regex, new Regex($@"\A(?:{regex}{end})\z", regex.Options & ~RegexOptions.Compiled, longest));
        Captures = [.. regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
    }

    public override IReadOnlyList<string> Captures { get; }

    public override bool TryMatch(string name, out int[] numbers)
    {
        Match match = _whole.Match(name);
        numbers = match.Success ? [.. Captures.Select(capture => NameSegment.Number(match.Groups[capture].ValueSpan) ?? -1)] : [];
        return match.Success;
    }

    /// <summary>The expression as it was given.</summary>
    public Regex Given => _given;

    public override string ToString() => $"/{_given}/";
}

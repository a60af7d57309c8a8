using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Patterns of segments as one tree, so that a name is compared with all of them at once: the work for a name depends on what may match its
/// segments, not on how many patterns there are.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PatternIndex
{
    private readonly Node _root = new(takesAny: false);
    private List<Node> _now = [], _next = [];

    /// <summary>Adds a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="rule">The number that <see cref="Find"/> gives for it.</param>
    public void Add(GlobPattern pattern, int rule)
    {
        foreach (SegmentPattern alternative in pattern.Alternatives) AddAlternative(alternative, rule);
    }

    /// <summary>Adds one alternative of a pattern.</summary>
    public void AddAlternative(SegmentPattern alternative, int rule)
    {
        Node node = _root;
        foreach (NameSegment segment in alternative.Segments) node = node.After(segment);
        if (!node.Rules.Contains(rule)) node.Rules.Add(rule);
    }

    /// <summary>Finds the patterns that match a name, and adds their numbers, in no order; some more than once.</summary>
    public void Find(string name, List<int> rules)
    {
        _now.Clear();
        _root.Enter(_now);
        for (int start = 0, end; start <= name.Length && _now.Count > 0; start = end + 1)
        {
            end = NameSegment.EndOf(name, start);
            _next.Clear();
            foreach (Node node in _now) node.Step(name.AsSpan(start, end - start), _next);
            (_now, _next) = (_next, _now);
        }
        foreach (Node node in _now) rules.AddRange(node.Rules);
    }

    /// <summary>What a pattern has come to.</summary>
    private sealed class Node(bool takesAny)
    {
        private readonly Dictionary<string, Node> _words = new(StringComparer.Ordinal);

        /// <summary>Segments that are no mere words, by the letters that they begin with.</summary>
        private readonly Dictionary<string, List<(NameSegment Pattern, Node After)>> _patterns = new(StringComparer.Ordinal);

        /// <summary>How many letters those are.</summary>
        private readonly List<int> _starts = [];

        /// <summary>The node behind <c>**</c>, which stays at any segment.</summary>
        private Node? _anyNumber;

        /// <summary>The patterns that end here.</summary>
        public List<int> Rules { get; } = [];

        /// <summary>The node behind a segment, which is made where there is none.</summary>
        public Node After(NameSegment segment)
        {
            if (segment.IsAnyNumber) return _anyNumber ??= new Node(takesAny: true);
            if (segment.IsLiteral) return CollectionsMarshal.GetValueRefOrAddDefault(_words, segment.Text, out _) ??= new(takesAny: false);
            if (!_starts.Contains(segment.Start.Length)) _starts.Add(segment.Start.Length);
            List<(NameSegment Pattern, Node After)> known =
                CollectionsMarshal.GetValueRefOrAddDefault(_patterns, segment.Start, out _) ??= [];
            int at = known.FindIndex(one => one.Pattern.Text == segment.Text);
            if (at < 0) known.Add((segment, new Node(takesAny: false)));
            return known[at < 0 ? ^1 : at].After;
        }

        /// <summary>Adds the nodes to which a segment leads from here.</summary>
        public void Step(ReadOnlySpan<char> segment, List<Node> next)
        {
            if (takesAny) Enter(next);
            if (_words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out Node? word)) word.Enter(next);
            foreach (int length in _starts)
            {
                if (length > segment.Length
                    || !_patterns.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment[..length], out var patterns))
                    continue;
                foreach ((NameSegment pattern, Node after) in patterns)
                {
                    if (pattern.Matches(segment, [])) after.Enter(next);
                }
            }
        }

        /// <summary>Adds this node, and where <c>**</c> may stand for nothing the one behind that.</summary>
        public void Enter(List<Node> nodes)
        {
            for (Node? one = this; one is not null && !nodes.Contains(one); one = one._anyNumber) nodes.Add(one);
        }
    }
}

using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Patterns of segments as one tree, so that a name is compared with all of them at once: the work for a name depends on what matches its
/// segments, not on how many patterns there are.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PatternIndex
{
    private readonly Node _root = new();
    private List<Node> _now = [], _next = [];

    /// <summary>Adds a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="rule">The number that <see cref="Find"/> gives for it.</param>
    public void Add(GlobPattern pattern, int rule)
    {
        foreach (NameSegment[] segments in pattern.Alternatives)
        {
            Node node = _root;
            foreach (NameSegment segment in segments) node = node.After(segment);
            if (!node.Rules.Contains(rule)) node.Rules.Add(rule);
        }
    }

    /// <summary>Finds the patterns that match a name, and adds their numbers, in no order and each once.</summary>
    public void Find(string name, HashSet<int> rules)
    {
        _now.Clear();
        Enter(_root, _now);
        foreach (string segment in NameSegment.Split(name))
        {
            _next.Clear();
            foreach (Node node in _now) Step(node, segment);
            (_now, _next) = (_next, _now);
        }
        foreach (Node node in _now) rules.UnionWith(node.Rules);
    }

    /// <summary>Goes on from a node by a segment.</summary>
    private void Step(Node node, string segment)
    {
        if (node.TakesAny) Enter(node, _next);
        if (node.Literals.TryGetValue(segment, out Node? literal)) Enter(literal, _next);
        foreach ((NameSegment pattern, Node after) in node.Patterns)
        {
            if (pattern.Matches(segment, null)) Enter(after, _next);
        }
    }

    /// <summary>Adds a node, and where <c>**</c> may stand for nothing the one behind that.</summary>
    private static void Enter(Node node, List<Node> nodes)
    {
        for (Node? one = node; one is not null && !nodes.Contains(one); one = one.AnyNumber) nodes.Add(one);
    }

    /// <summary>What a pattern has come to.</summary>
    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = [];

        public List<(NameSegment Pattern, Node After)> Patterns { get; } = [];

        /// <summary>The node behind <c>**</c>, which stays at any segment.</summary>
        public Node? AnyNumber { get; private set; }

        public bool TakesAny { get; private init; }

        /// <summary>The patterns that end here.</summary>
        public List<int> Rules { get; } = [];

        /// <summary>The node behind a segment, which is made where there is none.</summary>
        public Node After(NameSegment segment)
        {
            if (segment.IsAnyNumber) return AnyNumber ??= new Node { TakesAny = true };
            if (segment.IsLiteral) return CollectionsMarshal.GetValueRefOrAddDefault(Literals, segment.Text, out _) ??= new Node();
            int at = Patterns.FindIndex(known => known.Pattern.Text == segment.Text);
            if (at < 0) Patterns.Add((segment, new Node()));
            return Patterns[at < 0 ? ^1 : at].After;
        }
    }
}

namespace Initializers;

/// <summary>A parameter that a rule matches, with the whole numbers that its pattern captures.</summary>
/// <example>
/// <code>
/// // Smaller in deeper layers: {layer} is the number in the name.
/// var plan = new InitializationPlan
/// {
///     { "h.{layer}.proj.weight", match =&gt; Init.Normal(0, 0.02 / Math.Sqrt(2 * (match["layer"] + 1))) },
/// };
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class RuleMatch
{
    /// <summary>What stands in a text for the segments that the first <c>**</c> of the pattern stands for.</summary>
    private const string AnySegments = "{**}";

    private readonly NamePattern _pattern;
    private readonly Lazy<IReadOnlyDictionary<string, TensorShape>> _shapes;
    private int[]? _numbers;

    internal RuleMatch(
        string name, in TensorShape shape, NamePattern pattern, Lazy<IReadOnlyDictionary<string, TensorShape>> shapes) =>
        (Name, Shape, _pattern, _shapes) = (name, shape, pattern, shapes);

    /// <summary>The parameter's name, without the prefixes of wrappers.</summary>
    public string Name { get; }

    /// <summary>The parameter's shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The number at a capture: of <c>h.{layer}.attn.weight</c> and <c>h.7.attn.weight</c>, <c>match["layer"]</c> is 7.</summary>
    /// <param name="capture">The name between the braces, or that of a group of a regular expression.</param>
    /// <exception cref="ArgumentNullException"><paramref name="capture"/> is null.</exception>
    /// <exception cref="ArgumentException">The pattern captures no such number.</exception>
    public int this[string capture]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(capture);
            int at = Captures.ToList().IndexOf(capture);
            return at >= 0 && Numbers[at] is >= 0 and var number ? number : throw new ArgumentException(
                $"capture must be a whole number that the pattern captures, {Known}, but was \"{Excerpt.Of(capture)}\".",
                nameof(capture));
        }
    }

    /// <summary>Whether the model has a parameter of a name, written without the prefixes of wrappers.</summary>
    /// <param name="name">The name, such as <c>h.7.attn.weight</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool IsParameter(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _shapes.Value.ContainsKey(name);
    }

    /// <summary>
    /// The shape of another parameter, as it was given: of a bias whose bounds depend on the fan-in, that of the weight beside it.
    /// </summary>
    /// <param name="name">The other parameter's name, without the prefixes of wrappers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">The model has no such parameter; the message lists the near names.</exception>
    public TensorShape ShapeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _shapes.Value.TryGetValue(name, out TensorShape shape) ? shape
            : throw NameComparer.Refused(name, "a parameter", _shapes.Value.Keys);
    }

    /// <summary>What stands in braces in a text, braces included.</summary>
    private static string[] Braces(string text)
    {
        var found = new List<string>();
        for (int open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open + 1))
        {
            int close = text.IndexOf('}', open);
            if (close > open + 1) found.Add(text[open..(close + 1)]);
        }
        return [.. found];
    }

    private IReadOnlyList<string> Captures => _pattern.Captures;

    /// <summary>The numbers at the captures, which most rules do not ask for.</summary>
    private int[] Numbers
    {
        get
        {
            if (_numbers is null) _pattern.TryMatch(Name, out _numbers);
            return _numbers;
        }
    }

    private string Known => Captures.Count == 0 ? "of which it has none" : string.Join(" or ", Captures);

    /// <summary><c>h.7.attn.weight [64, 64] (out, in), layer = 7</c>.</summary>
    public override string ToString() =>
        $"{Name} {Shape}{string.Concat(Captures.Zip(Numbers, (capture, number) => $", {capture} = {number}"))}";

    /// <summary>A text with the numbers in place of <c>{captures}</c>, and what <c>**</c> stands for in place of <c>{**}</c>.</summary>
    /// <param name="template">The text.</param>
    /// <param name="other">What else may stand in braces, braces included.</param>
    /// <exception cref="ArgumentException">
    /// What stands in braces is not captured, or <paramref name="other"/> is captured too.
    /// </exception>
    internal string Expand(string template, string? other = null)
    {
        foreach (string name in Braces(template).Where(name => name != other && name != AnySegments))
            template = template.Replace(name, FormattableString.Invariant($"{this[name[1..^1]]}"), StringComparison.Ordinal);
        if (other is not null && Captures.Contains(other[1..^1]) && template.Contains(other, StringComparison.Ordinal))
            throw new ArgumentException(
                $"the pattern must not capture {other}, which counts the entries of a batch, but was \"{Excerpt.Of($"{_pattern}")}\".");
        if (!template.Contains(AnySegments, StringComparison.Ordinal)) return template;
        string segments = _pattern.AnySegments(Name)
            ?? throw new ArgumentException(
                $"the pattern must have ** for {AnySegments} of \"{Excerpt.Of(template)}\", but was \"{Excerpt.Of($"{_pattern}")}\".");
        return segments.Length > 0 ? template.Replace(AnySegments, segments, StringComparison.Ordinal)
            : template.Replace(AnySegments + '.', "", StringComparison.Ordinal).Replace(AnySegments + '/', "", StringComparison.Ordinal)
                .Replace(AnySegments, "", StringComparison.Ordinal);
    }
}

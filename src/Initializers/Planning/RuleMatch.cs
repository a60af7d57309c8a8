namespace Initializers;

/// <summary>A parameter that a rule matches, with the whole numbers that its pattern captures.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class RuleMatch
{
    private readonly IReadOnlyList<string> _captures;
    private readonly int[] _numbers;
    private readonly Lazy<IReadOnlyDictionary<string, TensorShape>> _shapes;

    internal RuleMatch(string name, TensorShape shape, IReadOnlyList<string> captures, int[] numbers,
        Lazy<IReadOnlyDictionary<string, TensorShape>> shapes) =>
        (Name, Shape, _captures, _numbers, _shapes) = (name, shape, captures, numbers, shapes);

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
            int at = Math.Max(_captures.ToList().IndexOf(capture), -1);
            return at >= 0 && _numbers[at] >= 0 ? _numbers[at] : throw new ArgumentException(
                $"capture must be a whole number that the pattern captures, {Known}, but was \"{NameComparer.Shown(capture)}\".",
                nameof(capture));
        }
    }

    /// <summary>Whether the model has a parameter of a name, written without the prefixes of wrappers.</summary>
    /// <param name="name">The name, such as <c>h.7.attn.weight</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool IsParameter(string name) => _shapes.Value.ContainsKey(name);

    /// <summary>
    /// The shape of another parameter, as it was given: of a bias whose bounds depend on the fan-in, that of the weight beside it.
    /// </summary>
    /// <param name="name">The other parameter's name, without the prefixes of wrappers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">The model has no such parameter; the message lists the near names.</exception>
    public TensorShape ShapeOf(string name) => _shapes.Value.TryGetValue(name, out TensorShape shape) ? shape
        : throw new ArgumentException(
            $"name must be that of a parameter, such as {string.Join(", ", NameComparer.Nearest(name, _shapes.Value.Keys))}, "
            + $"but was \"{NameComparer.Shown(name)}\".",
            nameof(name));

    private string Known => _captures.Count == 0 ? "of which it has none" : string.Join(" or ", _captures);

    /// <summary><c>h.7.attn.weight [64, 64] (out, in), layer = 7</c>.</summary>
    public override string ToString() =>
        $"{Name} {Shape}{string.Concat(_captures.Zip(_numbers, (capture, number) => $", {capture} = {number}"))}";

    /// <summary>A text with the numbers in place of <c>{captures}</c>.</summary>
    internal string Expand(string template)
    {
        for (int i = 0; i < _captures.Count; i++)
            template = template.Replace($"{{{_captures[i]}}}", FormattableString.Invariant($"{_numbers[i]}"), StringComparison.Ordinal);
        return template;
    }
}

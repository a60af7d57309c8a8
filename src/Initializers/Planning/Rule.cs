using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// What an <see cref="InitializationPlan"/> does with the parameters that a pattern matches, and what their shapes do not say.
/// </summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan
/// {
///     { "layers.*.attention.qkv.weight", Rule.Initialize(Init.GlorotUniform()).WithBlocks(64, 16, 16) },
///     { "embedding.weight", Rule.Initialize(Init.Normal(0, 0.02)).WithPaddingRow(0) },
///     { "head.weight", Rule.TiedTo("embedding.weight").Optional() },
/// };
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value; each method returns a changed copy.</remarks>
public sealed partial record Rule
{
    private Rule(RuleAction action) => Action = action;

    /// <summary>
    /// Leaves a tensor alone that is no weight, such as a mask or a table of positions: it is not asked for, drawn or checked.
    /// </summary>
    public static Rule Skip { get; } = new(RuleAction.Skip);

    /// <summary>Leaves the values of a parameter as they are, such as loaded ones: they are checked for NaN, but not written.</summary>
    public static Rule Keep { get; } = new(RuleAction.Keep);

    /// <summary>What becomes of the parameter.</summary>
    public RuleAction Action { get; }

    /// <summary>
    /// What multiplies the values, if the action is <see cref="RuleAction.Scale"/>; null if it is not, or if that depends on the match.
    /// </summary>
    public double? Factor { get; private init; }

    /// <summary>What fills the parameter; null if it is not filled, or if it depends on the match.</summary>
    public IWeightInitializer? Initializer { get; private init; }

    /// <summary>
    /// The parameter that this one shares its values with, if the action is <see cref="RuleAction.Tie"/>; it may hold captures.
    /// </summary>
    public string? Target { get; private init; }

    /// <summary>Whether the rule may match nothing.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>The layout of the parameters; null for that of their shapes.</summary>
    public WeightLayout? Layout { get; private init; }

    /// <summary>The groups of a convolution; null for those of the shape.</summary>
    public long? Groups { get; private init; }

    /// <summary>
    /// The number of equal blocks along the outputs, or their sizes if there are several numbers; null for those of the shape.
    /// </summary>
    public IReadOnlyList<long>? Blocks { get; private init; }

    /// <summary>The fans; null for those of the shape.</summary>
    public Fans? Fans { get; private init; }

    /// <summary>The number of heads by which the blocks are interleaved: see <see cref="WithHeads"/>. Defaults to 1.</summary>
    public long Heads { get; private init; } = 1;

    /// <summary>The row that is filled with 0; null for none.</summary>
    public long? PaddingRow { get; private init; }

    /// <summary>How many of the first rows keep their values.</summary>
    public long KeptRows { get; private init; }

    /// <summary>The streams that the parameter draws from; empty for its name.</summary>
    public IReadOnlyList<string> Streams { get; private init; } = [];

    /// <summary>The rank of the parameters that the rule applies to; null for any.</summary>
    public int? Rank { get; private init; }

    /// <summary>The role of the parameters that the rule applies to; null for any.</summary>
    public string? Role { get; private init; }

    /// <summary>The condition on the shape; null for none.</summary>
    internal Func<TensorShape, bool>? Condition { get; private init; }

    /// <summary>What fills the parameter, where that depends on the match.</summary>
    internal Func<RuleMatch, IWeightInitializer>? Factory { get; private init; }

    /// <summary>The text of the initializer, if it holds captures; null otherwise.</summary>
    public string? Text { get; private init; }

    /// <summary>The text that the initializer was read from, as JSON writes it again.</summary>
    internal string? Written { get; private init; }

    /// <summary>The captures that the text holds.</summary>
    internal IEnumerable<string> TextCaptures => Text is null ? [] : Capture.Matches(Text).Select(match => match.Value[1..^1]);

    /// <summary>What multiplies the values, where that depends on the match.</summary>
    internal Func<RuleMatch, double>? Multiplier { get; private init; }

    /// <summary>Fills the parameters with an initializer, each from the stream of its name.</summary>
    /// <param name="initializer">
    /// The initializer; it must not be bound to a seed or a source, since the plan names each parameter's.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> is bound.</exception>
    public static Rule Initialize(IWeightInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        RefuseBound(initializer);
        return new(RuleAction.Initialize) { Initializer = initializer };
    }

    /// <summary>Fills the parameters with an initializer that depends on the match, such as on the layer's number.</summary>
    /// <param name="initializer">Makes the initializer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public static Rule Initialize(Func<RuleMatch, IWeightInitializer> initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return new(RuleAction.Initialize) { Factory = initializer };
    }

    /// <summary>
    /// Fills the parameters with an initializer that a text says and that may depend on the match: captures of the pattern stand in braces.
    /// </summary>
    /// <param name="text"><c>ResidualProjectionAtDepth({layer})</c>, or another text as for <see cref="Init.Parse"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">The text says no initializer, whatever the captures, or a bound one.</exception>
    public static Rule Initialize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Capture.IsMatch(text)) return Initialize(InitializerText.Parse(text, nameof(text))) with { Written = text };
        try
        {
            RefuseBound(InitializerText.Parse(Capture.Replace(text, "1"), nameof(text)));
        }
        catch (ArgumentException refusal) when (refusal.InnerException is { InnerException: ArgumentException })
        {
            // Other numbers than 1 may suit the initializer.
        }
        return new(RuleAction.Initialize)
        {
            Text = text,
            Written = text,
            Factory = match => InitializerText.Parse(match.Expand(text), "the initializer's text"),
        };
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Capture { get; }

    /// <summary>
    /// Shares the values of another parameter of the same shape: nothing is drawn, and memory of its own receives a copy.
    /// </summary>
    /// <param name="name">
    /// The other parameter. It may hold captures of the pattern, <c>"decoder.{layer}.weight"</c>, and be a pattern that one parameter alone
    /// matches: <c>"**.embed_tokens.weight"</c>, whatever its prefix.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static Rule TiedTo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(RuleAction.Tie) { Target = name };
    }

    /// <summary>
    /// Multiplies what another rule fills the parameters with: the depth schemes and muP scale what a plan gives. Such a rule takes no
    /// parameter from another, wherever it is written; where several match, their factors multiply.
    /// </summary>
    /// <param name="factor">The factor, above 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not above 0 or not finite.</exception>
    public static Rule Scale(double factor) => new(RuleAction.Scale) { Factor = Guard.Positive(Guard.Finite(factor), nameof(factor)) };

    /// <summary>The same with a factor that depends on the match, such as on the layer's number.</summary>
    /// <param name="factor">Computes the factor, above 0 and finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="factor"/> is null.</exception>
    public static Rule Scale(Func<RuleMatch, double> factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return new(RuleAction.Scale) { Multiplier = factor };
    }

    /// <summary>The rule may match nothing, which is an error otherwise.</summary>
    public Rule Optional() => this with { IsOptional = true };

    /// <summary>Parameters of a rank only.</summary>
    /// <param name="rank">The number of dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rank"/> is negative.</exception>
    public Rule OfRank(int rank) => this with { Rank = (int)Guard.NotNegative(rank) };

    /// <summary>Parameters of a role only, such as <c>norm</c>: what the list of parameters says beside the name.</summary>
    /// <param name="role">
    /// The role; <c>frozen</c> and <c>buffer</c> are those of all parameters of that <see cref="ParameterState"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="role"/> is null.</exception>
    public Rule OfRole(string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return this with { Role = role };
    }

    /// <summary>Parameters of shapes that satisfy a condition only.</summary>
    /// <param name="condition">The condition.</param>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    public Rule Where(Func<TensorShape, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return this with { Condition = condition };
    }

    /// <summary>The axes mean what a layout says: <see cref="WeightLayout.InOut"/> for Keras's kernels and GPT-2's <c>Conv1D</c>.</summary>
    /// <param name="layout">The layout; <c>new WeightLayout("batch, out, in")</c> for stacked experts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layout"/> is null.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithLayout(WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Filling with { Layout = layout };
    }

    /// <summary>A convolution in groups.</summary>
    /// <param name="groups">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is below 1.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithGroups(long groups) => Filling with { Groups = Guard.Positive(groups) };

    /// <summary>Equal layers packed along the outputs: 3 for query, key and value, 4 for the gates of an LSTM.</summary>
    /// <param name="blocks">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blocks"/> is below 1.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithBlocks(long blocks) => Filling with { Blocks = [Guard.Positive(blocks)] };

    /// <summary>Layers of unequal sizes packed along the outputs: <c>WithBlocks(64, 16, 16)</c> for grouped-query attention.</summary>
    /// <param name="sizes">The outputs of each layer, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="sizes"/> has fewer than two numbers, a size is below 1, or their sum is 2^63 or more.
    /// </exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithBlocks(params ReadOnlySpan<long> sizes)
    {
        if (sizes.Length == 1)
            throw new ArgumentException(
                Invariant($"sizes must have two or more, but had {sizes[0]} alone; WithBlocks(3) is a number of equal blocks."),
                nameof(sizes));
        PackedBlocks.Check(sizes);
        return Filling with { Blocks = Array.AsReadOnly(sizes.ToArray()) };
    }

    /// <summary>The fans of the layer, whatever the shape.</summary>
    /// <param name="fanIn">Connections into one output.</param>
    /// <param name="fanOut">Connections out of one input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithFans(long fanIn, long fanOut) =>
        Filling with { Fans = new Fans(Guard.NotNegative(fanIn), Guard.NotNegative(fanOut)) };

    /// <summary>
    /// Blocks that are interleaved by head, as the query, key and value of GPT-NeoX and Falcon are: the rows of all blocks for head 0, then
    /// those for head 1. Each block is filled as the layer that it is, and then its rows are interleaved.
    /// </summary>
    /// <param name="heads">The number of heads (of groups of heads, where queries share keys), 1 or more; it divides each block.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heads"/> is below 1.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithHeads(long heads) => Filling with { Heads = Guard.Positive(heads) };

    /// <summary>A row that is filled with 0: the padding token of an embedding.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithPaddingRow(long row) => Filling with { PaddingRow = Guard.NotNegative(row) };

    /// <summary>The first rows keep their values, and the others are drawn: a vocabulary that grew.</summary>
    /// <param name="rows">How many rows are kept, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    public Rule WithKeptRows(long rows) => Filling with { KeptRows = Guard.NotNegative(rows) };

    /// <summary>
    /// The streams to draw from instead of the one of the parameter's name: a former name, so that a renamed parameter keeps its values, or
    /// one for each part of a stacked parameter, so that it has the values of the parts.
    /// </summary>
    /// <param name="streams">
    /// One name, or one for each packed block. Each may hold captures of the pattern, <c>{**}</c> for the segments that its first <c>**</c>
    /// stands for, and <c>{entry}</c> for the number of the entry of a batch, such as of an expert: each entry is then drawn as a parameter
    /// of its own.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="streams"/> is empty, or one is null.</exception>
    /// <exception cref="NotSupportedException">The rule fills nothing.</exception>
    /// <remarks>
    /// Two random parameters that draw from one stream would have the same numbers, and a plan refuses them: a tie says that on purpose.
    /// </remarks>
    public Rule WithStreams(params ReadOnlySpan<string> streams)
    {
        if (streams.IsEmpty) throw new ArgumentException("streams must have at least one name, but had none.", nameof(streams));
        return Filling with { Streams = Guard.Items(streams.ToArray(), nameof(streams)) };
    }

    /// <summary>Whether the rules do the same; functions are equal where they are the same function.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(Rule? other) =>
        other is not null && Action == other.Action && Equals(Initializer, other.Initializer)
        && Text == other.Text && (Text is not null || Factory == other.Factory)
        && Equals(Layout, other.Layout)
        && (Target, IsOptional, Groups, Fans) == (other.Target, other.IsOptional, other.Groups, other.Fans)
        && (Heads, PaddingRow, KeptRows, Rank, Role) == (other.Heads, other.PaddingRow, other.KeptRows, other.Rank, other.Role)
        && (Factor, Multiplier, Condition) == (other.Factor, other.Multiplier, other.Condition)
        && (Blocks ?? []).SequenceEqual(other.Blocks ?? []) && Streams.SequenceEqual(other.Streams);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(HashCode.Combine(Action, Factor), Initializer, Target, PaddingRow, Rank, Role, Blocks?.Count, Streams.Count);

    /// <summary>
    /// The rule as one would write it, such as <c>Initialize(Normal(mean: 0, standardDeviation: 0.02)).WithPaddingRow(0)</c>.
    /// </summary>
    public override string ToString()
    {
        string action = Action switch
        {
            RuleAction.Initialize => $"Initialize({Initializer?.ToString() ?? Quoted(Text) ?? "match => ..."})",
            RuleAction.Tie => $"TiedTo(\"{Target}\")",
            RuleAction.Scale => Factor is { } factor ? Invariant($"Scale({factor})") : "Scale(match => ...)",
            _ => Action.ToString(),
        };
        return action + string.Concat([.. Meanings(), .. Changes(), .. Conditions()]);
    }

    /// <summary>The rule, if it fills parameters: others have no use for what is said of the fill.</summary>
    private Rule Filling => Action == RuleAction.Initialize ? this
        : throw new NotSupportedException(
            $"{Excerpt.Of(ToString())} fills nothing, so that shapes, rows and streams of a fill do not concern it.");

    /// <summary>Refuses an initializer with a source of its own, which a plan would ignore.</summary>
    /// <exception cref="ArgumentException">The initializer is bound.</exception>
    internal static void RefuseBound(IWeightInitializer initializer)
    {
        if (initializer is IBoundInitializer { IsBound: true })
            throw new ArgumentException(
                $"initializer must not be bound, since each parameter of a plan draws from a stream of its own, but was {initializer}.",
                nameof(initializer));
    }

    /// <summary>The shape of a parameter with what the rule says of it.</summary>
    /// <exception cref="ArgumentException">The two do not go together.</exception>
    internal TensorShape Refine(TensorShape shape)
    {
        if (Layout is not null) shape = shape.WithLayout(Layout);
        if (Groups is { } groups) shape = shape.WithGroups(groups);
        if (Blocks is [var count]) shape = shape.WithBlocks(count);
        else if (Blocks is { } sizes) shape = shape.WithBlocks([.. sizes]);
        if (Fans is { } fans) shape = shape.WithFans(fans.In, fans.Out);
        return shape;
    }

    /// <summary>What multiplies the values of a parameter, of a rule that scales.</summary>
    /// <exception cref="ArgumentException">The rule's function returned no such factor.</exception>
    internal double FactorOf(RuleMatch match)
    {
        double factor = Factor ?? Multiplier!(match);
        return factor > 0 && float.IsFinite((float)factor) ? factor : throw new ArgumentException(
            Invariant($"the rule's function must return a factor that is above 0 and finite, but returned {factor}."));
    }

    /// <summary>Whether the rule applies to a parameter whose name matches.</summary>
    internal bool AppliesTo(in PlanParameter parameter) =>
        (Rank is null || parameter.Shape.Rank == Rank)
        && (Role is null || Role == parameter.Role || Role == RoleOf(parameter.State))
        && (Condition is null || Condition(parameter.Shape));

    /// <summary>The role of all frozen parameters, and of all buffers, beside their own; null for those that are trained.</summary>
    internal static string? RoleOf(ParameterState state) => state switch
    {
        ParameterState.Frozen => "frozen",
        ParameterState.Buffer => "buffer",
        _ => null,
    };

    /// <summary>What the rule does beside filling, as <see cref="ToString"/> shows it.</summary>
    internal string ChangesText => string.Concat(Changes());

    private static string? Quoted(string? text) => text is null ? null : $"\"{text}\"";

    /// <summary>What is said of the shape.</summary>
    private IEnumerable<string> Meanings()
    {
        if (Layout is not null) yield return $".WithLayout(\"{Layout}\")";
        if (Groups is { } groups) yield return Invariant($".WithGroups({groups})");
        if (Blocks is not null) yield return $".WithBlocks({string.Join(", ", Blocks)})";
        if (Fans is { } fans) yield return Invariant($".WithFans({fans.In}, {fans.Out})");
    }

    /// <summary>What is done beside filling.</summary>
    private IEnumerable<string> Changes()
    {
        if (Heads > 1) yield return Invariant($".WithHeads({Heads})");
        if (PaddingRow is { } row) yield return Invariant($".WithPaddingRow({row})");
        if (KeptRows > 0) yield return Invariant($".WithKeptRows({KeptRows})");
        if (Streams.Count > 0) yield return $".WithStreams({string.Join(", ", Streams.Select(stream => $"\"{stream}\""))})";
    }

    /// <summary>When the rule applies.</summary>
    private IEnumerable<string> Conditions()
    {
        if (Rank is { } rank) yield return Invariant($".OfRank({rank})");
        if (Role is not null) yield return $".OfRole(\"{Role}\")";
        if (Condition is not null) yield return ".Where(...)";
        if (IsOptional) yield return ".Optional()";
    }
}

/// <summary>What a plan does with a parameter.</summary>
public enum RuleAction
{
    /// <summary>It is filled by an initializer.</summary>
    Initialize,

    /// <summary>It shares the values of another parameter.</summary>
    Tie,

    /// <summary>It keeps the values that it has.</summary>
    Keep,

    /// <summary>It is left alone.</summary>
    Skip,

    /// <summary>What another rule fills it with is multiplied.</summary>
    Scale,
}

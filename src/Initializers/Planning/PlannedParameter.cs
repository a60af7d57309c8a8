using static System.FormattableString;

namespace Initializers;

/// <summary>What becomes of one parameter of a model.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class PlannedParameter
{
    internal PlannedParameter(in PlanParameter given, string plainName, in TensorShape shape, int ruleNumber, PlanRule rule)
    {
        (Given, PlainName) = (given, plainName);
        (Shape, Elements) = (shape, shape.Count);
        (RuleNumber, PlanRule) = (ruleNumber, rule);
        long? model = given.PaddingRow >= rule.Rule.KeptRows ? given.PaddingRow : null;
        PaddingRow = rule.Rule.Action == RuleAction.Initialize ? rule.Rule.PaddingRow ?? model : null;
    }

    /// <summary>The name as it was given.</summary>
    public string Name => Given.Name;

    /// <summary>The name without the prefixes of wrappers, which patterns match and streams are called.</summary>
    public string PlainName { get; }

    /// <summary>The whole shape, with what the rule says of it.</summary>
    public TensorShape Shape { get; }

    /// <summary>What the list of parameters says beside the name, for <see cref="Rule.OfRole"/>; null for nothing.</summary>
    public string? Role => Given.Role;

    /// <summary>Whether training changes it.</summary>
    public ParameterState State => Given.State;

    /// <summary>The row that is 0, by the rule, or by the list of parameters if the rule does not keep the row; null for none.</summary>
    public long? PaddingRow { get; }

    /// <summary>
    /// The number of the rule in the plan, counted from 0; -1 if the list of parameters says itself what becomes of it: that it shares the
    /// memory of another, or is frozen or a buffer.
    /// </summary>
    public int RuleNumber { get; }

    /// <summary>The rule's pattern and what it does; if it is none of the plan's, the parameter's name.</summary>
    public PlanRule PlanRule { get; }

    /// <summary>What becomes of it.</summary>
    public RuleAction Action => PlanRule.Rule.Action;

    /// <summary>What fills it, with the factors of the rules that scale it; null if it is not filled.</summary>
    public IWeightInitializer? Initializer { get; internal init; }

    /// <summary>The numbers of the rules that scale it, in their order.</summary>
    public IReadOnlyList<int> ScalingRules { get; internal init; } = [];

    /// <summary>The parameter that it shares its values with, as it was given; null if it is not tied.</summary>
    public string? TiedTo { get; internal set; }

    /// <summary>
    /// The streams that it draws from, <c>random.Fork(stream)</c>: one, or one for each of its parts; empty if it is not filled.
    /// </summary>
    public IReadOnlyList<string> Streams { get; internal init; } = [];

    /// <summary>What the initializer promises of the values; null if it promises nothing, or the parameter is not filled.</summary>
    public WeightPrediction? Prediction { get; internal init; }

    /// <summary>The number of elements.</summary>
    public long Elements { get; }

    /// <summary><c>h.0.ln_1.weight [768] (out): Ones()</c>.</summary>
    public override string ToString() => $"{Name} {Shape}: {What}";

    /// <summary>What the list of parameters says.</summary>
    internal PlanParameter Given { get; }

    /// <summary>What becomes of it, in a few words.</summary>
    internal string What => Action switch
    {
        RuleAction.Initialize => Initializer + PlanRule.Rule.ChangesText + ModelPadding,
        RuleAction.Tie => $"tied to {TiedTo}",
        RuleAction.Keep => $"kept{ModelState}",
        _ => $"skipped{ModelState}",
    };

    /// <summary>The padding row that the list of parameters says.</summary>
    private string ModelPadding =>
        PaddingRow is { } row && PlanRule.Rule.PaddingRow is null ? Invariant($".WithPaddingRow({row})") : "";

    /// <summary>Why the parameter is left alone, if no rule says so.</summary>
    private string ModelState => PlansRule is null ? $", {Rule.RoleOf(State) ?? "as what it shares memory with"}" : "";

    /// <summary>The number of the plan's rule; null if none is.</summary>
    internal int? PlansRule => RuleNumber == PlanRule.OfModel ? null : RuleNumber;

    /// <summary>The number of elements of a row.</summary>
    internal long RowLength => Shape.Rank == 0 ? 1 : Shape.StrideOf(0);

    /// <summary>The elements that are drawn, as ranges: without the first rows that are kept, and without the padding row.</summary>
    /// <exception cref="OverflowException">There are 2^31 elements or more, which no span has.</exception>
    internal IReadOnlyList<Range> DrawnRanges
    {
        get
        {
            long row = RowLength, start = PlanRule.Rule.KeptRows * row, end = Elements;
            if (PaddingRow is not { } padding) return [Between(start, end)];
            return [Between(start, Math.Max(start, padding * row)), Between(Math.Max(start, (padding + 1) * row), end)];

            static Range Between(long from, long to) => checked((int)from)..checked((int)to);
        }
    }

    /// <summary>The parts that are drawn each by itself.</summary>
    internal ParameterPart[] Parts { get; init; } = [];
}

/// <summary>Consecutive elements of a parameter that are drawn as a parameter of their own.</summary>
/// <param name="Start">The first element.</param>
/// <param name="Shape">The part's shape.</param>
/// <param name="Stream">The stream that it draws from.</param>
/// <param name="Initializer">What fills it.</param>
internal readonly record struct ParameterPart(long Start, TensorShape Shape, string Stream, IWeightInitializer Initializer)
{
    /// <summary>Whether the values depend on the stream.</summary>
    public bool IsRandom =>
        Shape.Count > 0 && !Capabilities.IsFixed(Initializer) && WeightPrediction.Of(Initializer, Shape) is not { StandardDeviation: 0 };
}

using System.Collections.ObjectModel;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// What a plan does with each parameter of a model: the dry run, which is shown by <see cref="ToString"/>, and the fills.
/// </summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**.bias", Init.Zeros() }, { "**.weight", Init.HeNormal() } };
/// ResolvedPlan resolved = plan.Resolve([("hidden.weight", [256, 784]), ("hidden.bias", [256])]);
/// // The dry run, before anything is filled.
/// Console.WriteLine(resolved.Summary());
/// Dictionary&lt;string, float[]&gt; weights = resolved.Parameters.ToDictionary(one =&gt; one.Name, one =&gt; new float[one.Elements]);
/// resolved.Initialize(name =&gt; weights[name], new PhiloxRandom(42));
/// Console.WriteLine(resolved.Check(name =&gt; weights[name]).IsAsPlanned); // True
/// </code>
/// </example>
/// <remarks>
/// The parameter <c>name</c> draws from <c>random.Fork(name)</c>, unless its rule names other streams: its values depend on the seed, its
/// name, its shape and its initializer, and not on other parameters, threads, slices or the number of processes. Thread-safe: an immutable
/// value.
/// </remarks>
public sealed partial class ResolvedPlan
{
    private readonly PlannedParameter[] _parameters;
    private readonly Dictionary<string, PlannedParameter> _byName;
    private readonly FillOrder _order;

    internal ResolvedPlan(IReadOnlyList<PlanRule> rules, IReadOnlyList<PlannedParameter> parameters, IReadOnlyList<int> matches)
    {
        (Rules, _parameters, MatchesByRule) = ([.. rules], [.. parameters], [.. matches]);
        Parameters = new ReadOnlyCollection<PlannedParameter>(_parameters);
        _byName = _parameters.ToDictionary(parameter => parameter.Name);
        _order = new(_parameters);
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<PlannedParameter> Parameters { get; }

    /// <summary>The rules of the plan, in their order.</summary>
    public IReadOnlyList<PlanRule> Rules { get; }

    /// <summary>The elements of all parameters that are not skipped, each tied one counted once; at most 2^63 - 1.</summary>
    public long Elements => Sum(Parameters
        .Where(parameter => parameter.Action is RuleAction.Initialize or RuleAction.Keep).Select(parameter => parameter.Elements));

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">The name as it was given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such parameter; the message lists the near names.</exception>
    public PlannedParameter this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _byName.TryGetValue(name, out PlannedParameter? parameter) ? parameter
                : throw NameComparer.Refused(name, "a parameter", _byName.Keys);
        }
    }

    /// <summary>
    /// Compares the weights of a model with what was promised: moments by their standard errors, bounds, NaN, parameters that were never
    /// filled, and such as have the same values as another one.
    /// </summary>
    /// <param name="weights">The weights of each parameter by its name as it was given. Skipped tensors are not asked for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="weights"/> is that of a dictionary that has not all names.</exception>
    /// <remarks>
    /// <para>
    /// A moment is reported beyond 6.5 standard errors; where the form of the distribution is not known, of at least 100 independent
    /// values. Values that depend on the shape alone, such as constants and arrays, are compared one by one. Of kept parameters
    /// and rows, NaN is reported, and matrices that are all zeros: their values were not loaded.
    /// </para>
    /// <para>
    /// Where all values of a parameter are numbers of bfloat16 or half, they may have been rounded to it, to nearest: bounds and moments
    /// may be off by as much as that rounding can move them.
    /// </para>
    /// </remarks>
    public PlanCheck Check(Func<string, ReadOnlyMemory<float>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new PlanChecker(this, weights).Run();
    }

    /// <summary>How many parameters each rule takes or scales, in the order of the rules.</summary>
    public IReadOnlyList<int> ParametersByRule
    {
        get
        {
            int[] counts = new int[Rules.Count];
            foreach (PlannedParameter parameter in Parameters)
            {
                if (parameter.RuleNumber != PlanRule.OfModel) counts[parameter.RuleNumber]++;
                foreach (int rule in parameter.ScalingRules) counts[rule]++;
            }
            return counts;
        }
    }

    /// <summary>
    /// How many parameters each rule matches, in the order of the rules: more than in <see cref="ParametersByRule"/> where earlier rules
    /// take some of them, as is usual before a rule for all that is left.
    /// </summary>
    public IReadOnlyList<int> MatchesByRule { get; }

    /// <summary>What else is to be known of the plan and the model, for the dry run.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The dry run as an aligned table, in which layers alike are one line, with totals and what else is to be known; the same whatever the
    /// culture.
    /// </summary>
    public override string ToString() => PlanTable.Of(this);

    /// <summary>One line: <c>148 parameters, 124,439,808 elements (497.8 MB as float32)</c>.</summary>
    public string Summary()
    {
        string tied = Share(RuleAction.Tie, "tied"), kept = Share(RuleAction.Keep, "kept"), skipped = Share(RuleAction.Skip, "skipped");
        return $"{Plural.Of(Parameters.Count, "parameter")}, {Plural.Of(Elements, "element")}{Size}"
            + $"{tied}{kept}{skipped}";
    }

    /// <summary>The size as float32, where it is worth a word.</summary>
    private string Size => Elements * (double)sizeof(float) is >= 1e5 and var bytes ? Invariant($" ({bytes / 1e6:N1} MB as float32)") : "";

    /// <summary>A sum, or the largest number if that is less.</summary>
    internal static long Sum(IEnumerable<long> elements) =>
        elements.Aggregate(0L, (sum, count) => sum + Math.Min(count, long.MaxValue - sum));

    private string Share(RuleAction action, string what) => Count(action) is > 0 and var count ? Invariant($", {count} {what}") : "";

    private int Count(RuleAction action) => Parameters.Count(parameter => parameter.Action == action);
}

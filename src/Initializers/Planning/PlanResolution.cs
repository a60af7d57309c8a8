using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers;

/// <summary>Finds the rule of each parameter, and all that is wrong.</summary>
/// <remarks>Not thread-safe: used once.</remarks>
internal sealed class PlanResolution
{
    private readonly InitializationPlan _plan;
    private readonly PlanRule[] _rules;
    private readonly PlanParameter[] _parameters;
    private readonly string[] _names;
    private readonly PatternIndex _index = new();
    private readonly List<int> _expressions = [], _found = [];
    private readonly int[] _matched, _taken, _takenBy;
    private readonly bool[] _overridden, _timedOut;
    private readonly Lazy<IReadOnlyDictionary<string, TensorShape>> _shapes;
    private readonly Dictionary<string, PlannedParameter> _asked = []; // what rules say of those that share memory
    private readonly List<PlanFault> _faults = [];
    private readonly PlanAdvice _advice;
    private readonly bool _areWritten;

    /// <param name="plan">The rules and the prefixes to take off beside those of PyTorch's wrappers.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="areWritten">Whether they come from a checkpoint, which has none that are kept, skipped or tied.</param>
    public PlanResolution(InitializationPlan plan, PlanParameter[] parameters, bool areWritten = false)
    {
        _areWritten = areWritten;
        (_plan, _rules) = (plan, [.. plan.Rules]);
        (_parameters, _names) = (parameters, WrapperPrefixes.Strip(parameters, [.. plan.Prefixes]));
        _advice = new(_rules, _parameters, _names);
        (_matched, _taken, _takenBy) = (new int[_rules.Length], new int[_rules.Length], new int[_rules.Length]);
        Array.Fill(_takenBy, PlanRule.OfModel);
        (_overridden, _timedOut) = (new bool[_rules.Length], new bool[_rules.Length]);
        _shapes = new(() => Enumerable.Range(0, _names.Length)
            .DistinctBy(i => _names[i]).ToDictionary(i => _names[i], i => _parameters[i].Shape));
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            if (_rules[rule].Names is GlobPattern glob) _index.Add(glob, rule);
            else _expressions.Add(rule);
        }
    }

    /// <summary>The plan of all parameters.</summary>
    /// <param name="argument">The caller's argument that a refusal names.</param>
    /// <exception cref="PlanException">Something is wrong.</exception>
    public ResolvedPlan Resolve(string argument)
    {
        FindDuplicates();
        var planned = new List<PlannedParameter>(_parameters.Length);
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (Plan(i) is { } parameter) planned.Add(parameter);
        }
        var ties = new PlanTies(planned, _names, _faults);
        foreach ((PlannedParameter tied, PlannedParameter owner) in ties.Resolve())
        {
            CheckShared(tied, owner, ties);
            if (owner.Action == RuleAction.Skip) planned[planned.IndexOf(tied)] = Own(tied.Given, tied.PlainName, Rule.Skip);
        }
        FindSharedStreams(planned);
        CheckRules();
        (PlanFault? Fault, string? Note)[] layers = [.. _plan.Depths.Select(count => count.Look(_names))];
        _faults.AddRange(layers.Select(one => one.Fault).OfType<PlanFault>());
        return _faults.Count > 0 ? throw new PlanException(_faults.AsReadOnly(), argument)
            : new ResolvedPlan(_rules, planned, _matched)
            {
                Notes =
                [
                    .. _advice.RandomNorms(planned), .. _advice.UnusedAlternatives(), .. layers.Select(one => one.Note).OfType<string>(),
                ],
            };
    }

    private bool MayBeUnused(Rule rule) =>
        rule.IsOptional || (_areWritten && (rule.Action is RuleAction.Keep or RuleAction.Skip or RuleAction.Tie));

    private void FindDuplicates()
    {
        if (_names.ToHashSet().Count == _names.Length) return;
        foreach (IGrouping<string, int> same in Enumerable.Range(0, _names.Length).GroupBy(i => _names[i]).Where(same => same.Count() > 1))
        {
            string name = Excerpt.Of(same.Key);
            string others = string.Concat(same.Select(i => _parameters[i].Name).Distinct().Where(given => given != same.Key).Take(3)
                .Select((given, i) => $"{(i == 0 ? ": " : ", ")}{Excerpt.Of(given)}"));
            Fault(PlanFaultKind.DuplicateName, same.Key, null,
                $"the name {name} must be there once, but is there {same.Count()} times{others}");
        }
    }

    /// <summary>What becomes of a parameter; null if that is not known.</summary>
    private PlannedParameter? Plan(int number)
    {
        (PlanParameter parameter, string name) = (_parameters[number], _names[number]);
        (int? found, IReadOnlyList<int> scaling) = RulesOf(parameter, name);
        if (found is { } rule && ByRule(parameter, name, rule, scaling) is var asked)
        {
            if (parameter.SharesWith is not { } owner) return asked;
            if (asked is not null) _asked[parameter.Name] = asked;
            if (_rules[rule].Rule.Action == RuleAction.Tie)
                return new(parameter, name, parameter.Shape, rule, _rules[rule]) { TiedTo = owner };
        }
        if (OwnRule(parameter) is { } own) return Own(parameter, name, own);
        Fault(PlanFaultKind.UnmatchedParameter, name, null,
            $"no rule matches {Excerpt.Of(name)} {parameter.Shape}: write one that fills, keeps or skips it{_advice.Near(name)}");
        return null;
    }

    /// <summary>What a rule makes of a parameter; null if it does not suit it, which is reported.</summary>
    private PlannedParameter? ByRule(in PlanParameter parameter, string name, int rule, IReadOnlyList<int> scaling)
    {
        int at = rule;
        try
        {
            double factor = 1;
            foreach (int scale in scaling)
            {
                at = scale;
                factor *= _rules[scale].Rule.FactorOf(Match(scale, parameter, name));
            }
            at = rule;
            return new ParameterPlanner(parameter, Match(rule, parameter, name), rule, _rules[rule], factor, scaling).Plan();
        }
        catch (Exception exception) when (exception
            is ArgumentException or NotSupportedException or InvalidOperationException or KeyNotFoundException
            or RegexMatchTimeoutException)
        {
            string reason = exception is ArgumentException refusal ? CallerNames.Sentence(refusal) : exception.Message;
            Fault(PlanFaultKind.Refused, name, at,
                $"{Shown(at)}, does not suit {Excerpt.Of(name)}: {Excerpt.Of(reason, PlanException.Longest)}"
                    + PlanAdvice.ForNorm(parameter));
            return null;
        }
    }

    /// <summary>
    /// What the list of parameters says of one itself: that it shares memory, or is frozen or a buffer that no rule names. Null if it says
    /// nothing.
    /// </summary>
    private static Rule? OwnRule(in PlanParameter parameter) => parameter switch
    {
        { SharesWith: { } other } => Rule.TiedTo(other),
        { State: ParameterState.Frozen } => Rule.Keep,
        { State: ParameterState.Buffer } => Rule.Skip,
        _ => null,
    };

    private PlannedParameter Own(in PlanParameter parameter, string name, Rule rule) =>
        new(parameter, name, parameter.Shape, PlanRule.OfModel, new(new ModelPattern(name), rule, _plan)) { TiedTo = rule.Target };

    /// <summary>
    /// Refuses rules that contradict the memory that a parameter shares: one that ties it to another, or keeps what is filled.
    /// </summary>
    private void CheckShared(PlannedParameter shared, PlannedParameter owner, PlanTies ties)
    {
        if (!_asked.TryGetValue(shared.Name, out PlannedParameter? asked)) return;
        string does = asked.Action switch
        {
            RuleAction.Tie when ties.OwnerOf(asked) is { } other && other != owner => $"ties it to {Excerpt.Of(other.Name)}",
            RuleAction.Keep when owner.Action == RuleAction.Initialize => "keeps it",
            _ => "",
        };
        if (does.Length == 0) return;
        (string name, string memory) = (Excerpt.Of(shared.PlainName), Excerpt.Of(owner.Name));
        Fault(PlanFaultKind.Tie, shared.PlainName, asked.RuleNumber,
            $"{name} shares the memory of {memory}, but {Shown(asked.RuleNumber)}, {does}: write the rule for {memory}");
    }

    private RuleMatch Match(int rule, in PlanParameter parameter, string name) =>
        new(name, parameter.Shape, _rules[rule].Names, _shapes);

    /// <summary>The first rule that matches a parameter, and those that scale what it fills the parameter with.</summary>
    private (int? First, IReadOnlyList<int> Scaling) RulesOf(in PlanParameter parameter, string name)
    {
        FindMatches(name);
        int? first = null;
        List<int>? scaling = null;
        for (int i = 0; i < _found.Count; i++)
        {
            int rule = _found[i];
            if ((i > 0 && rule == _found[i - 1]) || !_rules[rule].Rule.AppliesTo(parameter) || !_rules[rule].Concerns(parameter)) continue;
            _matched[rule]++;
            if (parameter.SharesWith is not null)
            {
                if (_rules[rule].Rule.Action is RuleAction.Tie or RuleAction.Keep or RuleAction.Skip)
                {
                    first ??= rule;
                    _taken[rule]++;
                }
                continue;
            }
            if (_rules[rule].Rule.Action == RuleAction.Scale)
            {
                (scaling ??= []).Add(rule);
                continue;
            }
            if (first is null) _taken[rule]++;
            else Lose(rule, first.Value);
            first ??= rule;
        }
        if (first is not { } taker || scaling is null) return (first, []);
        if (_rules[taker].Rule.Action != RuleAction.Initialize)
        {
            foreach (int rule in scaling) Lose(rule, taker);
            return (first, []);
        }
        foreach (int rule in scaling) _taken[rule]++;
        return (first, scaling);
    }

    /// <summary>Finds the rules whose patterns match a name, in their order; some are there more than once.</summary>
    private void FindMatches(string name)
    {
        _found.Clear();
        _index.Find(name, _found);
        foreach (int expression in _expressions)
        {
            try
            {
                if (_rules[expression].Names.TryMatch(name, out _)) _found.Add(expression);
            }
            catch (RegexMatchTimeoutException)
            {
                _timedOut[expression] = true;
                Fault(PlanFaultKind.TimedOut, name, expression,
                    $"{Shown(expression)}, takes too long to match {Excerpt.Of(name)}: write a simpler expression");
            }
        }
        _found.Sort();
    }

    /// <summary>
    /// Remembers that an earlier rule takes what a rule matches: on purpose, if the rule belongs to a plan that was added.
    /// </summary>
    private void Lose(int rule, int first)
    {
        if (_takenBy[rule] == PlanRule.OfModel) _takenBy[rule] = first;
        if (_rules[rule].Plan != _plan && _rules[rule].Plan != _rules[first].Plan) _overridden[rule] = true;
    }

    /// <summary>
    /// Random parts that draw from one stream have the same numbers, which ties alone say on purpose. Streams of the parameters' own names
    /// differ.
    /// </summary>
    private void FindSharedStreams(List<PlannedParameter> planned)
    {
        if (Array.TrueForAll(_rules, rule => rule.Rule.Streams.Count == 0)) return;
        var drawing = new Dictionary<string, PlannedParameter>();
        foreach (PlannedParameter parameter in planned)
        {
            foreach (ref readonly ParameterPart part in parameter.Parts.AsSpan())
            {
                if (!part.IsRandom || drawing.TryAdd(part.Stream, parameter)) continue;
                (string name, string stream) = (Excerpt.Of(parameter.PlainName), Excerpt.Of(part.Stream));
                PlannedParameter other = drawing[part.Stream];
                Fault(PlanFaultKind.SharedStream, parameter.PlainName, parameter.RuleNumber,
                    other == parameter ? $"{name} draws two of its parts from the stream \"{stream}\": name a stream for each"
                    : $"{name} draws from the stream \"{stream}\", as {Excerpt.Of(other.PlainName)} does: "
                        + "put what differs into the stream's name, such as {layer} or {**}, or write Rule.TiedTo for one of them");
                break;
            }
        }
    }

    /// <summary>Each rule matches something, and takes some of it.</summary>
    private void CheckRules()
    {
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            if (_matched[rule] == 0 && !MayBeUnused(_rules[rule].Rule) && !_timedOut[rule])
                Fault(PlanFaultKind.UnusedRule, null, rule,
                    $"{Shown(rule)}, matches " + (_advice.Unwanted(rule)
                        ?? $"no parameter{_advice.WholeName(rule)}: correct its pattern or make the rule optional"
                            + _advice.NearNames(rule)));
            else if (_matched[rule] > 0 && _taken[rule] == 0 && !_overridden[rule])
                Fault(PlanFaultKind.ShadowedRule, null, rule, Shadowed(rule, _takenBy[rule]));
        }
    }

    private string Shadowed(int rule, int taker)
    {
        bool scales = _rules[rule].Rule.Action == RuleAction.Scale;
        string none = Invariant($"none of the parameters that it matches, {_matched[rule]} in all");
        return (scales, taker) switch
        {
            (true, PlanRule.OfModel) => $"{Shown(rule)}, scales {none}, since no rule fills them, or they share the memory of others",
            (true, _) => $"{Shown(rule)}, scales {none}, since they are not filled but left to {Shown(taker)}, say",
            (false, PlanRule.OfModel) =>
                $"{Shown(rule)}, fills {none}, since they share the memory of others: write the rule for those",
            _ => $"{Shown(rule)}, takes {none}: earlier rules do, such as {Shown(taker)}; write it before them",
        };
    }

    private string Shown(int rule) => Invariant($"rule {rule}, {Excerpt.Of(_rules[rule].ToString(), PlanAdvice.LongestRule)}");

    private void Fault(PlanFaultKind kind, string? name, int? rule, string message) =>
        _faults.Add(new(kind, name, rule, message));
}

using System.Collections;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Initializers;

/// <summary>
/// How the parameters of a whole model are initialized: rules, each a pattern of names and what is done with the parameters that match.
/// The first rule that matches wins.
/// </summary>
/// <remarks>
/// <para>
/// A pattern matches the whole name. <c>*</c> stands for any letters within a segment, <c>**</c> for any number of segments,
/// <c>{layer}</c> for a whole number that the rule may use, and <c>(a|b)</c> for alternatives; a <see cref="Regex"/> is for the rest, and
/// has to match the whole name too. <c>layers.1.*</c> does not match <c>layers.10.weight</c>.
/// </para>
/// <para>
/// Nothing fails silently: <see cref="Resolve(IEnumerable{ValueTuple{string, TensorShape}})"/> refuses a parameter that no rule matches,
/// a rule that matches nothing, and a rule whose every match an earlier one takes. See docs/planning.md.
/// </para>
/// <para>Not thread-safe while rules are added; afterwards it may be resolved on several threads.</para>
/// </remarks>
/// <example>
/// <code>
/// var plan = new InitializationPlan
/// {
///     { "**.ln_*.weight", Init.Ones() },
///     { "**.bias", Init.Zeros() },
///     { "h.*.*.c_proj.weight", TransformerInit.ResidualProjection(layers: 12) },
///     { "**.weight", Init.Normal(0, 0.02) },
/// };
/// var shapes = new Dictionary&lt;string, TensorShape>
/// {
///     ["wte.weight"] = [50257, 768], ["h.0.ln_1.weight"] = [768],
///     ["h.0.mlp.c_proj.weight"] = [768, 3072], ["h.0.mlp.c_proj.bias"] = [768],
/// };
/// Dictionary&lt;string, float[]> weights = shapes.ToDictionary(one => one.Key, one => new float[one.Value.Count]);
/// plan.Resolve(shapes).Initialize(name => weights[name], new PhiloxRandom(42));
/// </code>
/// </example>
public sealed partial class InitializationPlan : IEnumerable<PlanRule>
{
    private readonly List<PlanRule> _rules = [];
    private readonly List<PresetDepth> _depths = [];

    /// <summary>A plan without rules.</summary>
    public InitializationPlan()
    {
    }

    /// <summary>A plan of <see cref="ModelPlan"/>, which may have alternatives for models of several kinds.</summary>
    internal InitializationPlan(bool isPreset) => IsPreset = isPreset;

    /// <summary>Whether alternatives of its patterns may match nothing without a word.</summary>
    internal bool IsPreset { get; }

    /// <summary>The rules, in their order.</summary>
    public IReadOnlyList<PlanRule> Rules => _rules.AsReadOnly();

    /// <summary>
    /// Prefixes that are taken off names before they are matched, beside those of PyTorch's wrappers: <c>base_model.model</c>, or
    /// <c>**.base_layer</c> for a segment that may stand anywhere. Streams are named without them too.
    /// </summary>
    /// <remarks>
    /// <c>_orig_mod</c>, <c>_fsdp_wrapped_module</c> and <c>_checkpoint_wrapped_module</c> are taken off wherever they stand, and
    /// <c>module</c> where all names begin with it.
    /// </remarks>
    public IList<string> Prefixes { get; } = new PrefixList();

    /// <summary>The numbers of layers that the presets among the rules were made for.</summary>
    internal IReadOnlyList<PresetDepth> Depths => _depths;

    /// <summary>Adds a rule: parameters whose names match are filled by an initializer.</summary>
    /// <param name="pattern">The pattern of names.</param>
    /// <param name="initializer">The initializer.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The pattern is none, or the initializer is bound to a seed or a source.</exception>
    public void Add(string pattern, IWeightInitializer initializer) => Add(pattern, Rule.Initialize(initializer));

    /// <inheritdoc cref="Add(string, IWeightInitializer)"/>
    public void Add(Regex pattern, IWeightInitializer initializer) => Add(pattern, Rule.Initialize(initializer));

    /// <summary>Adds a rule: parameters whose names match are filled by an initializer that depends on the match.</summary>
    /// <param name="pattern">The pattern of names.</param>
    /// <param name="initializer">Makes the initializer: <c>match => TransformerInit.ResidualProjectionAtDepth(match["layer"])</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public void Add(string pattern, Func<RuleMatch, IWeightInitializer> initializer) => Add(pattern, Rule.Initialize(initializer));

    /// <inheritdoc cref="Add(string, Func{RuleMatch, IWeightInitializer})"/>
    public void Add(Regex pattern, Func<RuleMatch, IWeightInitializer> initializer) => Add(pattern, Rule.Initialize(initializer));

    /// <summary>Adds a rule.</summary>
    /// <param name="pattern">The pattern of names.</param>
    /// <param name="rule">What is done with the parameters that match.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public void Add(string pattern, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(rule);
        AddRule(new GlobPattern(pattern, nameof(pattern)), rule);
    }

    /// <inheritdoc cref="Add(string, Rule)"/>
    public void Add(Regex pattern, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(rule);
        AddRule(new RegexPattern(pattern), rule);
    }

    private void AddRule(NamePattern pattern, Rule rule)
    {
        if (rule.TextCaptures.FirstOrDefault(capture => !pattern.Captures.Contains(capture)) is { } other)
            throw new ArgumentException(
                $"rule must have a text whose captures the pattern has, "
                + $"{(pattern.Captures.Count == 0 ? "none" : Braced(pattern.Captures))}, "
                + $"but had {Braced([other])}.",
                nameof(rule));
        _rules.Add(new(pattern, rule, this));

        static string Braced(IEnumerable<string> captures) =>
            Excerpt.Of(string.Join(", ", captures.Select(capture => $"{{{capture}}}")));
    }

    /// <summary>
    /// Adds all rules of another plan, behind those that are there, and its prefixes. What an earlier rule matches is no longer theirs, and
    /// it is no fault if an earlier rule takes all that one of them matches: so a rule before a preset overrides it.
    /// </summary>
    /// <param name="plan">The other plan.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    public void Add(InitializationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _rules.AddRange([.. plan._rules]);
        _depths.AddRange([.. plan._depths]);
        foreach (string prefix in plan.Prefixes.Except(Prefixes).ToList()) Prefixes.Add(prefix);
    }

    /// <summary>Refuses models of another number of layers.</summary>
    internal void Add(PresetDepth layers) => _depths.Add(layers);

    /// <summary>A plan of these rules, which remember the text of the preset.</summary>
    internal InitializationPlan AsPreset(string text)
    {
        var plan = new InitializationPlan { this };
        var preset = new PresetOrigin(text, _rules.Count);
        for (int i = 0; i < _rules.Count; i++) plan._rules[i] = new(_rules[i].Names, _rules[i].Rule, _rules[i].Plan) { Preset = preset };
        return plan;
    }

    /// <summary>What becomes of each parameter of a model.</summary>
    /// <param name="parameters">Names and whole shapes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> or a name is null.</exception>
    /// <exception cref="PlanException">The plan and the parameters do not fit together; all faults are in it.</exception>
    [OverloadResolutionPriority(1)] // a collection expression may be empty
    public ResolvedPlan Resolve(IEnumerable<(string Name, TensorShape Shape)> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Resolve(parameters.Select(parameter => new PlanParameter(
            parameter.Name ?? throw new ArgumentNullException(nameof(parameters), "parameters must have names, but had a null."),
            parameter.Shape)));
    }

    /// <summary>What becomes of each parameter of a model, of a dictionary of shapes say.</summary>
    /// <inheritdoc cref="Resolve(IEnumerable{ValueTuple{string, TensorShape}})"/>
    public ResolvedPlan Resolve(IEnumerable<KeyValuePair<string, TensorShape>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Resolve(parameters.Select(parameter => (parameter.Key, parameter.Value)));
    }

    /// <inheritdoc cref="Resolve(IEnumerable{ValueTuple{string, TensorShape}})"/>
    public ResolvedPlan Resolve(IEnumerable<PlanParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new PlanResolution(this, [.. parameters]).Resolve(nameof(parameters));
    }

    /// <summary>What becomes of the tensors of a checkpoint, which has none for rules that keep, skip or tie.</summary>
    /// <param name="parameters">The tensors.</param>
    /// <param name="argument">The caller's argument that a refusal names.</param>
    /// <exception cref="PlanException">The plan and the parameters do not fit together.</exception>
    internal ResolvedPlan ResolveWritten(IEnumerable<PlanParameter> parameters, string argument) =>
        new PlanResolution(this, [.. parameters], areWritten: true).Resolve(argument);

    /// <summary>The number of rules.</summary>
    internal int Count => _rules.Count;

    /// <inheritdoc/>
    public IEnumerator<PlanRule> GetEnumerator() => _rules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each rule.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _rules);
}

/// <summary>A rule of a plan: a pattern of names, and what is done with the parameters that match.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class PlanRule
{
    /// <summary>The number of a rule that is not the plan's but what the list of parameters says itself.</summary>
    internal const int OfModel = -1;

    internal PlanRule(NamePattern pattern, Rule rule, InitializationPlan plan) => (Names, Rule, Plan) = (pattern, rule, plan);

    /// <summary>The pattern as it was written; a regular expression stands between slashes.</summary>
    public string Pattern => Names.ToString()!;

    /// <summary>What is done with the parameters that match.</summary>
    public Rule Rule { get; }

    internal NamePattern Names { get; }

    /// <summary>The plan that it was written in, which may have been added to another one.</summary>
    internal InitializationPlan Plan { get; }

    /// <summary>The preset that it is of, if that was read from a text.</summary>
    internal PresetOrigin? Preset { get; init; }

    /// <summary>
    /// Whether the rule is for a parameter whose name it matches: frozen ones and buffers are left alone unless it names them or leaves
    /// them alone too.
    /// </summary>
    internal bool Concerns(in PlanParameter parameter) =>
        parameter.State == ParameterState.Trained || Names.Names(parameter.State) || Rule.Role == Rule.RoleOf(parameter.State)
        || Rule.Action is RuleAction.Tie or RuleAction.Keep or RuleAction.Skip;

    /// <summary><c>"**.bias": Initialize(Zeros())</c>.</summary>
    public override string ToString() => $"\"{Pattern}\": {Rule}";
}

/// <summary>Prefixes, none of which is null.</summary>
internal sealed class PrefixList : Collection<string>
{
    protected override void InsertItem(int index, string item) => base.InsertItem(index, Guard.NotNull(item));

    protected override void SetItem(int index, string item) => base.SetItem(index, Guard.NotNull(item));
}

/// <summary>A preset that was read from a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Rules">The number of its rules, which stand one behind the other.</param>
internal sealed record PresetOrigin(string Text, int Rules);

namespace Initializers;

/// <summary>Finds the parameters that others are tied to.</summary>
/// <param name="parameters">What is planned.</param>
/// <param name="names">The plain names of all parameters, also of those that something is wrong with.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class PlanTies(List<PlannedParameter> parameters, string[] names, List<PlanFault> faults)
{
    private readonly Lazy<ILookup<string, PlannedParameter>> _byName = new(() => parameters.ToLookup(one => Key(one.PlainName)));
    private readonly Lazy<ILookup<string, PlannedParameter>> _byGivenName = new(() => parameters.ToLookup(one => Key(one.Name)));

    /// <summary>
    /// Makes each tie lead to the parameter that is drawn, and reports those that lead nowhere. Parameters that share the memory of skipped
    /// ones lead to those.
    /// </summary>
    /// <returns>The ties, with those that they lead to.</returns>
    public (PlannedParameter Tied, PlannedParameter Owner)[] Resolve()
    {
        (PlannedParameter Tied, PlannedParameter? Owner)[] ties = [.. parameters
            .Where(parameter => parameter.Action == RuleAction.Tie).Select(parameter => (parameter, OwnerOf(parameter)))];
        foreach ((PlannedParameter tied, PlannedParameter? owner) in ties) tied.TiedTo = owner?.Name;
        return [.. ties.Where(tie => tie.Owner is not null).Select(tie => (tie.Tied, tie.Owner!))];
    }

    /// <summary>A name by which others are found: <c>/</c> separates as <c>.</c> does.</summary>
    private static string Key(string name) => name.Replace('/', '.');

    /// <summary>The parameter that one is tied to in the end; null if it leads nowhere, which is reported.</summary>
    public PlannedParameter? OwnerOf(PlannedParameter parameter)
    {
        PlannedParameter owner = parameter;
        var visited = new HashSet<PlannedParameter>();
        while (owner.Action == RuleAction.Tie)
        {
            if (!visited.Add(owner))
                return Fault(parameter, owner == parameter && visited.Count == 1 ? "is tied to itself: fill it"
                    : $"is tied in a circle by way of {Excerpt.Of(owner.TiedTo!)}: fill one of them");
            PlannedParameter[] targets;
            try
            {
                targets = Targets(owner);
            }
            catch (ArgumentException refusal)
            {
                return Fault(parameter, $"is tied to no name or pattern: {CallerNames.Sentence(refusal)}");
            }
            if (targets.Length == 0 && names.Select(Key).Contains(Key(owner.TiedTo!))) return null; // its own fault is reported
            if (targets is not [var found])
            {
                string target = Excerpt.Of(owner.TiedTo!);
                return Fault(parameter, targets.Length == 0 ? $"is tied to {target}, which is not there{Near(owner)}"
                    : $"is tied to {target}, which {Excerpt.Join(targets.Take(3).Select(one => one.PlainName))} match: name one");
            }
            owner = found;
        }
        string name = Excerpt.Of(owner.PlainName);
        if (!owner.Shape.Dimensions.SequenceEqual(parameter.Shape.Dimensions))
            return Fault(parameter, $"must have the shape of {name}, which it is tied to, {owner.Shape}, but has {parameter.Shape}");
        return owner.Action != RuleAction.Skip || IsByMemory(parameter) ? owner
            : Fault(parameter, $"is tied to {name}, which is skipped: skip both, or keep or fill {name}");
    }

    /// <summary>Whether the list of parameters ties one, by its given name.</summary>
    private static bool IsByMemory(PlannedParameter parameter) =>
        parameter.Given.SharesWith is { } other && other == parameter.TiedTo;

    /// <summary>
    /// The parameters that one is tied to: by the given name if the list of parameters says so; otherwise by the plain or the given name,
    /// or by a pattern.
    /// </summary>
    private PlannedParameter[] Targets(PlannedParameter parameter)
    {
        string target = parameter.TiedTo!;
        PlannedParameter? given = Named(_byGivenName.Value, target, one => one.Name);
        if (IsByMemory(parameter)) return given is null ? [] : [given];
        if ((Named(_byName.Value, target, one => one.PlainName) ?? given) is { } named) return [named];
        if (!target.Contains('*')) return [];
        var pattern = new GlobPattern(target, nameof(target));
        return [.. parameters.DistinctBy(one => one.PlainName)
            .Where(one => one != parameter && pattern.TryMatch(one.PlainName, out _))];
    }

    /// <summary>The parameter of a name, one that is spelt like it before others; null if there is none.</summary>
    private static PlannedParameter? Named(
        ILookup<string, PlannedParameter> byName, string name, Func<PlannedParameter, string> nameOf) =>
        byName[Key(name)].FirstOrDefault(one => nameOf(one) == name) ?? byName[Key(name)].FirstOrDefault();

    private PlannedParameter? Fault(PlannedParameter parameter, string message)
    {
        faults.Add(new(PlanFaultKind.Tie, parameter.PlainName, parameter.PlansRule, $"{Excerpt.Of(parameter.PlainName)} {message}"));
        return null;
    }

    private string Near(PlannedParameter parameter) => faults.Count >= PlanException.Shown ? ""
        : $" (the nearest names are {Excerpt.Join(NameComparer.Nearest(
            parameter.TiedTo!, _byName.Value.Select(alike => alike.Key).Where(name => name != parameter.PlainName)))})";
}

namespace Initializers;

/// <summary>Finds the parameters that others are tied to.</summary>
internal sealed class PlanTies(List<PlannedParameter> parameters, List<PlanFault> faults)
{
    private readonly Dictionary<string, PlannedParameter> _byName = parameters
        .GroupBy(parameter => parameter.PlainName).ToDictionary(same => same.Key, same => same.First());

    /// <summary>Makes each tie lead to the parameter that is drawn, and reports those that lead nowhere.</summary>
    public void Resolve()
    {
        foreach (PlannedParameter parameter in parameters.Where(parameter => parameter.Action == RuleAction.Tie))
        {
            if (OwnerOf(parameter) is { } owner) parameter.TiedTo = owner.Name;
        }
    }

    private PlannedParameter? OwnerOf(PlannedParameter parameter)
    {
        PlannedParameter owner = parameter;
        var visited = new HashSet<PlannedParameter>();
        while (owner.Action == RuleAction.Tie)
        {
            if (!visited.Add(owner)) return Fault(parameter, $"is tied in a circle by way of {owner.TiedTo}: fill one of them");
            PlannedParameter[] targets = Targets(owner);
            if (targets is not [var target])
                return Fault(parameter, targets.Length == 0 ? $"is tied to {owner.TiedTo}, which is not there{Near(owner.TiedTo!)}"
                    : $"is tied to {owner.TiedTo}, which {string.Join(", ", targets.Take(3).Select(one => one.PlainName))} match: "
                        + "name one");
            owner = target;
        }
        if (!owner.Shape.Dimensions.SequenceEqual(parameter.Shape.Dimensions))
        {
            return Fault(parameter,
                $"must have the shape of {owner.PlainName}, which it is tied to, {owner.Shape}, but has {parameter.Shape}");
        }
        return owner.Action != RuleAction.Skip ? owner
            : Fault(parameter, $"is tied to {owner.PlainName}, which is skipped: skip both, or keep or fill {owner.PlainName}");
    }

    /// <summary>The parameters that one is tied to: by name, which an earlier tie may have resolved already, or by a pattern.</summary>
    private PlannedParameter[] Targets(PlannedParameter parameter)
    {
        string target = parameter.TiedTo!;
        if (_byName.TryGetValue(target, out PlannedParameter? named)) return [named];
        if (parameters.Find(one => one.Name == target) is { } given) return [given];
        if (!target.Contains('*')) return [];
        var pattern = new GlobPattern(target, nameof(target));
        return [.. _byName.Values.Where(one => one != parameter && pattern.TryMatch(one.PlainName, out _))];
    }

    private PlannedParameter? Fault(PlannedParameter parameter, string message)
    {
        faults.Add(new(PlanFaultKind.Tie, parameter.PlainName, parameter.RuleNumber, $"{parameter.PlainName} {message}"));
        return null;
    }

    private string Near(string name) => $" (the nearest names are {string.Join(", ", NameComparer.Nearest(name, _byName.Keys))})";
}

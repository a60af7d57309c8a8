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
            if (!_byName.TryGetValue(PlainTarget(owner), out PlannedParameter? next))
                return Fault(parameter, $"is tied to {owner.TiedTo}, which is not there{Near(owner.TiedTo!)}");
            owner = next;
        }
        if (!owner.Shape.Dimensions.SequenceEqual(parameter.Shape.Dimensions))
        {
            return Fault(parameter,
                $"must have the shape of {owner.PlainName}, which it is tied to, {owner.Shape}, but has {parameter.Shape}");
        }
        return owner.Action != RuleAction.Skip ? owner
            : Fault(parameter, $"is tied to {owner.PlainName}, which is skipped: skip both, or keep or fill {owner.PlainName}");
    }

    /// <summary>The name of a target, which an earlier tie may have resolved to a given name already.</summary>
    private string PlainTarget(PlannedParameter parameter) =>
        _byName.ContainsKey(parameter.TiedTo!) ? parameter.TiedTo!
        : parameters.Find(one => one.Name == parameter.TiedTo)?.PlainName ?? parameter.TiedTo!;

    private PlannedParameter? Fault(PlannedParameter parameter, string message)
    {
        faults.Add(new(PlanFaultKind.Tie, parameter.PlainName, parameter.RuleNumber, $"{parameter.PlainName} {message}"));
        return null;
    }

    private string Near(string name) => $" (the nearest names are {string.Join(", ", NameComparer.Nearest(name, _byName.Keys))})";
}

namespace Initializers.Tool;

/// <summary>A model to be initialized: the names and shapes of its parameters, and a plan for them.</summary>
/// <param name="Name">What the user called it.</param>
/// <param name="Parameters">The names and shapes.</param>
/// <param name="Plan">The plan.</param>
internal sealed record Model(string Name, IEnumerable<PlanParameter> Parameters, InitializationPlan Plan)
{
    /// <summary>What the plan does with each parameter.</summary>
    /// <exception cref="PlanException">They do not fit together.</exception>
    public ResolvedPlan Resolve() => Plan.Resolve(Parameters);
}

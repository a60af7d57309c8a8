namespace Initializers;

/// <summary>A parameter of a model, as a plan is resolved for it.</summary>
/// <param name="Name">The dotted name: <c>h.0.attn.c_attn.weight</c>. <c>/</c> separates segments as <c>.</c> does.</param>
/// <param name="Shape">The whole shape, not that of a shard.</param>
/// <param name="Role">
/// What the name does not say, such as <c>norm</c>, for rules that ask for it (<see cref="Rule.OfRole"/>); or null.
/// </param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct PlanParameter(string Name, TensorShape Shape, string? Role = null)
{
    /// <summary>The dotted name.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get => field ?? ""; init => field = Guard.NotNull(value, shown: nameof(Name)); } =
        Guard.NotNull(Name);
}

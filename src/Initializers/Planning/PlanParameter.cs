using static System.FormattableString;

namespace Initializers;

/// <summary>A parameter of a model, as a plan is resolved for it.</summary>
/// <param name="Name">The dotted name: <c>h.0.attn.c_attn.weight</c>. <c>/</c> separates segments as <c>.</c> does.</param>
/// <param name="Shape">The whole shape, not that of a shard.</param>
/// <param name="Role">
/// What the name does not say, such as <c>norm</c>, for rules that ask for it (<see cref="Rule.OfRole"/>); or null.
/// </param>
/// <example>
/// <code>
/// PlanParameter[] parameters =
/// [
///     new("embed.weight", TensorShape.Embedding(50257, 768), "embedding") { PaddingRow = 0 },
///     new("head.weight", [50257, 768]) { SharesWith = "embed.weight" },
/// ];
/// ResolvedPlan resolved = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(parameters);
/// Console.WriteLine(resolved["head.weight"].TiedTo); // embed.weight
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct PlanParameter(string Name, TensorShape Shape, string? Role = null)
{
    /// <summary>The dotted name.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get => field ?? ""; init => field = Guard.NotNull(value, shown: nameof(Name)); } =
        Guard.NotNull(Name);

    /// <summary>
    /// The row that the model keeps at 0, the padding token of an embedding; null for none. A rule that fills the parameter clears it,
    /// unless it says another one (<see cref="Rule.WithPaddingRow"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative row.</exception>
    public long? PaddingRow { get; init => field = value is { } row ? Guard.NotNegative(row, nameof(value), nameof(PaddingRow)) : null; }

    /// <summary>
    /// Whether the layer is known, so that the shape's layout and groups are right, and a rule that says others is refused. Defaults to
    /// false: a bare shape.
    /// </summary>
    public bool IsLayerKnown { get; init; }

    /// <summary>
    /// The name of the parameter in the list whose memory this one shares; null for none. It is tied to it, and no rule may fill it.
    /// </summary>
    public string? SharesWith { get; init; }

    /// <summary>
    /// Whether it is trained, frozen or a buffer. The latter two are left alone unless a rule names them: see <see cref="ParameterState"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a value that is not defined.</exception>
    public ParameterState State { get; init => field = Guard.Defined(value, shown: nameof(State)); }

    /// <summary><c>words.weight [50257, 768] (in, out), embedding, padding row 0</c>.</summary>
    public override string ToString()
    {
        string?[] more =
        [
            Role, PaddingRow is { } row ? Invariant($"padding row {row}") : null,
            SharesWith is null ? null : $"shares with {SharesWith}", Rule.RoleOf(State),
        ];
        return $"{Name} {Shape}{string.Concat(more.OfType<string>().Select(one => $", {one}"))}";
    }
}

/// <summary>Whether training changes a tensor of a model.</summary>
public enum ParameterState
{
    /// <summary>Training changes it.</summary>
    Trained,

    /// <summary>
    /// A parameter that training does not change, such as a pretrained one. Unless a rule names it, it is kept: a pattern without
    /// <c>*</c>, or the role <c>frozen</c> (<see cref="Rule.OfRole"/>).
    /// </summary>
    Frozen,

    /// <summary>
    /// A tensor that is no parameter, such as running means. Unless a rule names it, it is skipped: a pattern whose last segment has no
    /// <c>*</c>, <c>**.running_mean</c> say, or the role <c>buffer</c> (<see cref="Rule.OfRole"/>).
    /// </summary>
    Buffer,
}

namespace Initializers;

/// <summary>A plan and the parameters of a model that do not fit together, with all that is wrong.</summary>
/// <example>
/// <code>
/// try
/// {
///     new InitializationPlan { { "**.wieght", Init.HeNormal() } }.Resolve([("a.weight", [64, 64])]);
/// }
/// catch (PlanException exception)
/// {
///     foreach (PlanFault fault in exception.Faults) Console.WriteLine(fault.Kind);
/// }
/// </code>
/// </example>
/// <remarks>Thread-safe: immutable, as far as exceptions are.</remarks>
public sealed class PlanException : ArgumentException
{
    internal PlanException(IReadOnlyList<PlanFault> faults, string parameter) : base(null, parameter) =>
        (Faults, Message) = (faults, Describe(faults));

    /// <summary>The faults as a list, without the name of a parameter behind the last one.</summary>
    public override string Message { get; }

    /// <summary>All faults: those of parameters in their order, then those of rules in theirs, then those of the whole model.</summary>
    public IReadOnlyList<PlanFault> Faults { get; }

    private static string Describe(IReadOnlyList<PlanFault> faults)
    {
        // Faults of one rule whose names and reasons differ in numbers alone are one line.
        List<PlanFault[]> folded = [.. faults
            .GroupBy(fault => (
                fault.Kind, fault.Rule, fault.Name is null ? null : NameSegment.WithoutNumbers(fault.Name),
                fault.Kind == PlanFaultKind.Refused ? string.Concat(fault.Message.Where(letter => !char.IsAsciiDigit(letter))) : null))
            .Select(alike => alike.ToArray())];
        int more = folded.Skip(Shown).Sum(alike => alike.Length);
        return $"The plan does not fit the parameters: {Plural.Of(faults.Count, "fault")}."
            + string.Concat(folded.Take(Shown).Select(alike => $"{Environment.NewLine}- {Line(alike)}"))
            + (more > 0 ? $"{Environment.NewLine}- and {more} more" : "");
    }

    private static string Line(PlanFault[] alike) => alike.Length == 1 ? Excerpt.Of(alike[0].Message, Longest)
        : Excerpt.Of(alike[0].Message, Longest).TrimEnd('.')
            + $"; and {Plural.Of(alike.Length - 1, "more name")} alike, the last {Excerpt.Of(alike[^1].Name!)}";

    /// <summary>The number of kinds of faults that a message lists.</summary>
    internal const int Shown = 20;

    /// <summary>The letters of a fault that a message shows: names and patterns may be long, and all of them are in the faults.</summary>
    internal const int Longest = 600;
}

/// <summary>One thing in which a plan and the parameters do not fit together.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Name">The parameter; null where a rule is at fault.</param>
/// <param name="Rule">The number of the rule, counted from 0; null where no rule is concerned.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record PlanFault(PlanFaultKind Kind, string? Name, int? Rule, string Message)
{
    /// <summary>What is wrong, and what to write instead.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Message { get; init => field = Guard.NotNull(value, shown: nameof(Message)); } = Guard.NotNull(Message);

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}

/// <summary>A kind of fault of a plan.</summary>
public enum PlanFaultKind
{
    /// <summary>No rule matches a parameter.</summary>
    UnmatchedParameter,

    /// <summary>A rule matches no parameter, and is not optional.</summary>
    UnusedRule,

    /// <summary>Earlier rules take all parameters that a rule matches.</summary>
    ShadowedRule,

    /// <summary>Two parameters have one name.</summary>
    DuplicateName,

    /// <summary>A parameter is tied to one that is not there, to itself in a circle, or to one of another shape.</summary>
    Tie,

    /// <summary>The initializer of a rule, or what the rule says of the shape, does not suit the parameter.</summary>
    Refused,

    /// <summary>A regular expression took too long.</summary>
    TimedOut,

    /// <summary>Two parameters, or two parts of one, would draw the same numbers from one stream.</summary>
    SharedStream,

    /// <summary>The model has another number of layers than a preset was made for.</summary>
    Layers,
}

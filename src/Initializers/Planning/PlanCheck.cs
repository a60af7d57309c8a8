namespace Initializers;

/// <summary>Where the weights of a model are not what its plan promised.</summary>
/// <param name="Findings">What was found, in the order of the parameters.</param>
/// <param name="Parameters">How many parameters were looked at.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record PlanCheck(IReadOnlyList<PlanFinding> Findings, int Parameters)
{
    /// <summary>What was found, in the order of the parameters.</summary>
    public IReadOnlyList<PlanFinding> Findings { get; } = Guard.Items(Findings);

    /// <summary>How many of them are kept, and were looked at for NaN and for values that were not loaded alone.</summary>
    public int Kept { get; init; }

    /// <summary>Whether all weights are as planned.</summary>
    public bool IsAsPlanned => Findings.Count == 0;

    /// <summary>Whether the findings are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(PlanCheck? other) =>
        other is not null && (Parameters, Kept) == (other.Parameters, other.Kept) && Findings.SequenceEqual(other.Findings);

    /// <inheritdoc/>
    public override int GetHashCode() => Findings.Aggregate(Parameters, HashCode.Combine);

    /// <summary><c>148 parameters are as planned</c>, or a line for each finding.</summary>
    public override string ToString() => IsAsPlanned
        ? $"{Plural.Of(Parameters - Kept, "parameter")} {(Parameters - Kept == 1 ? "is" : "are")} as planned"
            + (Kept == 0 ? "" : $"; of {Plural.Of(Kept, "kept one")} none is NaN or was left at 0")
        : string.Join(
            Environment.NewLine, [$"{Plural.Of(Findings.Count, "finding")} in {Plural.Of(Parameters, "parameter")}:", .. Findings]);
}

/// <summary>One way in which a parameter is not as planned.</summary>
/// <param name="Name">The parameter's name as it was given.</param>
/// <param name="Kind">What kind of finding it is.</param>
/// <param name="Message">What was found, and what was promised.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record PlanFinding(string Name, PlanFindingKind Kind, string Message)
{
    /// <summary>The parameter, as it was given.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary>What was found, and what was promised.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Message { get; init => field = Guard.NotNull(value, shown: nameof(Message)); } = Guard.NotNull(Message);

    /// <summary><c>h.0.mlp.c_fc.weight: has a deviation of 0.036, where 0.02 was promised (1,234 standard errors)</c>.</summary>
    public override string ToString() => $"{Excerpt.Of(Name)}: {Message}";
}

/// <summary>A way in which weights are not as planned.</summary>
public enum PlanFindingKind
{
    /// <summary>The memory has another length than the parameter.</summary>
    Length,

    /// <summary>Values are NaN or infinite.</summary>
    NotFinite,

    /// <summary>All values are 0, where others were promised: the parameter was never filled.</summary>
    NeverFilled,

    /// <summary>The mean is not the one that was promised.</summary>
    Mean,

    /// <summary>The deviation is not the one that was promised.</summary>
    Deviation,

    /// <summary>Values lie outside the bounds that were promised.</summary>
    Bounds,

    /// <summary>The values are those of another parameter.</summary>
    EqualToAnother,

    /// <summary>The values are not those of the parameter that it is tied to.</summary>
    NotTied,

    /// <summary>The padding row is not 0.</summary>
    PaddingRow,

    /// <summary>Values that depend on the shape alone, such as constants and identities, are others.</summary>
    Values,
}

namespace Initializers.Tool;

/// <summary>What is wrong with a tensor of a checkpoint.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Kind">What kind of finding it is: a <see cref="PlanFindingKind"/>, or <see cref="OtherBits"/>.</param>
/// <param name="Message">What is wrong, as the end of a sentence that begins with its name.</param>
/// <param name="IsFault">Whether it is wrong for certain; some tensors are all zeros by design.</param>
internal readonly record struct TensorFinding(string Name, string Kind, string Message, bool IsFault = true)
{
    /// <summary>Its bits are not those that were drawn again.</summary>
    public const string OtherBits = nameof(OtherBits);

    /// <summary>A finding of a kind that plans have too.</summary>
    public TensorFinding(string name, PlanFindingKind kind, string message, bool isFault = true)
        : this(name, $"{kind}", message, isFault)
    {
    }

    /// <summary>What a plan finds in the weights.</summary>
    public static IReadOnlyList<TensorFinding> Of(PlanCheck check) =>
        [.. check.Findings.Select(finding => new TensorFinding(finding.Name, finding.Kind, finding.Message))];
}

namespace DigitsReport;

/// <summary>The verdict on a claim.</summary>
/// <param name="Holds">Whether the claim holds; null if the difference is not significant.</param>
/// <param name="Measurement">The measured values in words.</param>
public sealed record Finding(bool? Holds, string Measurement)
{
    public string Verdict => Holds switch { true => "holds", false => "does not hold", null => "inconclusive" };
}

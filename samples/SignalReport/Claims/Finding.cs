namespace DigitsReport;

/// <summary>What was measured of a claim.</summary>
/// <param name="Holds">Whether the claim holds; null where the difference is within chance.</param>
/// <param name="Measurement">The numbers, and what they were compared with.</param>
public sealed record Finding(bool? Holds, string Measurement)
{
    public string Verdict => Holds switch { true => "holds", false => "does not hold", null => "cannot be told" };
}

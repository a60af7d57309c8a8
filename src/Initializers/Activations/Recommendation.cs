namespace Initializers;

/// <summary>An initializer with the reason why it is recommended.</summary>
/// <param name="Initializer">What fills the weights.</param>
/// <param name="Reason">Why, in a sentence or two, with the numbers.</param>
/// <param name="Source">Who says so: authors, year, title, link; or that the gain was computed.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record Recommendation(VarianceScalingInitializer Initializer, string Reason, string Source)
{
    /// <summary>The initializer and the reason.</summary>
    public override string ToString() => $"{Initializer}: {Reason} ({Source})";
}

namespace DigitsReport;

/// <summary>A claim of the literature about initializers, and how to test it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Source">Its source: authors, year, title, link.</param>
/// <param name="Trials">The networks that must be trained to test it.</param>
/// <param name="Judge">Measures them and decides whether the claim holds.</param>
public sealed record Claim(string Text, string Source, IReadOnlyList<Trial> Trials, Func<Laboratory, Finding> Judge)
{
    /// <summary>The test accuracy from which on a network counts as having learned.</summary>
    public const double Learned = 0.8;
}

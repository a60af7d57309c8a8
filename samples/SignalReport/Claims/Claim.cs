namespace DigitsReport;

/// <summary>Something that texts say of initializers, and how to find out.</summary>
/// <param name="Text">What they say.</param>
/// <param name="Source">Who: authors, year, title, link.</param>
/// <param name="Trials">The networks that have to be trained for it.</param>
/// <param name="Judge">What was measured of them, and whether the claim holds.</param>
public sealed record Claim(string Text, string Source, IReadOnlyList<Trial> Trials, Func<Laboratory, Finding> Judge)
{
    /// <summary>Learned: at least so many of the test images are right.</summary>
    public const double Learned = 0.8;
}

using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>The pair that one draw of Keras starts from: the state of a <c>SeedGenerator</c>.</summary>
/// <param name="First">The first number: the seed.</param>
/// <param name="Second">The second one: of a generator, how many draws came before.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct KerasSeed(long First, long Second)
{
    /// <summary>The pair, whatever the culture.</summary>
    public override string ToString() => Invariant($"({First}, {Second})");
}

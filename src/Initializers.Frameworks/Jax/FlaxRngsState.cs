using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>Where a <see cref="FlaxRngs"/> stands: save it, in JSON or by hand, and resume with the constructor that takes it.</summary>
/// <param name="Key">The stream's key.</param>
/// <param name="Count">How many keys were asked for.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct FlaxRngsState(JaxKey Key, int Count)
{
    /// <summary>The key and the count, whatever the culture.</summary>
    public override string ToString() => Invariant($"FlaxRngsState {{ Key = {Key}, Count = {Count} }}");
}

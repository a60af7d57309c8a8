using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>Where a <see cref="KerasRandom"/> stands: save it, in JSON or by hand, and resume with the constructor that takes it.</summary>
/// <param name="Seed">The pair of the next draw; of a seed that is a number, that number and 0.</param>
/// <param name="Backend">What draws.</param>
/// <param name="IsGenerator">Whether it is a <c>SeedGenerator</c>, whose draws differ, or a number, whose draws are the same.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Backend"/> is not a named one.</exception>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct KerasRandomState(KerasSeed Seed, KerasBackend Backend, bool IsGenerator)
{
    /// <summary>What draws.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The backend is not a named one.</exception>
    [JsonConverter(typeof(JsonStringEnumConverter<KerasBackend>))]
    public KerasBackend Backend { get; init => field = Guard.Defined(value, shown: nameof(Backend)); } = Guard.Defined(Backend);

    /// <summary>The state, whatever the culture.</summary>
    public override string ToString() =>
        Invariant($"KerasRandomState {{ Seed = {Seed}, Backend = {Backend}, IsGenerator = {IsGenerator} }}");
}

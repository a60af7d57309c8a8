using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The state of a <see cref="KerasSession"/>: save it, as JSON or otherwise, and pass it to the constructor to resume.
/// </summary>
/// <remarks>Thread-safe: an immutable value. Two states are equal if all numbers are.</remarks>
public sealed record KerasSessionState
{
    /// <summary>A state.</summary>
    /// <param name="backend">The backend that draws.</param>
    /// <param name="python">The state of Python's generator, <c>random.getstate()[1]</c>: 624 words, and the number of words used.</param>
    /// <param name="globalSeed">The pair of the next draw of <c>keras.random</c> without a seed; null before the first one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="python"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The backend is not a named one, the numbers are not a state of Python's generator, or a number of the pair is not from 0 to 933,198.
    /// </exception>
    [JsonConstructor]
    public KerasSessionState(KerasBackend backend, IReadOnlyList<uint> python, KerasSeed? globalSeed)
    {
        ArgumentNullException.ThrowIfNull(python);
        uint[] numbers = [.. python];
        if (numbers.Length != MersenneTwister.Size + 1)
            throw new ArgumentException(Invariant($"python must have {MersenneTwister.Size + 1} numbers, but had {numbers.Length}."),
                nameof(python));
        MersenneTwister.CheckState(numbers.AsSpan(0, MersenneTwister.Size), numbers[^1], nameof(python));
        if (globalSeed is { } seed && !(IsMixed(seed.First) && IsMixed(seed.Second)))
            throw new ArgumentOutOfRangeException(nameof(globalSeed),
                Invariant($"globalSeed must be a pair of numbers from 0 to {KerasSession.MixedModulus - 1}, but was {seed}."));
        (Backend, Python, GlobalSeed) = (Guard.Defined(backend), numbers, globalSeed);

        static bool IsMixed(long number) => number is >= 0 and < KerasSession.MixedModulus;
    }

    /// <summary>The backend that draws.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<KerasBackend>))]
    public KerasBackend Backend { get; }

    /// <summary>The state of Python's generator, <c>random.getstate()[1]</c>: 624 words, and the number of words used.</summary>
    public IReadOnlyList<uint> Python { get; }

    /// <summary>The pair of the next draw of <c>keras.random</c> without a seed; null before the first one.</summary>
    public KerasSeed? GlobalSeed { get; }

    /// <summary>Whether all numbers of two states are equal.</summary>
    /// <param name="other">The other state.</param>
    public bool Equals(KerasSessionState? other) =>
        other is not null && Backend == other.Backend && GlobalSeed == other.GlobalSeed && Python.SequenceEqual(other.Python);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Backend, GlobalSeed, Python[0], Python[^1]);

    /// <summary>The state without Python's words, in the invariant culture.</summary>
    public override string ToString() =>
        Invariant($"KerasSessionState {{ Backend = {Backend}, GlobalSeed = {GlobalSeed}, {Python[^1]} words used }}");
}

using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Where a <see cref="KerasSession"/> stands: save it, in JSON or by hand, and resume with the constructor that takes it.
/// </summary>
/// <remarks>Thread-safe: an immutable value. Equal if all numbers are.</remarks>
public sealed record KerasSessionState
{
    /// <summary>A state.</summary>
    /// <param name="backend">What draws.</param>
    /// <param name="python">Python's generator: <c>random.getstate()[1]</c>, of 624 words and how many of them are used.</param>
    /// <param name="globalSeed">The pair of the next draw of <c>keras.random</c> without a seed; null before the first one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="python"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The backend is not a named one, Python's numbers are no state of its generator, or a number of the pair is not from 0 to 933,198.
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

    /// <summary>What draws.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<KerasBackend>))]
    public KerasBackend Backend { get; }

    /// <summary>Python's generator: <c>random.getstate()[1]</c>, of 624 words and how many of them are used.</summary>
    public IReadOnlyList<uint> Python { get; }

    /// <summary>The pair of the next draw of <c>keras.random</c> without a seed; null before the first one.</summary>
    public KerasSeed? GlobalSeed { get; }

    /// <summary>Two states are equal if all of their numbers are.</summary>
    /// <param name="other">The other state.</param>
    public bool Equals(KerasSessionState? other) =>
        other is not null && Backend == other.Backend && GlobalSeed == other.GlobalSeed && Python.SequenceEqual(other.Python);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Backend, GlobalSeed, Python[0], Python[^1]);

    /// <summary>The state without Python's words, whatever the culture.</summary>
    public override string ToString() =>
        Invariant($"KerasSessionState {{ Backend = {Backend}, GlobalSeed = {GlobalSeed}, {Python[^1]} words used }}");
}

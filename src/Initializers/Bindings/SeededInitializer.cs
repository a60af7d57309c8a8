using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// An initializer with a seed: call k without a source, counted from 0, draws from <c>new PhiloxRandom(seed).Fork(k)</c>.
/// </summary>
/// <example>
/// <code>
/// SeededInitializer weights = Init.HeNormal().WithSeed(42);
/// float[] first = weights.Initialize([64, 64]);  // from fork 0 of the seed
/// float[] second = weights.Initialize([64, 64]); // from fork 1
/// </code>
/// </example>
/// <remarks>
/// <para>Two layers from one seeded initializer get different weights, which do not depend on the sizes of other layers; building the
/// network again reproduces all of them. A call with a source draws from that source and is not counted; nor is a call that throws, unless
/// a custom initializer throws only while filling.</para>
/// <para>
/// A framework's initializer draws from that framework's source instead, call after call, as after <c>torch.manual_seed(seed)</c> or
/// <c>jax.random.key(seed)</c>; for Keras, <c>SeedGenerator(seed)</c> on TensorFlow.
/// </para>
/// <para>Thread-safe, except for frameworks' sources. The order of calls from several threads is not deterministic: fork by name for layers
/// that are built in parallel.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<SeededInitializer>))]
public sealed class SeededInitializer : BoundInitializer
{
    private readonly PhiloxRandom _root;
    private readonly IRandomSource? _framework;
    private long _calls;

    /// <summary>Binds a seed.</summary>
    /// <param name="initializer">The initializer; if it is already bound, its binding is replaced.</param>
    /// <param name="seed">The seed, of which all 64 bits count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public SeededInitializer(IWeightInitializer initializer, ulong seed) : base(initializer) =>
        (_root, _framework) = (new PhiloxRandom(seed), (Initializer as IFrameworkInitializer)?.SourceOf(seed));

    /// <summary>Resumes from a saved state.</summary>
    /// <param name="initializer">The initializer; if it is already bound, its binding is replaced.</param>
    /// <param name="state">The state, from <see cref="State"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The number of calls is negative, or it is above 0 and <paramref name="initializer"/> belongs to a framework, whose source cannot
    /// resume from a count: bind the source, which has its own state, with <c>WithRandom</c>.
    /// </exception>
    public SeededInitializer(IWeightInitializer initializer, SeededState state) : this(initializer, state.Seed)
    {
        _calls = state.Calls >= 0 ? state.Calls
            : throw new ArgumentOutOfRangeException(nameof(state), state, $"state must have a call count of at least 0, but was {state}.");
        if (_framework is not null && _calls > 0)
            throw new ArgumentException(
                $"initializer must not belong to a framework once calls have been made, but was {initializer}. "
                + "Bind the framework's source with WithRandom.",
                nameof(initializer));
    }

    /// <summary>The seed.</summary>
    public ulong Seed => _root.Seed;

    /// <summary>The seed and the calls made so far, to be saved and resumed.</summary>
    public SeededState State => new(Seed, Volatile.Read(ref _calls));

    /// <inheritdoc/>
    public override IRandomSource NextSource()
    {
        long call = Interlocked.Increment(ref _calls) - 1;
        return _framework ?? _root.Fork(call);
    }

    /// <summary>The initializer as one would write it, whatever the calls so far: <c>HeNormal(mode: In).WithSeed(42)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Initializer}.WithSeed({Seed})");
}

/// <summary>
/// The state of a <see cref="SeededInitializer"/>: save it, as JSON or otherwise, and resume with the constructor that takes it.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Calls">The number of calls without a source so far.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct SeededState(ulong Seed, long Calls)
{
    /// <summary><c>seed 42 after 3 calls</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed} after {Calls} calls");
}

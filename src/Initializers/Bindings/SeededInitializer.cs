namespace Initializers;

/// <summary>
/// An initializer with a seed: the k-th call that names no source, counted from 0, draws from <c>new PhiloxRandom(seed).Fork(k)</c>.
/// </summary>
/// <remarks>
/// <para>Two layers from one seeded initializer get different weights; a layer's size does not move the next one's; building it again
/// reproduces all of them. A call that names a source draws from that, and counts for nothing here;
/// nor does a call that is refused, unless by an initializer of your own that finds fault only as it fills.</para>
/// <para>
/// The initializer of a framework draws from that framework's source of the seed instead, call after call, as after
/// <c>torch.manual_seed(seed)</c> or <c>jax.random.key(seed)</c>; Keras' is <c>SeedGenerator(seed)</c> on TensorFlow.
/// </para>
/// <para>Thread-safe, but for frameworks' sources. Which of several threads makes the k-th call is up to them: layers built
/// in parallel fork by name instead.</para>
/// </remarks>
public sealed class SeededInitializer : BoundInitializer
{
    private readonly PhiloxRandom _root;
    private readonly IRandomSource? _framework;
    private long _calls;

    /// <summary>Binds a seed.</summary>
    /// <param name="initializer">What fills the weights; if it is bound itself, its binding is replaced.</param>
    /// <param name="seed">Any number: all 64 bits count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public SeededInitializer(IWeightInitializer initializer, ulong seed) : base(initializer) =>
        (_root, _framework) = (new PhiloxRandom(seed), (Initializer as IFrameworkInitializer)?.SourceOf(seed));

    /// <summary>Goes on where a seeded initializer stood.</summary>
    /// <param name="initializer">What fills the weights; if it is bound itself, its binding is replaced.</param>
    /// <param name="state">What <see cref="State"/> said.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The calls are negative, or <paramref name="initializer"/> is one of a framework, whose source cannot go on from a count: bind the
    /// source, with a state of its own, by <c>WithRandom</c>.
    /// </exception>
    public SeededInitializer(IWeightInitializer initializer, SeededState state) : this(initializer, state.Seed)
    {
        _calls = Guard.NotNegative(state.Calls, nameof(state));
        if (_framework is not null && _calls > 0)
            throw new ArgumentException(
                $"initializer must not be one of a framework where calls have been made, but was {initializer}: "
                + "bind its source by WithRandom.",
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

    /// <summary>The initializer as one would write it: <c>HeNormal(mode: In).WithSeed(42)</c>.</summary>
    public override string ToString() => $"{Initializer}.WithSeed({Seed})";
}

/// <summary>
/// All that a <see cref="SeededInitializer"/> is beside what it binds: save it, in JSON or by hand, and
/// resume with the constructor that takes it.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Calls">The calls made so far that named no source.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct SeededState(ulong Seed, long Calls)
{
    /// <summary><c>seed 42 after 3 calls</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed} after {Calls} calls");
}

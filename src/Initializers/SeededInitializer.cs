namespace Initializers;

/// <summary>
/// An initializer with a seed: the k-th call that names no source, counted from 0, draws from <c>new PhiloxRandom(seed).Fork(k)</c>.
/// </summary>
/// <remarks>
/// <para>Two layers from one seeded initializer get different weights; a layer's size does not move the next one's; building it again
/// reproduces all of them. A call that names a source draws from that, and counts for nothing here.</para>
/// <para>Thread-safe. Which of several threads makes the k-th call is up to them: layers built in parallel fork by name instead.</para>
/// </remarks>
public sealed class SeededInitializer : IBoundInitializer
{
    private readonly PhiloxRandom _root;
    private long _calls = -1;

    /// <summary>Binds a seed.</summary>
    /// <param name="initializer">What fills the weights; if it is bound itself, its binding is replaced.</param>
    /// <param name="seed">Any number: all 64 bits count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public SeededInitializer(IWeightInitializer initializer, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (Initializer, _root) = (initializer, new PhiloxRandom(seed));
    }

    /// <summary>What fills the weights.</summary>
    public IWeightInitializer Initializer { get; }

    /// <summary>The seed.</summary>
    public ulong Seed => _root.Seed;

    /// <inheritdoc/>
    public IRandomSource NextSource() => _root.Fork(Interlocked.Increment(ref _calls));

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <summary>The initializer as one would write it: <c>HeNormal(mode: In).WithSeed(42)</c>.</summary>
    public override string ToString() => $"{Initializer}.WithSeed({Seed})";
}

namespace Initializers;

/// <summary>An initializer with a source: calls that name none draw from it, one after the other.</summary>
/// <remarks>Thread-safe if the source is. Two are equal when they have equal initializers and the very same source.</remarks>
/// <param name="Initializer">What fills the weights.</param>
/// <param name="Random">The source that calls share.</param>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed record RandomBoundInitializer(IWeightInitializer Initializer, IRandomSource Random) : IBoundInitializer
{
    /// <summary>What fills the weights.</summary>
    public IWeightInitializer Initializer { get; } = Initializer ?? throw new ArgumentNullException(nameof(Initializer));

    /// <summary>The source that calls share.</summary>
    public IRandomSource Random { get; } = Random ?? throw new ArgumentNullException(nameof(Random));

    /// <inheritdoc/>
    public IRandomSource NextSource() => Random;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <summary>The initializer as one would write it: <c>HeNormal(mode: In).WithRandom(PhiloxRandom(seed: 42))</c>.</summary>
    public override string ToString() => $"{Initializer}.WithRandom({Random})";
}

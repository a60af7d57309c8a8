namespace Initializers;

/// <summary>Fills the weights of one parameter.</summary>
/// <remarks>
/// <para>An initializer of the catalogue is an immutable value: a formula, without state and without a seed. Randomness is an argument.
/// <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/> and <see cref="WeightInitializerExtensions.WithRandom"/>
/// bind it from outside: what they return is an <see cref="IBoundInitializer"/>, whose calls that name no source depend on those before.
/// The extensions add arrays, other number types, seeds, and calls that name no source.</para>
/// <para>Thread-safe: every initializer of the library can fill on many threads at once, each with a source of its own.</para>
/// </remarks>
public interface IWeightInitializer
{
    /// <summary>Fills <paramref name="weights"/>, all of a parameter of shape <paramref name="shape"/>, in row-major order.</summary>
    /// <param name="weights">
    /// Where the weights go: as many as the shape has elements. An empty one is filled with nothing and draws nothing.
    /// </param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source of randomness, which moves on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The length is wrong, the shape lacks what the initializer needs, or the source is not one that it draws from; nothing is
    /// written, and the source stays where it is.
    /// </exception>
    void Initialize(Span<float> weights, TensorShape shape, IRandomSource random);

    /// <summary>The same in double precision: unless an initializer does better, the float values, widened.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => TypedFill.Convert(this, weights, shape, random);
}

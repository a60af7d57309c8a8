using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>Fills the weights of one parameter.</summary>
/// <example>
/// <code>
/// IWeightInitializer initializer = Init.HeNormal();
/// float[] weights = initializer.Initialize([256, 784], new PhiloxRandom(42)); // 256 outputs, 784 inputs
/// initializer.Initialize(weights, [256, 784], new PhiloxRandom(42));          // the same into memory that is there
/// </code>
/// </example>
/// <remarks>
/// <para>An initializer of the catalogue is an immutable value: a formula, without state or seed. Randomness is an argument.
/// <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/> and <see cref="WeightInitializerExtensions.WithRandom"/>
/// bind a source: they return an <see cref="IBoundInitializer"/>, whose calls without a source depend on earlier ones. Extension methods
/// add arrays, other number types, seeds, and calls without a source.</para>
/// <para>Thread-safe: the library's initializers can fill on many threads at once, each with its own source.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<IWeightInitializer>))]
public interface IWeightInitializer
{
    /// <summary>Fills a whole parameter, in row-major order.</summary>
    /// <param name="weights">The weights to fill: as many as the shape has elements. If it is empty, nothing is drawn.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from, which advances.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The length is wrong, the shape does not suit the initializer, or the initializer cannot draw from the source. Nothing is written,
    /// and the source does not advance.
    /// </exception>
    void Initialize(Span<float> weights, TensorShape shape, IRandomSource random);

    /// <summary>Fills a whole parameter in double precision; defaults to the float values, widened.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => TypedFill.Convert(this, weights, shape, random);
}

using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of what <c>WithSeed</c> and <c>WithRandom</c> return: an initializer with a source for calls without one. Everything else is
/// delegated to the initializer.
/// </summary>
/// <remarks>Thread-safe if the source is.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<BoundInitializer>))]
public abstract class BoundInitializer : IBoundInitializer, ISliceInitializer, IPredictableInitializer, ICheckedInitializer
{
    private protected BoundInitializer(IWeightInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        Initializer = Binding.Unbound(initializer);
    }

    /// <summary>The initializer, which is not bound itself.</summary>
    public IWeightInitializer Initializer { get; }

    /// <inheritdoc/>
    public IWeightInitializer Unbound => Initializer;

    /// <inheritdoc/>
    public abstract IRandomSource NextSource();

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="Initializer"/> does not fill slices.</exception>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random) =>
        Capabilities.SlicesOf(Initializer).InitializeSlice(slice, start, shape, random);

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Initializer, shape);

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Capabilities.Check<T>(Initializer, shape, random);
}

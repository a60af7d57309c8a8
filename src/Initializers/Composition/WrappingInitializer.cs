using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of initializers that change the weights of another one. They keep its capabilities: number types, slices, predictions, and its
/// binding, so that calls without a source draw from its seed.
/// </summary>
/// <remarks>Thread-safe: an immutable value, if the other is. Two are equal if their parameters and the other initializers are.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<WrappingInitializer>))]
public abstract record WrappingInitializer
    : IBoundInitializer, ISliceInitializer, IPredictableInitializer, ITypedInitializer, ICheckedInitializer, IFrameworkInitializer
{
    /// <summary>Wraps an initializer.</summary>
    /// <param name="inner">The initializer whose weights are changed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    private protected WrappingInitializer(IWeightInitializer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = Recommendation.Unwrap(inner);
    }

    /// <summary>The initializer whose weights are changed; of a <see cref="Recommendation"/>, the recommended one.</summary>
    public IWeightInitializer Inner { get; private init; }

    /// <inheritdoc/>
    public bool IsBound => Inner is IBoundInitializer { IsBound: true };

    /// <inheritdoc/>
    public IWeightInitializer Unbound => IsBound ? this with { Inner = Binding.Unbound(Inner) } : this;

    /// <inheritdoc/>
    public IRandomSource NextSource() => Binding.SourceFor(Inner);

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <summary>
    /// Fills a whole parameter in double precision: changed in double if <see cref="Inner"/> draws doubles, otherwise the float values,
    /// widened.
    /// </summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random)
    {
        if (Draws<double>()) Fill(weights, shape, random);
        else TypedFill.Convert(this, weights, shape, random);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="Inner"/> does not fill slices.</exception>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.SliceArguments(start, slice.Length, shape, random);
        ISliceInitializer inner = Capabilities.SlicesOf(Inner);
        if (slice.IsEmpty) random.Skip(start);
        else FillSlice(inner, slice, start, shape, random);
    }

    /// <inheritdoc/>
    public abstract WeightPrediction? Predict(TensorShape shape);

    bool ITypedInitializer.Draws<T>() => Draws<T>();

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <summary>The number of elements that are drawn, where others repeat them.</summary>
    internal double DrawnElements(in TensorShape shape) => Capabilities.DrawnElements(Inner, InnerShape(shape));

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) =>
        Capabilities.Check<T>(Inner, InnerShape(shape), random);

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => (Binding.Unbound(Inner) as IFrameworkInitializer)?.SourceOf(seed);

    /// <summary>
    /// Whether <see cref="Inner"/> fills the number type itself: always for types of 16 bits, so that its bounds hold, and for doubles if
    /// it draws them.
    /// </summary>
    private bool Draws<T>() where T : unmanaged => typeof(T) != typeof(double) || Capabilities.Draws<T>(Inner);

    /// <summary>The shape that <see cref="Inner"/> fills.</summary>
    /// <exception cref="ArgumentException">The shape does not suit the change.</exception>
    private protected abstract TensorShape InnerShape(in TensorShape shape);

    /// <summary>Fills a whole parameter that is not empty and has been checked.</summary>
    private protected abstract void FillWhole<T>(Span<T> weights, in TensorShape shape, in TensorShape innerShape, IRandomSource random)
        where T : unmanaged;

    /// <summary>Fills a non-empty slice.</summary>
    private protected abstract void FillSlice(
        ISliceInitializer inner, Span<float> slice, long start, in TensorShape shape, IRandomBitSource random);

    private void Fill<T>(Span<T> weights, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (Guard.FillArguments(weights.Length, shape, random)) FillWhole(weights, shape, InnerShape(shape), random);
    }
}

namespace Initializers;

/// <summary>
/// A recommended initializer with the reason. It can be used wherever an initializer is expected, and fills as <see cref="Initializer"/>
/// does.
/// </summary>
/// <param name="Initializer">The recommended initializer.</param>
/// <param name="Reason">The reason, in a sentence or two, with the numbers.</param>
/// <param name="Source">The source: authors, year, title and link, or that the gain was computed.</param>
/// <example>
/// <code>
/// Recommendation recommended = Init.Recommend(Activation.SELU);
/// Console.WriteLine(recommended.Initializer); // LeCunNormal()
/// Console.WriteLine(recommended.Reason);
/// float[] weights = recommended.Initialize([256, 784], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed record Recommendation(VarianceScalingInitializer Initializer, string Reason, string Source)
    : IBoundInitializer, ISliceInitializer, IPredictableInitializer
{
    /// <summary>The recommended initializer.</summary>
    public VarianceScalingInitializer Initializer { get; init => field = Guard.NotNull(value, shown: nameof(Initializer)); } =
        Guard.NotNull(Initializer);

    /// <summary>The reason, in a sentence or two, with the numbers.</summary>
    public string Reason { get; init => field = Guard.NotNull(value, shown: nameof(Reason)); } = Guard.NotNull(Reason);

    /// <summary>The source: authors, year, title and link, or that the gain was computed.</summary>
    public string Source { get; init => field = Guard.NotNull(value, shown: nameof(Source)); } = Guard.NotNull(Source);

    bool IBoundInitializer.IsBound => false;

    IWeightInitializer IBoundInitializer.Unbound => Initializer;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Initializer.Initialize(weights, shape, random);

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random) =>
        Initializer.InitializeSlice(slice, start, shape, random);

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => Initializer.Predict(shape);

    /// <summary>The initializer alone, of a recommendation; any other as it is.</summary>
    internal static IWeightInitializer Unwrap(IWeightInitializer initializer) =>
        initializer is Recommendation recommendation ? recommendation.Initializer : initializer;

    /// <summary>The initializer, the reason and the source.</summary>
    public override string ToString() => $"{Initializer}: {Reason} ({Source})";

    IRandomSource IBoundInitializer.NextSource() => Binding.SourceFor(Initializer);
}

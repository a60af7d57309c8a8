using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of deterministic initializers, whose values depend on the shape alone. They advance the source as every fill does.
/// </summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<FixedInitializer>))]
public abstract record FixedInitializer : ElementwiseInitializer, IPredictableInitializer
{
    private protected FixedInitializer()
    {
    }

    /// <summary>The exact mean, deviation and bounds of the values; null for an empty parameter.</summary>
    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        Check(shape);
        return PredictionFor(shape);
    }

    /// <summary>The prediction for a shape that is not empty and can be filled.</summary>
    private protected abstract WeightPrediction? PredictionFor(in TensorShape shape);

    /// <summary>Fills a non-empty slice.</summary>
    private protected abstract void Fill(Span<float> slice, long start, in TensorShape shape);

    /// <inheritdoc/>
    protected sealed override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        if (ParallelFill.IsSmall(slice.Length)) Fill(slice, start, shape);
        else FillInParts(slice, start, shape, random.MaxDegreeOfParallelism);
        random.SkipUnused(slice.Length);
    }

    private void FillInParts(Span<float> slice, long start, in TensorShape shape, int threads) =>
        ParallelFill.Run(slice, threads, new Parts(this, start, shape));

    private readonly struct Parts(FixedInitializer initializer, long start, TensorShape shape) : IPartFill<float>
    {
        public void Invoke(Span<float> part, int first) => initializer.Fill(part, start + first, shape);
    }
}

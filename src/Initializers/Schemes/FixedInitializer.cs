namespace Initializers;

/// <summary>
/// The base of initializers whose values follow from the shape alone. They take no random words, but move the source as every fill does.
/// </summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public abstract record FixedInitializer : ElementwiseInitializer, IPredictableInitializer
{
    private protected FixedInitializer()
    {
    }

    /// <summary>Mean, deviation and bounds of the very values, by formula; null of a parameter without elements.</summary>
    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        Check(shape);
        return Promise(shape);
    }

    /// <summary>The promise of a shape that has elements and can be filled.</summary>
    private protected abstract WeightPrediction? Promise(in TensorShape shape);

    /// <summary>Fills a slice that is not empty.</summary>
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

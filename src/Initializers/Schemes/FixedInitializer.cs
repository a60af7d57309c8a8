namespace Initializers;

/// <summary>The base of initializers whose values follow from the shape alone. They take no random words, but move the source as every fill does.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public abstract record FixedInitializer : ElementwiseInitializer, IPredictableInitializer
{
    private protected FixedInitializer()
    {
    }

    /// <inheritdoc/>
    /// <remarks>Mean, deviation and bounds of the very values, which are filled for it.</remarks>
    public virtual WeightPrediction? Predict(TensorShape shape)
    {
        float[] weights = this.Initialize(shape, new PhiloxRandom(0));
        if (weights.Length == 0) return null;
        double mean = weights.Average(weight => (double)weight);
        return new(mean, Math.Sqrt(weights.Average(weight => (weight - mean) * (weight - mean))), weights.Min(), weights.Max());
    }

    /// <summary>Fills a slice that is not empty.</summary>
    private protected abstract void Fill(Span<float> slice, long start, in TensorShape shape);

    /// <inheritdoc/>
    protected sealed override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        if (ParallelFill.IsSmall(slice.Length)) Fill(slice, start, shape);
        else FillInParts(slice, start, shape, random.MaxDegreeOfParallelism);
        random.Pass(slice.Length);
    }

    private void FillInParts(Span<float> slice, long start, in TensorShape shape, int threads) =>
        ParallelFill.Run(slice, threads, new Parts(this, start, shape));

    private readonly struct Parts(FixedInitializer initializer, long start, TensorShape shape) : IPartFill<float>
    {
        public void Invoke(Span<float> part, int first) => initializer.Fill(part, start + first, shape);
    }
}

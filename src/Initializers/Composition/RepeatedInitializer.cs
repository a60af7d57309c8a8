namespace Initializers;

/// <summary>The weights of another initializer for a layer of fewer outputs, each of which is repeated: units that start alike.</summary>
/// <remarks>
/// The outputs are the layout's; those of a vector are its elements. The source moves on by one word an
/// element. Thread-safe: an immutable value.
/// </remarks>
public sealed record RepeatedInitializer : RearrangedInitializer
{
    /// <summary>Repeats the outputs of an initializer.</summary>
    /// <param name="inner">What fills the weights of the distinct outputs.</param>
    /// <param name="times">How often each output comes, at least 1; the outputs of the shape are a multiple.</param>
    /// <param name="order">Whether each output is beside its copies, or all come again and again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="times"/> is below 1, or <paramref name="order"/> is not a named one.
    /// </exception>
    public RepeatedInitializer(IWeightInitializer inner, long times, RepeatOrder order = RepeatOrder.Each) : base(inner) =>
        (Times, Order) = (Guard.Positive(times), Guard.Defined(order));

    /// <summary>How often each output comes.</summary>
    public long Times { get; }

    /// <summary>Whether each output is beside its copies, or all come again and again.</summary>
    public RepeatOrder Order { get; }

    private Repetition Repetition => new(Times, Order);

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, Inside(shape));

    /// <summary><c>HeNormal(mode: In).Repeated(4, order: Each)</c>.</summary>
    public override string ToString() => $"{Inner}.Repeated({Times}, order: {Order})";

    private protected override TensorShape Inside(in TensorShape shape) => Repetition.Inside(shape);

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape inside) => Repetition.Arrange(shape, inside);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement) =>
        (Repetition.Origin(element, arrangement), false);
}

/// <summary>How outputs are repeated.</summary>
public enum RepeatOrder
{
    /// <summary>Each output beside its copies, 0 0 1 1 2 2: the sub-pixels of PyTorch's PixelShuffle.</summary>
    Each,

    /// <summary>
    /// All outputs, then all again, 0 1 2 0 1 2: the sub-pixels of TensorFlow's <c>depth_to_space</c>, and packed blocks.
    /// </summary>
    Whole,
}

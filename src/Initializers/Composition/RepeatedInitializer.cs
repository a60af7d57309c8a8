using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>The weights of another initializer for a layer with fewer outputs, each of which is repeated: units that start equal.</summary>
/// <example>
/// <code>
/// // Each row twice, as grouped attention begins that is grown from fewer heads.
/// float[] weights = Init.GlorotUniform().Repeated(times: 2).Initialize([64, 32], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// The outputs are those of the layout; those of a vector are its elements. The source advances by one word per element. Thread-safe: an
/// immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<RepeatedInitializer>))]
public sealed record RepeatedInitializer : RearrangedInitializer
{
    /// <summary>Repeats the outputs of an initializer.</summary>
    /// <param name="inner">The initializer of the distinct outputs.</param>
    /// <param name="times">The number of times that each output occurs, at least 1; it must divide the outputs of the shape.</param>
    /// <param name="order">The order of the repeated outputs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="times"/> is below 1, or <paramref name="order"/> is not a defined value.
    /// </exception>
    public RepeatedInitializer(IWeightInitializer inner, long times, RepeatOrder order = RepeatOrder.Each) : base(inner) =>
        (Times, Order) = (Guard.Positive(times), Guard.Defined(order));

    /// <summary>The number of times that each output occurs.</summary>
    public long Times { get; }

    /// <summary>The order of the repeated outputs.</summary>
    public RepeatOrder Order { get; }

    private Repetition Repetition => new(Times, Order);

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, InnerShape(shape));

    /// <summary><c>HeNormal(mode: In).Repeated(4, order: Each)</c>.</summary>
    public override string ToString() => $"{Inner}.Repeated({Times}, order: {Order})";

    private protected override TensorShape InnerShape(in TensorShape shape) => Repetition.InnerShape(shape);

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape) =>
        Repetition.Arrange(shape, innerShape);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement) =>
        (Repetition.Origin(element, arrangement), false);
}

/// <summary>The order of repeated outputs.</summary>
public enum RepeatOrder
{
    /// <summary>Each output next to its copies, 0 0 1 1 2 2: the sub-pixels of PyTorch's PixelShuffle.</summary>
    Each,

    /// <summary>
    /// All outputs, then all again, 0 1 2 0 1 2: the sub-pixels of TensorFlow's <c>depth_to_space</c>, and packed blocks.
    /// </summary>
    Whole,
}

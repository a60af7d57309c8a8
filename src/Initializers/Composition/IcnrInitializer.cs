using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// ICNR: a convolution before a pixel shuffle that starts as a convolution before nearest-neighbour upsampling, without checkerboard
/// artifacts. The weights of another initializer for a layer with fewer outputs, each repeated factor^2 times (factor^n for n kernel axes).
/// </summary>
/// <example>
/// <code>
/// // Before PixelShuffle(2): the four channels of a pixel begin alike, without a checkerboard.
/// float[] kernel = Init.Icnr(Init.HeNormal(), factor: 2)
///     .Initialize(TensorShape.Convolution(64, 4 * 16, [3, 3]), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The order defaults to that of PyTorch's PixelShuffle, in which the sub-pixels of a channel are adjacent; <see cref="RepeatOrder.Whole"/>
/// is that of TensorFlow's <c>depth_to_space</c>. The source advances by one word per element.
/// </para>
/// <para>
/// Aitken, Ledig, Theis, Caballero, Wang and Shi (2017), "Checkerboard artifact free sub-pixel convolution: A note on sub-pixel
/// convolution, resize convolution and convolution resize", <see href="https://arxiv.org/abs/1707.02937"/>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<IcnrInitializer>))]
public sealed record IcnrInitializer : RearrangedInitializer
{
    /// <summary>Applies ICNR to an initializer.</summary>
    /// <param name="inner">The initializer of the layer with fewer outputs, whose fans it gets.</param>
    /// <param name="factor">The upsampling factor along each axis, at least 1.</param>
    /// <param name="order">The order in which the shuffle takes the sub-pixels of a channel.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="factor"/> is below 1, or <paramref name="order"/> is not a defined value.
    /// </exception>
    public IcnrInitializer(IWeightInitializer inner, int factor, RepeatOrder order = RepeatOrder.Each) : base(inner) =>
        (Factor, Order) = ((int)Guard.Positive(factor), Guard.Defined(order));

    /// <summary>The upsampling factor along each axis.</summary>
    public int Factor { get; }

    /// <summary>The order in which the shuffle takes the sub-pixels of a channel.</summary>
    public RepeatOrder Order { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, InnerShape(shape));

    /// <summary><c>Icnr(HeNormal(mode: In), factor: 2, order: Each)</c>.</summary>
    public override string ToString() => $"Icnr({Inner}, factor: {Factor}, order: {Order})";

    private protected override TensorShape InnerShape(in TensorShape shape)
    {
        shape.Layout.CheckKernel(shape);
        return RepetitionOf(shape).InnerShape(shape);
    }

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape) =>
        Repetition.Arrange(shape, innerShape);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement) =>
        (RepetitionOf(arrangement.Shape).Origin(element, arrangement), false);

    private Repetition RepetitionOf(in TensorShape shape)
    {
        long times = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            // int.MaxValue repeats are more outputs than a span can hold
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) times = Math.Min(times * Factor, int.MaxValue);
        }
        return new(times, Order);
    }
}

namespace Initializers;

/// <summary>
/// ICNR: a convolution before a sub-pixel shuffle that starts as one before a nearest-neighbour enlargement, without checkerboards. The
/// weights of another initializer for the outputs before the shuffle, each repeated factor^2 times (factor^n for a kernel of n axes).
/// </summary>
/// <remarks>
/// <para>
/// The order is by default PyTorch's PixelShuffle's, where the sub-pixels of a channel are beside each other;
/// <see cref="RepeatOrder.Whole"/> is that of TensorFlow's <c>depth_to_space</c>. The source moves on by one word an element.
/// </para>
/// <para>
/// Aitken, Ledig, Theis, Caballero, Wang and Shi (2017), "Checkerboard artifact free sub-pixel convolution: A note on sub-pixel
/// convolution, resize convolution and convolution resize", <see href="https://arxiv.org/abs/1707.02937"/>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record IcnrInitializer : RearrangedInitializer
{
    /// <summary>ICNR of an initializer.</summary>
    /// <param name="inner">What fills the weights of the outputs before the shuffle, with their fans.</param>
    /// <param name="factor">How much larger the image becomes along each axis, at least 1.</param>
    /// <param name="order">Where the shuffle takes the sub-pixels of a channel from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="factor"/> is below 1, or <paramref name="order"/> is not a defined value.
    /// </exception>
    public IcnrInitializer(IWeightInitializer inner, int factor, RepeatOrder order = RepeatOrder.Each) : base(inner) =>
        (Factor, Order) = ((int)Guard.Positive(factor), Guard.Defined(order));

    /// <summary>How much larger the image becomes along each axis.</summary>
    public int Factor { get; }

    /// <summary>Where the shuffle takes the sub-pixels of a channel from.</summary>
    public RepeatOrder Order { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, Inside(shape));

    /// <summary><c>Icnr(HeNormal(mode: In), factor: 2, order: Each)</c>.</summary>
    public override string ToString() => $"Icnr({Inner}, factor: {Factor}, order: {Order})";

    private protected override TensorShape Inside(in TensorShape shape)
    {
        shape.Layout.CheckKernel(shape);
        return RepetitionOf(shape).Inside(shape);
    }

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape inside) => Repetition.Arrange(shape, inside);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement) =>
        (RepetitionOf(arrangement.Shape).Origin(element, arrangement), false);

    private Repetition RepetitionOf(in TensorShape shape)
    {
        long times = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            // more outputs than any span has
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) times = Math.Min(times * Factor, int.MaxValue);
        }
        return new(times, Order);
    }
}

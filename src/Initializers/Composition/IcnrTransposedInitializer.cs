namespace Initializers;

/// <summary>
/// ICNR for a transposed convolution: it starts as a convolution and a nearest-neighbour enlargement behind it, without checkerboards. The
/// weights of another initializer for a kernel that is factor times smaller along each axis, each tap of which is repeated factor times
/// along each.
/// </summary>
/// <remarks>
/// <para>
/// The stride of the layer is the factor, and each extent of its kernel is a multiple of it. The smaller kernel is that of a layer whose
/// stride is 1, with its fans: each of the enlarged positions meets as many taps. For a convolution before a sub-pixel shuffle there is
/// <see cref="IcnrInitializer"/>. The source moves on by one word an element.
/// </para>
/// <para>
/// Aitken, Ledig, Theis, Caballero, Wang and Shi (2017), "Checkerboard artifact free sub-pixel convolution: A note on sub-pixel
/// convolution, resize convolution and convolution resize", <see href="https://arxiv.org/abs/1707.02937"/>, which shows that the two layers
/// are the same one in another order of weights.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record IcnrTransposedInitializer : RearrangedInitializer
{
    /// <summary>ICNR of an initializer, for transposed convolutions.</summary>
    /// <param name="inner">What fills the weights of the smaller kernel, with its fans.</param>
    /// <param name="factor">The stride: how much larger the image becomes along each axis, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is below 1.</exception>
    public IcnrTransposedInitializer(IWeightInitializer inner, int factor) : base(inner) => Factor = (int)Guard.Positive(factor);

    /// <summary>How much larger the image becomes along each axis.</summary>
    public int Factor { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, Inside(shape));

    /// <summary><c>IcnrTransposed(HeNormal(mode: In), factor: 2)</c>.</summary>
    public override string ToString() => $"IcnrTransposed({Inner}, factor: {Factor})";

    private protected override TensorShape Inside(in TensorShape shape)
    {
        shape.Layout.CheckKernel(shape);
        TensorShape small = shape.WithoutStrides();
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Kernel) continue;
            if (shape[axis] % Factor != 0)
                throw new ArgumentException(
                    $"shape must have a kernel whose extents are multiples of {Factor}, the stride, but was {shape}, "
                    + $"with an extent of {shape[axis]}.",
                    nameof(shape));
            small = small.WithExtent(axis, shape[axis] / Factor);
        }
        return small;
    }

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape inside) => new(shape, inside, 0, Run: 1);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement)
    {
        long from = 0, stride = 1;
        for (int axis = arrangement.Shape.Rank - 1; axis >= 0; axis--)
        {
            (element, long index) = Math.DivRem(element, arrangement.Shape[axis]);
            from += index / (arrangement.Shape[axis] / arrangement.Inside[axis]) * stride;
            stride *= arrangement.Inside[axis];
        }
        return (from, false);
    }
}

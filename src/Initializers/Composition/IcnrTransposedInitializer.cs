using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// ICNR for a transposed convolution, which starts as a convolution before nearest-neighbour upsampling, without checkerboard artifacts.
/// The weights of another initializer for a kernel that is factor times smaller along each axis, each tap of which is repeated factor times
/// along each axis.
/// </summary>
/// <example>
/// <code>
/// float[] kernel = Init.IcnrTransposed(Init.HeNormal(), factor: 2)
///     .Initialize(TensorShape.TransposedConvolution(64, 16, [4, 4]), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The factor is the stride of the layer, and each extent of its kernel is a multiple of it. The smaller kernel belongs to a layer of
/// stride 1, whose fans it has: each position of the larger image meets as many taps. For a convolution before a pixel shuffle use
/// <see cref="IcnrInitializer"/>. The source advances by one word per element.
/// </para>
/// <para>
/// Aitken, Ledig, Theis, Caballero, Wang and Shi (2017), "Checkerboard artifact free sub-pixel convolution: A note on sub-pixel
/// convolution, resize convolution and convolution resize", <see href="https://arxiv.org/abs/1707.02937"/>, which shows that the two layers
/// differ only in the order of their weights.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<IcnrTransposedInitializer>))]
public sealed record IcnrTransposedInitializer : RearrangedInitializer
{
    /// <summary>Applies ICNR for transposed convolutions to an initializer.</summary>
    /// <param name="inner">The initializer of the smaller kernel, whose fans it gets.</param>
    /// <param name="factor">The stride, which is the upsampling factor along each axis; at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is below 1.</exception>
    public IcnrTransposedInitializer(IWeightInitializer inner, int factor) : base(inner) => Factor = (int)Guard.Positive(factor);

    /// <summary>The stride, which is the upsampling factor along each axis.</summary>
    public int Factor { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, InnerShape(shape));

    /// <summary><c>IcnrTransposed(HeNormal(mode: In), factor: 2)</c>.</summary>
    public override string ToString() => $"IcnrTransposed({Inner}, factor: {Factor})";

    private protected override TensorShape InnerShape(in TensorShape shape)
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

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape) => new(shape, innerShape, 0, Run: 1);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement)
    {
        long from = 0, stride = 1;
        for (int axis = arrangement.Shape.Rank - 1; axis >= 0; axis--)
        {
            (element, long index) = Math.DivRem(element, arrangement.Shape[axis]);
            from += index / (arrangement.Shape[axis] / arrangement.InnerShape[axis]) * stride;
            stride *= arrangement.InnerShape[axis];
        }
        return (from, false);
    }
}

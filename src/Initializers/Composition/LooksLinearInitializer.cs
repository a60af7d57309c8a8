namespace Initializers;

/// <summary>
/// Layers that with ReLUs between them start as linear ones: <c>[[W, -W], [-W, W]]</c>, since W relu(z) - W relu(-z) = W z. With an
/// orthogonal W the network keeps lengths at any depth.
/// </summary>
/// <remarks>
/// <para>
/// W is what another initializer fills for a layer of half the inputs, half the outputs, or both; along an axis, the second half is the
/// first with the other sign. The first layer of such a network mirrors its outputs alone, the last its inputs alone. Biases are 0.
/// The source moves on by one word an element.
/// </para>
/// <para>
/// Balduzzi, Frean, Leary, Lewis, Ma and McWilliams (2017), "The Shattered Gradients Problem: If resnets are the answer, then what is the
/// question?", <see href="https://arxiv.org/abs/1702.08591"/>; Burkholz and Dubatovka (2019), "Initialization of ReLUs for Dynamical
/// Isometry", <see href="https://arxiv.org/abs/1806.06362"/>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record LooksLinearInitializer : RearrangedInitializer
{
    /// <summary>Mirrors an initializer.</summary>
    /// <param name="inner">What fills W, with the fans of its halved shape.</param>
    /// <param name="mirrored">Which channels come in pairs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mirrored"/> is not a named one.</exception>
    public LooksLinearInitializer(IWeightInitializer inner, MirroredAxes mirrored = MirroredAxes.Both) : base(inner) =>
        Mirrored = Guard.Defined(mirrored);

    /// <summary>Which channels come in pairs.</summary>
    public MirroredAxes Mirrored { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, Inside(shape))?.Mirrored();

    /// <summary><c>LooksLinear(Orthogonal(gain: 1, perBlock: True), mirrored: Both)</c>.</summary>
    public override string ToString() => $"LooksLinear({Inner}, mirrored: {Mirrored})";

    private static TensorShape Halved(in TensorShape shape, int axis) => shape[axis] % 2 == 0 ? shape.WithChannelsDividedBy(2, axis)
        : throw new ArgumentException(
            $"shape must have an even number of channels to mirror, but was {shape}, with {shape[axis]}.", nameof(shape));

    private protected override TensorShape Inside(in TensorShape shape)
    {
        (int input, int output) = shape.Layout.ChannelsOf(shape);
        if (shape.Groups != 1 || shape.Blocks != 1)
            throw new ArgumentException(
                $"shape must have no groups or blocks, since each would mirror its own channels, but was {shape}.", nameof(shape));
        TensorShape half = shape;
        if (Mirrored != MirroredAxes.Inputs) half = Halved(half, output);
        if (Mirrored != MirroredAxes.Outputs) half = Halved(half, input);
        return half;
    }

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape inside) => new(shape, inside, 0, inside[^1]);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement)
    {
        long from = 0, stride = 1;
        bool isNegated = false;
        for (int axis = arrangement.Shape.Rank - 1; axis >= 0; axis--)
        {
            long half = arrangement.Inside[axis];
            (element, long index) = Math.DivRem(element, arrangement.Shape[axis]);
            isNegated ^= index >= half;
            from += index % half * stride;
            stride *= half;
        }
        return (from, isNegated);
    }
}

/// <summary>Which channels of a looks-linear layer come in pairs of opposite sign.</summary>
public enum MirroredAxes
{
    /// <summary>Inputs and outputs, <c>[[W, -W], [-W, W]]</c>: a hidden layer.</summary>
    Both,

    /// <summary>Outputs alone, <c>[W; -W]</c>: the first layer.</summary>
    Outputs,

    /// <summary>Inputs alone, <c>[W, -W]</c>: the last layer, or one behind a concatenated ReLU.</summary>
    Inputs,
}

using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// Mirrored weights <c>[[W, -W], [-W, W]]</c>, so that a ReLU network starts out linear: W relu(z) - W relu(-z) = W z. With an orthogonal W
/// the network preserves lengths at any depth.
/// </summary>
/// <example>
/// <code>
/// // For CReLU, which keeps both signs: the network begins as a linear one.
/// float[] weights = Init.LooksLinear().Initialize([256, 512], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Another initializer fills W for a layer with half the inputs, half the outputs, or both; along an axis, the second half is the first one
/// negated. The first layer of such a network mirrors only its outputs, the last only its inputs. Biases should be 0. The source advances
/// by one word per element.
/// </para>
/// <para>
/// Balduzzi, Frean, Leary, Lewis, Ma and McWilliams (2017), "The Shattered Gradients Problem: If resnets are the answer, then what is the
/// question?", <see href="https://arxiv.org/abs/1702.08591"/>; Burkholz and Dubatovka (2019), "Initialization of ReLUs for Dynamical
/// Isometry", <see href="https://arxiv.org/abs/1806.06362"/>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<LooksLinearInitializer>))]
public sealed record LooksLinearInitializer : RearrangedInitializer
{
    /// <summary>Mirrors an initializer.</summary>
    /// <param name="inner">The initializer of W, which gets the halved shape.</param>
    /// <param name="mirrored">The axes along which the weights are mirrored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mirrored"/> is not a defined value.</exception>
    public LooksLinearInitializer(IWeightInitializer inner, MirroredAxes mirrored = MirroredAxes.Both) : base(inner) =>
        Mirrored = Guard.Defined(mirrored);

    /// <summary>The axes along which the weights are mirrored.</summary>
    public MirroredAxes Mirrored { get; }

    /// <inheritdoc/>
    public override WeightPrediction? Predict(TensorShape shape) => WeightPrediction.Of(Inner, InnerShape(shape))?.Mirrored();

    /// <summary><c>LooksLinear(Orthogonal(gain: 1, perBlock: True), mirrored: Both)</c>.</summary>
    public override string ToString() => $"LooksLinear({Inner}, mirrored: {Mirrored})";

    private static void CheckEven(in TensorShape shape, int axis, string channels)
    {
        if (shape[axis] % 2 != 0)
            throw new ArgumentException($"shape must have an even number of {channels} to mirror, but was {shape}.", nameof(shape));
    }

    private protected override TensorShape InnerShape(in TensorShape shape)
    {
        (int input, int output) = shape.Layout.ChannelsOf(shape);
        if (shape.Groups != 1 || shape.Blocks != 1)
            throw new ArgumentException(
                $"shape must have no groups or blocks, since each would mirror its own channels, but was {shape}.", nameof(shape));
        TensorShape half = shape;
        if (Mirrored != MirroredAxes.Inputs)
        {
            CheckEven(shape, output, "outputs");
            half = half.WithChannelsDividedBy(2, output);
        }
        if (Mirrored != MirroredAxes.Outputs)
        {
            CheckEven(shape, input, "inputs");
            half = half.WithChannelsDividedBy(2, input);
        }
        return half;
    }

    private protected override Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape) =>
        new(shape, innerShape, 0, innerShape[^1]);

    private protected override (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement)
    {
        long from = 0, stride = 1;
        bool isNegated = false;
        for (int axis = arrangement.Shape.Rank - 1; axis >= 0; axis--)
        {
            long half = arrangement.InnerShape[axis];
            (element, long index) = Math.DivRem(element, arrangement.Shape[axis]);
            isNegated ^= index >= half;
            from += index % half * stride;
            stride *= half;
        }
        return (from, isNegated);
    }
}

/// <summary>The axes along which a looks-linear layer is mirrored.</summary>
public enum MirroredAxes
{
    /// <summary>Inputs and outputs, <c>[[W, -W], [-W, W]]</c>: a hidden layer.</summary>
    Both,

    /// <summary>Only the outputs, <c>[W; -W]</c>: the first layer.</summary>
    Outputs,

    /// <summary>Only the inputs, <c>[W, -W]</c>: the last layer, or one after a concatenated ReLU.</summary>
    Inputs,
}

namespace Initializers.Tests.Statistics;

/// <summary>Bugs in the fans of other libraries, found by reading their sources: each has a test that would have
/// caught it.</summary>
public class PeerBugFanTests
{
    // TensorFlow.NET: (fan_in + fan_out) / 2 is an integer division.
    [Fact]
    public void Average_OddSum_IsNotRoundedDown()
    {
        TensorShape.Linear(inputs: 3, outputs: 4).Fans.Of(FanMode.Average).Should().Be(3.5);
        Init.GlorotNormal().StandardDeviation(TensorShape.Linear(inputs: 3, outputs: 4)).Should().Be(Math.Sqrt(1 / 3.5));
    }

    // burn: a Linear in the layout Col swaps the fans of Row.
    [Fact]
    public void Linear_StoredEitherWay_HasOneScale()
    {
        foreach (WeightLayout layout in new[] { WeightLayout.OutIn, WeightLayout.InOut })
            Init.HeNormal().StandardDeviation(TensorShape.Linear(inputs: 200, outputs: 30, layout)).Should().Be(Math.Sqrt(2.0 / 200));
    }

    // Keras, PyTorch and most others: the fans of a transposed convolution are exchanged, because its weights are stored [in, out, ...].
    [Fact]
    public void TransposedConvolution_FanIn_IsItsInputs()
    {
        TensorShape shape = TensorShape.TransposedConvolution(inputs: 64, outputs: 16, kernel: [4, 4]);

        shape.ToArray().Should().Equal(64, 16, 4, 4);
        shape.Fans.Should().Be(new Fans(64 * 16, 16 * 16));
    }

    // PyTorch (#23854), Keras, MLX (#4536), and eight repairs by hand in timm: the fan-out of grouped
    // convolutions counts the outputs of all groups.
    [Fact]
    public void GroupedConvolution_Fans_CountOneGroup() =>
        TensorShape.Convolution(inputs: 32, outputs: 64, kernel: [3, 3], groups: 4).Fans.Should().Be(new Fans(8 * 9, 16 * 9));

    // Keras (tensorflow #31192, "intended"): fan-in of a depthwise kernel [k, k, in, multiplier] is k k in,
    // although each output has k k inputs.
    [Fact]
    public void DepthwiseKernel_Fans_CountOneChannel() =>
        new TensorShape(3, 3, 32, 2).WithLayout(WeightLayout.Depthwise).Fans.Should().Be(new Fans(9, 18));

    // PyTorch: xavier_uniform_ over the fused weights of q, k and v counts their outputs together.
    [Fact]
    public void PackedBlocks_Fans_CountOneBlock() => new TensorShape(3 * 64, 64).WithBlocks(3).Fans.Should().Be(new Fans(64, 64));

    // tfjs, Keras and others: a vector has made-up fans (n and n, or the root of the product).
    [Fact]
    public void Vector_Fans_AreRefused() =>
        FluentActions.Invoking(() => Init.HeNormal().Initialize([10])).Should().Throw<ArgumentException>().WithMessage("*WithFans*");

    // Paddle: kaiming has no fan-out.
    [Fact]
    public void HeNormal_FanOut_CanBeAskedFor() =>
        Init.HeNormal(mode: FanMode.Out).StandardDeviation(TensorShape.Linear(inputs: 200, outputs: 30)).Should().Be(Math.Sqrt(2.0 / 30));

    // Libraries that count in 32 bits overflow: 65,536 x 65,536.
    [Fact]
    public void LargeShape_FansAndCount_DoNotOverflow()
    {
        TensorShape shape = TensorShape.Convolution(inputs: 65536, outputs: 65536, kernel: [4, 4]);

        shape.Count.Should().Be(1L << 36);
        shape.Fans.Of(FanMode.Sum).Should().Be(2.0 * (1 << 20));
    }

    // PyTorch and JAX: a parameter with a dimension of 0 divides by zero.
    [Fact]
    public void EmptyParameter_AnyScheme_IsFilledWithNothing() => Init.GlorotUniform().Initialize([0, 0]).Should().BeEmpty();
}

using Initializers.Tests.Statistics;

namespace Initializers.Tests.Activations;

/// <summary>The initializer recommended for an activation function, and that it does what its reason says.</summary>
public class RecommendationTests
{
    [Fact]
    public void Recommend_TheActivationsOfThePapers_IsTheirInitializer()
    {
        Init.Recommend(Activation.ReLU).Initializer.Should().Be(Init.HeNormal());
        Init.Recommend(Activation.LeakyReLU(0.2)).Initializer.Should().Be(Init.HeNormal(0.2));
        Init.Recommend(Activation.PReLU()).Initializer.Should().Be(Init.HeNormal(0.25));
        Init.Recommend(Activation.SELU).Initializer.Should().Be(Init.LeCunNormal());
        Init.Recommend(Activation.Tanh).Initializer.Should().Be(Init.GlorotUniform());
        Init.Recommend(Activation.Sigmoid).Initializer.Should().Be(Init.GlorotUniform());
        Init.Recommend(Activation.Identity).Initializer.Should().Be(Init.GlorotUniform());
        Init.Recommend(Activation.ReLU).Source.Should().Contain("He, Zhang, Ren and Sun (2015)").And.Contain("1502.01852");
        Init.Recommend(Activation.ReLU).Reason.Should().Be(
            "ReLU leaves 0.5 of the mean square, forward and backward, at any size of the signal, " +
            "and the gain sqrt(2 / (1 + a^2)) = 1.4142 restores it");
        ((Action)(() => Init.Recommend(null!))).Should().Throw<ArgumentNullException>().WithParameterName("activation");
    }

    [Fact]
    public void Recommend_TheOthers_HasTheComputedGainAndAWarningWhereItIsUnstable()
    {
        Recommendation gelu = Init.Recommend(Activation.GELU);
        gelu.Initializer.StandardDeviation([1, 100]).Should().BeApproximately(1.5335 / 10, 1e-5);
        gelu.Reason.Should().Contain("the gain 1.5335 restores 1").And.Contain("unstable").And.Contain("1.144 times");
        Init.Recommend(Activation.ELU()).Reason.Should().NotContain("unstable");
        Init.Recommend(Activation.SwiGLU).Initializer.StandardDeviation([1, 1]).Should().BeApproximately(1.6765, 5e-5);
        Init.Recommend(new Activation("cube", z => z * z * z)).Initializer.StandardDeviation([1, 1])
            .Should().BeApproximately(1 / Math.Sqrt(15), 1e-9);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("gelu")]
    [InlineData("selu")]
    [InlineData("swiglu")]
    public void Recommend_AWideLayer_KeepsTheMeanSquare(string name)
    {
        // Inputs f(z) of z ~ N(0, 1) in a layer of 2,048: given them, each of 4,096 outputs is normal with
        // variance gain^2 times their mean square.
        Activation activation = name switch
        {
            "relu" => Activation.ReLU,
            "gelu" => Activation.GELU,
            "selu" => Activation.SELU,
            _ => Activation.SwiGLU,
        };
        const int Inputs = 2048, Outputs = 4096;
        PhiloxRandom random = TestSeed.Source($"{nameof(RecommendationTests)} {name}");
        double[] z = Init.Normal(0, 1).Initialize<double>([Inputs], random), gates = Init.Normal(0, 1).Initialize<double>([Inputs], random);
        double[] inputs = [.. z.Select((value, i) => activation.Function(value) * (activation.IsGate ? gates[i] : 1))];
        float[] weights = Init.Recommend(activation).Initializer.Initialize([Outputs, Inputs], random);
        double sum = 0;
        for (int output = 0; output < Outputs; output++)
        {
            double total = 0;
            for (int input = 0; input < Inputs; input++) total += weights[output * Inputs + input] * inputs[input];
            sum += total * total;
        }
        // The mean square of the inputs varies with E f^4, that of the outputs by sqrt(2 / 4,096) around it.
        double fourth = inputs.Sum(x => x * x * x * x) / Inputs, square = inputs.Sum(x => x * x) / Inputs;
        double gain = Init.Recommend(activation).Initializer.Scale, expected = 1;
        double deviation = Math.Sqrt(gain * gain * (fourth - square * square) / Inputs + 2.0 / Outputs);
        Significance.OfScore((sum / Outputs - expected) / deviation, $"The z-score of the mean square behind {name}");
    }

    [Fact]
    public void VarianceScaling_OfAnActivation_HasItsForwardOrBackwardGain()
    {
        double forward = Gain.Forward(Activation.Tanh), backward = Gain.Backward(Activation.Tanh);
        Init.VarianceScaling(Activation.Tanh).Scale.Should().BeApproximately(forward * forward, 1e-14);
        Init.VarianceScaling(Activation.Tanh, FanMode.Out, Distribution.Uniform).Scale.Should().BeApproximately(backward * backward, 1e-14);
        Init.VarianceScaling(gain: Activation.ReLU, distribution: Distribution.Normal).Should().Be(Init.HeNormal());
        ((Action)(() => Init.VarianceScaling(new Activation("none", _ => 0))))
            .Should().Throw<ArgumentException>().WithParameterName("gain");
        ((Action)(() => Init.VarianceScaling((Activation)null!))).Should().Throw<ArgumentNullException>().WithParameterName("gain");
        ((Action)(() => Init.VarianceScaling(Activation.Tanh, (FanMode)99))).Should().Throw<ArgumentException>().WithParameterName("mode");
        ((Action)(() => Init.Recommend(new Activation("none", _ => 0))))
            .Should().Throw<ArgumentException>().WithParameterName("activation");
        ((Action)(() => Init.Recommend(new Activation("fast", z => Math.Exp(z * z)))))
            .Should().Throw<ArgumentException>().WithParameterName("activation");
    }
}

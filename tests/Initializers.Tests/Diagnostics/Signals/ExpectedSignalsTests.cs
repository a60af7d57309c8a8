using Initializers.Diagnostics;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Diagnostics;

/// <summary>What the theory of wide networks expects, against simulated networks, within the standard errors over seeds.</summary>
public class ExpectedSignalsTests
{
    private const int Seeds = 32;

    /// <summary>
    /// A t with 31 degrees of freedom has wider tails than a normal score: beyond 9.0 it is as rare as a score beyond 6.28.
    /// </summary>
    private const double Wider = 9.0 / 6.28;

    private static IWeightInitializer Wide => Init.VarianceScaling(1.5, FanMode.In, Distribution.Normal);

    private static IWeightInitializer Biases => Init.Normal(0, 0.3);

    [Theory]
    [InlineData(Padding.Zeros, 1, "tanh")]
    [InlineData(Padding.Circular, 1, "relu")]
    [InlineData(Padding.None, 4, "relu")]
    public void Convolutions_ToTheirEdges(Padding padding, int groups, string name)
    {
        Activation activation = name == "tanh" ? Activation.Tanh : Activation.ReLU;
        SignalNetwork network = new SignalNetwork(16, [6, 5]).Convolution(64, [3, 3], Wide, Biases, padding: padding)
            .Apply(activation).Convolution(128, [2, 3], Wide, Biases, stride: 2, padding: padding, groups: groups)
            .Apply(activation).Dense(100, Wide, Biases);
        Compare(SignalPropagation.Run(network, Images(8, network.Inputs), Seeds, (long)TestSeed.Value),
            $"a network of convolutions with padding {padding}, {groups} groups, {activation}");
    }

    [Theory]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.RootMeanSquare)]
    public void Normalizations_BehindMeansThatAreNot0(Normalization normalization)
    {
        // Behind ReLUs means are not 0, and the examples are of very different sizes.
        SignalNetwork network = new SignalNetwork(64).Dense(400, Wide, Biases).Apply(Activation.ReLU).Normalize(normalization)
            .Dense(400, Wide)
            .Residual(branch => branch.Normalize(normalization).Apply(Activation.Tanh).Dense(400, Wide)).Normalize(normalization)
            .Dense(300, Wide);
        Compare(SignalPropagation.Run(network, Images(8, 64), Seeds, (long)TestSeed.Value),
            $"a network with {normalization} normalization");
    }

    [Fact]
    public void BatchNormalization_HoldsMeanSquaresAndSaysNothingElse()
    {
        SignalNetwork network = new SignalNetwork(64).Dense(300, Wide).Normalize(Normalization.Batch).Apply(Activation.ReLU)
            .Dense(300, Wide);
        SignalReport report = SignalPropagation.Run(network, seeds: Seeds, seed: (long)TestSeed.Value);
        report.Layers[1].ExpectedMeanSquare.Should().BeApproximately(0.75, 1e-10);
        Significance.OfScore((report.Layers[1].MeanSquare.Mean - 0.75) / (report.Layers[1].MeanSquare.StandardError * Wider),
            "The score of the mean square behind batch normalization");
        (report.Layers[1].ExpectedCorrelation, report.Layers[0].ExpectedGradientMeanSquare).Should().Be((double.NaN, double.NaN));
        report.Layers[0].Off.Mean.Should().BeInRange(0.4, 0.6, "the activation is judged by what was normalized");
    }

    /// <summary>
    /// Means over seeds against what is expected. Layers of n units move means by about a share of 1/n beside the theory, an eighth of a
    /// standard error here or less.
    /// </summary>
    private static void Compare(SignalReport report, string what)
    {
        foreach (LayerSignals layer in report.Layers)
        {
            Significance.OfScore((layer.MeanSquare.Mean - layer.ExpectedMeanSquare) / (layer.MeanSquare.StandardError * Wider),
                $"The score of the mean square in {layer.Name} of {what}");
            Significance.OfScore((layer.Correlation.Mean - layer.ExpectedCorrelation) / (layer.Correlation.StandardError * Wider),
                $"The score of the correlation in {layer.Name} of {what}");
            Significance.OfScore(
                (layer.GradientMeanSquare.Mean - layer.ExpectedGradientMeanSquare) / (layer.GradientMeanSquare.StandardError * Wider),
                $"The score of the gradients in {layer.Name} of {what}");
        }
    }

    /// <summary>Examples of different sizes, which are alike in pairs and not centred.</summary>
    private static float[,] Images(int examples, int numbers)
    {
        float[,] noise = new float[examples, numbers], images = new float[examples, numbers];
        Init.Normal(0, 1).Initialize(noise, TestSeed.Source($"{nameof(ExpectedSignalsTests)} {numbers}"));
        for (int example = 0; example < examples; example++)
        {
            for (int i = 0; i < numbers; i++)
                images[example, i] = (0.5f + noise[example, i] + noise[example / 2 * 2, i]) * (1 + example) / examples;
        }
        return images;
    }
}

using Initializers.Diagnostics;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Diagnostics;

/// <summary>
/// Signals through networks against hand-made ones, and against the theory of wide networks within the standard errors over seeds.
/// </summary>
public class SignalPropagationTests
{
    /// <summary>
    /// A t with 31 degrees of freedom has wider tails than a normal score: beyond 9.0 it is as rare as a score beyond 6.28.
    /// </summary>
    private const double Wider = 9.0 / 6.28;

    private static readonly float[,] Two = { { 1, 2, -2, 0 }, { 3, 0, 0, -1 } };

    [Fact]
    public void Run_OfIdentities_IsWhatOneCountsByHand()
    {
        // Mean square (9 + 10) / 8; a residual identity doubles the signal, and the gradient on its way back.
        SignalNetwork network = new SignalNetwork(4).Dense(4, Init.Identity()).Residual(branch => branch.Dense(4, Init.Identity()))
            .Dense(4, Init.Identity());
        SignalReport report = SignalPropagation.Run(network, Two, seeds: 3);
        report.Layers.Select(layer => layer.Name).Should().Equal("dense 1", "dense 2", "dense 3");
        report.Layers.Select(layer => layer.MeanSquare.Mean).Should().Equal(2.375, 2.375, 9.5);
        report.Layers.Should().OnlyContain(layer => layer.MeanSquare.StandardError == 0 && double.IsNaN(layer.Dead.Mean));
        report.Layers[0].Correlation.Median.Should().BeApproximately(3 / Math.Sqrt(90), 1e-14);
        double last = report.Layers[2].GradientMeanSquare.Mean;
        report.Layers[1].GradientMeanSquare.Mean.Should().BeApproximately(last, 1e-14);
        report.Layers[0].GradientMeanSquare.Mean.Should().BeApproximately(4 * last, 1e-14);
        report.Growth.Should().BeApproximately(Math.Sqrt(2), 1e-14, "twice over two layers");
        network.ToString().Should().Be("4 → 4 Identity(gain: 1) → +(4 Identity(gain: 1)) → 4 Identity(gain: 1)");
    }

    [Fact]
    public void Run_OfUnitsThatAreOff_CountsThem()
    {
        SignalReport off = SignalPropagation.Run(
            new SignalNetwork(4).Dense(4, Init.Identity(), Init.FromArray([-10, 10, 0, 10])).Apply(Activation.ReLU).Dense(2, Init.Ones()),
            Two, seeds: 1);
        // The pre-activations are -9 12 -2 10 and -7 10 0 9: units 0 and 2 are off for both examples.
        (off.Layers[0].Dead.Mean, off.Layers[0].Off.Mean).Should().Be((0.5, 0.5));
        off.Layers[0].MeanSquare.StandardError.Should().Be(double.NaN);
        off.Layers[1].Dead.Mean.Should().Be(double.NaN);
        // In a residual branch that begins with an activation, what is off is not the layer before the branch.
        SignalReport before = SignalPropagation.Run(
            new SignalNetwork(4).Dense(4, Init.Identity()).Residual(branch => branch.Dense(4, Init.Identity()))
                .Residual(branch => branch.Apply(Activation.ReLU).Dense(4, Init.Ones())),
            Two, seeds: 1);
        before.Layers[1].Dead.Mean.Should().Be(double.NaN, "the stream goes into it, and not its own pre-activations");
        SignalReport saturated =
            SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.Identity(20)).Apply(Activation.Tanh), Two, seeds: 1);
        (saturated.Layers[0].Saturated.Mean, saturated.Layers[0].Off.Mean, saturated.Layers[0].Dead.Mean)
            .Should().Be((5 / 8.0, double.NaN, 0), "three of the eight numbers are 0, where the slope is 1");
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    [InlineData("gelu")]
    public void Run_OfAPlainNetwork_FollowsTheMapOfTheTheory(string name)
    {
        const int Width = 384, Depth = 4, Seeds = 32;
        Activation activation = name switch { "relu" => Activation.ReLU, "tanh" => Activation.Tanh, _ => Activation.GELU };
        var field = new MeanField(activation, 2, 0.1);
        SignalNetwork network = new SignalNetwork(Width)
            .Dense(Width, Init.VarianceScaling(2, FanMode.In, Distribution.Normal), Init.Normal(0, Math.Sqrt(0.1)))
            .Repeat(Depth - 1, layers => layers.Apply(activation)
                .Dense(Width, Init.VarianceScaling(2, FanMode.In, Distribution.Normal), Init.Normal(0, Math.Sqrt(0.1))));
        // Two examples of the same length, as the correlation map assumes.
        float[,] batch = new float[2, Width];
        Init.Normal(0, 1).Initialize(batch, TestSeed.Source($"{nameof(SignalPropagationTests)} {name}"));
        double one = Product(batch, 0, 0), other = Product(batch, 1, 1);
        for (int i = 0; i < Width; i++) batch[1, i] *= (float)Math.Sqrt(one / other);
        double inputs = (Product(batch, 0, 0) + Product(batch, 1, 1)) / 2 / Width, cosine = Product(batch, 0, 1) / Width;

        SignalReport report = SignalPropagation.Run(network, batch, Seeds, (long)TestSeed.Value);

        double q = 2 * inputs + 0.1, c = (2 * cosine + 0.1) / q;
        for (int layer = 0; layer < Depth; layer++)
        {
            // A layer of n units moves q by a share of about 1/n beside the theory, far below its spread over seeds.
            LayerSignals signals = report.Layers[layer];
            signals.ExpectedMeanSquare.Should().BeApproximately(q, 1e-8 * q, "lengths are equal up to a rounding");
            signals.ExpectedCorrelation.Should().BeApproximately(c, 1e-4);
            Significance.OfScore((signals.MeanSquare.Mean - q) / (signals.MeanSquare.StandardError * Wider),
                $"The score of the mean square in layer {layer} of {name}");
            if (layer < 2)
                Significance.OfScore((signals.Correlation.Mean - c) / (signals.Correlation.StandardError * Wider),
                    $"The score of the correlation in layer {layer} of {name}");
            (c, q) = (field.Correlation(c, q), field.Map(q));
        }
    }

    [Fact]
    public void Run_OfHesNetwork_HoldsGradientsToo()
    {
        SignalNetwork network = new SignalNetwork(256).Dense(256, Init.HeNormal())
            .Repeat(5, layers => layers.Apply(Activation.ReLU).Dense(256, Init.HeNormal()));
        SignalReport report = SignalPropagation.Run(network, seeds: 32, seed: (long)TestSeed.Value);
        foreach (LayerSignals layer in report.Layers)
            Significance.OfScore((layer.GradientMeanSquare.Mean - 1) / (layer.GradientMeanSquare.StandardError * Wider),
                $"The score of the gradients in {layer.Name} of He's network");
        report.Layers.Should().OnlyContain(layer => Math.Abs(layer.ExpectedGradientMeanSquare - 1) < 1e-12);
        report.Growth.Should().BeInRange(0.9, 1.1);
        report.GradientGrowth.Should().BeInRange(0.9, 1.1);
    }

    [Fact]
    public void Expected_OfResidualNetworks_AddsUp()
    {
        // Each branch of variance-keeping layers adds as much as there is: twice as much after it, and on its way back twice the gradient.
        SignalNetwork network = new SignalNetwork(200).Dense(200, Init.LeCunNormal())
            .Repeat(3, layers => layers.Residual(branch => branch.Dense(200, Init.LeCunNormal()))).Dense(200, Init.LeCunNormal());
        SignalReport report = SignalPropagation.Run(network, seeds: 32, seed: (long)TestSeed.Value);
        double first = report.Layers[0].ExpectedMeanSquare;
        report.Layers.Select(layer => layer.ExpectedMeanSquare / first)
            .Should().Equal([1, 1, 2, 4, 8], (one, other) => Math.Abs(one - other) < 1e-12);
        report.Layers.Select(layer => layer.ExpectedGradientMeanSquare)
            .Should().Equal([8, 4, 2, 1, 1], (one, other) => Math.Abs(one - other) < 1e-12);
        foreach (LayerSignals layer in report.Layers)
        {
            Significance.OfScore((layer.MeanSquare.Mean - layer.ExpectedMeanSquare) / (layer.MeanSquare.StandardError * Wider),
                $"The score of the mean square in {layer.Name} of a residual network");
            Significance.OfScore(
                (layer.GradientMeanSquare.Mean - layer.ExpectedGradientMeanSquare) / (layer.GradientMeanSquare.StandardError * Wider),
                $"The score of the gradients in {layer.Name} of a residual network");
        }
    }

    [Fact]
    public void Expected_WithoutAPromise_IsNoNumber()
    {
        LayerSignals layer = SignalPropagation
            .Run(new SignalNetwork(4).Dense(4, Init.Identity()).Apply(Activation.ReLU).Dense(4, Init.HeNormal()), Two).Layers[1];
        (layer.ExpectedMeanSquare, layer.ExpectedGradientMeanSquare).Should().Be((double.NaN, 1.0));
        SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.Constant(0.1)), Two).Layers[0].ExpectedMeanSquare
            .Should().Be(double.NaN, "its mean is not 0");
    }

    [Fact]
    public void Verdict_OfWeightsThatAreTooSmall_SaysByHowMuch()
    {
        // U(-0.05, 0.05) in layers of 64: sigma_w^2 = 64 * 0.05^2 / 3 = 0.0533, halved by ReLU: 0.163 a layer.
        SignalReport report = SignalPropagation.Run(new SignalNetwork(64).Dense(64, Init.Uniform())
            .Repeat(9, layers => layers.Apply(Activation.ReLU).Dense(64, Init.Uniform())));
        report.Verdict.Should().MatchRegex(
            @"^pre-activations shrink 0\.1[4-8]\dx a layer, [\d.E-]+x from dense 1 to dense 10; "
            + @"gradients shrink 0\.1[4-8]\dx a layer, [\d.E-]+x from dense 10 to dense 1; "
            + @"with HeNormal\(mode: In\) the expected factors are 1\.000x and 1\.000x$");
        report.ToString().Split(Environment.NewLine).Should().HaveCount(11)
            .And.Contain(line => line.StartsWith("dense 10: mean square ", StringComparison.Ordinal));
        SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.Identity()).Dense(4, Init.Identity(2)), Two).Verdict
            .Should().StartWith("pre-activations grow 2.000x a layer, 2x from dense 1 to dense 2");
    }

    [Fact]
    public void Run_SameSeed_SameReport()
    {
        SignalNetwork network = new SignalNetwork(16).Dense(16, Init.HeNormal()).Apply(Activation.ReLU).Dense(8, Init.HeNormal());
        SignalReport report = SignalPropagation.Run(network, seeds: 3, seed: 5);
        report.Should().Be(SignalPropagation.Run(network, seeds: 3, seed: 5)).And.NotBe(SignalPropagation.Run(network, seeds: 3, seed: 6));
        network.Should().Be(new SignalNetwork(16).Dense(16, Init.HeNormal()).Apply(Activation.ReLU).Dense(8, Init.HeNormal()))
            .And.NotBe(new SignalNetwork(16).Dense(16, Init.HeNormal()));
        network.GetHashCode().Should()
            .Be(new SignalNetwork(16).Dense(16, Init.HeNormal()).Apply(Activation.ReLU).Dense(8, Init.HeNormal()).GetHashCode());
    }

    [Fact]
    public void Run_CancelledInTheMiddle_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var told = new List<int>();
        SignalNetwork network = new SignalNetwork(4).Dense(4, Init.HeNormal());
        Action act = () =>
            SignalPropagation.Run(network, seeds: 5, progress: new Told(told, cancellation), cancellation: cancellation.Token);
        act.Should().Throw<OperationCanceledException>();
        told.Should().Equal(1, 2);
    }

    [Fact]
    public void Run_CancelledWithinANetwork_EndsBeforeTheNextLayer()
    {
        using var cancellation = new CancellationTokenSource();
        Cancelling first = new(cancellation), second = new(cancellation);
        Action act = () => SignalPropagation.Run(new SignalNetwork(4).Dense(4, first).Dense(4, second), cancellation: cancellation.Token);
        act.Should().Throw<OperationCanceledException>();
        (first.Fills, second.Fills).Should().Be((1, 0));
    }

    [Fact]
    public void Run_OfWeightsThatDoNotFit_NamesTheNetwork()
    {
        ((Action)(() => SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.FromArray([1f]))))).Should().Throw<ArgumentException>()
            .WithMessage("network must have initializers that can fill their layers, "
                + "but FromArray([1]) cannot fill [4, 4] (out, in): *")
            .WithParameterName("network");
        ((Action)(() => SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.Zeros(), Init.FromArray([1f])))))
            .Should().Throw<ArgumentException>().WithParameterName("network");
    }

    [Fact]
    public void Texts_SayWhatTheyAre()
    {
        new Estimate(1.02345, 0.0312, double.NaN).ToString().Should().Be("1.023, standard error 0.031, median NaN");
        SignalPropagation.Run(new SignalNetwork(4).Dense(4, Init.Identity()).Dense(4, Init.Identity(2)), Two).Layers[0].ToString().Should()
            .MatchRegex(@"^dense 1: mean square 2\.38, correlation 0\.316, gradients \d\.\d+$");
    }

    [Fact]
    public void Networks_ThatAreNone_AreRefused()
    {
        ((Action)(() => new SignalNetwork(1, [8]).Convolution(1, [1 << 30], Init.Zeros())))
            .Should().Throw<ArgumentException>().WithMessage("kernel must have fewer than 2^31 taps*").WithParameterName("kernel");
        ((Action)(() => new SignalNetwork(1, [8]).Convolution(1 << 30, [3], Init.Zeros())))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("outputs");
        new SignalNetwork(1, [8]).Convolution(1, [3], Init.Zeros(), stride: int.MaxValue).Outputs.Should().Be(1);
        ((Action)(() => new SignalNetwork(4).Residual(_ => null!))).Should().Throw<ArgumentException>().WithParameterName("branch");
        ((Action)(() => new SignalNetwork(4).Repeat(1, _ => null!))).Should().Throw<ArgumentException>().WithParameterName("layers");
        ((Func<SignalNetwork>)(() => new SignalNetwork(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("inputs");
        ((Func<SignalNetwork>)(() => new SignalNetwork(3, [0, 4])))
            .Should().Throw<ArgumentException>().WithMessage("extents must be at least 1 each*, but were [0, 4] with 3 channels.*")
            .WithParameterName("extents");
        ((Func<SignalNetwork>)(() => new SignalNetwork(1 << 20, [1 << 20])))
            .Should().Throw<ArgumentException>().WithParameterName("extents");
        ((Action)(() => new SignalNetwork(3).Convolution(4, [3], Init.HeNormal())))
            .Should().Throw<ArgumentException>().WithParameterName("kernel");
        ((Action)(() => new SignalNetwork(4).Dense(0, Init.HeNormal())))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("outputs");
        ((Action)(() => new SignalNetwork(4).Dense(4, null!))).Should().Throw<ArgumentNullException>().WithParameterName("weights");
        ((Action)(() => new SignalNetwork(4).Apply(Activation.GEGLU)))
            .Should().Throw<ArgumentException>()
            .WithMessage("activation must be a function of one input, but was GEGLU, a gate of two inputs.*");
        ((Action)(() => new SignalNetwork(4).Residual(branch => branch.Dense(3, Init.HeNormal()))))
            .Should().Throw<ArgumentException>().WithMessage("branch must map 4 values to 4, but maps 4 to 3.*")
            .WithParameterName("branch");
        ((Action)(() => new SignalNetwork(4).Repeat(-1, layers => layers)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("times");
        ((Action)(() => SignalPropagation.Run(new SignalNetwork(4).Apply(Activation.ReLU))))
            .Should().Throw<ArgumentException>().WithMessage("network must have a layer with weights*").WithParameterName("network");
        ((Action)(() => SignalPropagation.Run(new SignalNetwork(3).Dense(3, Init.HeNormal()), Two)))
            .Should().Throw<ArgumentException>()
            .WithMessage("batch must have at least 2 examples of 3 values, but had 2 rows and 4 columns*").WithParameterName("batch");
        ((Action)(() => SignalPropagation.Run(new SignalNetwork(4).Dense(3, Init.HeNormal()), seeds: 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seeds");
        ((Action)(() => SignalPropagation.Run(null!))).Should().Throw<ArgumentNullException>();
    }

    private static double Product(float[,] batch, int one, int other) =>
        Enumerable.Range(0, batch.GetLength(1)).Sum(i => (double)batch[one, i] * batch[other, i]);

    private sealed class Told(List<int> told, CancellationTokenSource cancellation) : IProgress<int>
    {
        public void Report(int value)
        {
            told.Add(value);
            if (value == 2) cancellation.Cancel();
        }
    }

    private sealed class Cancelling(CancellationTokenSource cancellation) : IWeightInitializer
    {
        public int Fills { get; private set; }

        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            Fills++;
            cancellation.Cancel();
        }
    }
}

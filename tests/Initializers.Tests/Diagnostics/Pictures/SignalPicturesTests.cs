using System.Xml.Linq;
using Initializers.Diagnostics;

namespace Initializers.Tests.Diagnostics;

/// <summary>Pictures of signals, weights, trainings and theory: what they say in words, and that what cannot be drawn is said.</summary>
public class SignalPicturesTests
{
    private static readonly SignalReport Relu = ReportOf(Init.HeNormal(), Activation.ReLU), Dying = ReportOf(Init.Zeros(), Activation.ReLU);

    [Fact]
    public void ByLayer_SaysGrowthInWordsAndDrawsTheory()
    {
        Picture meanSquares = SignalPictures.MeanSquares([("He", Relu), ("zeros", Dying)]),
            gradients = SignalPictures.Gradients([("He", Relu)]),
            cosines = SignalPictures.Correlations([("He", Relu)]);
        meanSquares.Description.Should().MatchRegex(
            @"^Mean square of pre-activations by layer; growth of the root mean square from a layer to the next: He [01]\.\d+x, zeros "
                + @"0 in all layers\.$");
        Dying.Verdict.Should().StartWith("pre-activations are 0 in dense 1 and dense 13; gradients shrink 0.000x a layer");
        gradients.Description.Should().MatchRegex(
            @"^Mean square of gradients by layer; growth of the root mean square from a layer to the one before: He [01]\.?\d*x\.$");
        cosines.Description.Should().StartWith("Cosine similarity of two examples by layer; in the last layer: He 0.");
        Texts(meanSquares).Should().Contain("He").And.Contain("zeros (no value)").And.Contain("theory of wide networks");
        Texts(SignalPictures.MeanSquares([("own", Observed())]))
            .Should().NotContain("theory of wide networks", "nothing is known of the weights");
    }

    [Fact]
    public void Histograms_LeaveZerosOutAndSaySo()
    {
        Picture activations = SignalPictures.Activations("He", Relu);
        Texts(activations).Where(text => text.StartsWith("dense ", StringComparison.Ordinal))
            .Should().HaveCount(10).And.OnlyContain(text => text.EndsWith(" are 0)"));
        Texts(activations).Should().Contain(text => text.StartsWith("dense 1 (", StringComparison.Ordinal))
            .And.Contain(text => text.StartsWith("dense 12 (", StringComparison.Ordinal), "the first and the last hidden layer");
        activations.Description.Should().StartWith(
            "Histograms of the activations other than 0 in layers of He, all scaled to the same height. "
            + "Standard deviations, zeros included: dense 1 0.");
        Texts(SignalPictures.GradientHistograms("own", Observed())).Should().Contain("only (no values)");
    }

    [Fact]
    public void Weights_HaveTheDensityThatTheyPromise()
    {
        WeightStatistics he = WeightStatistics.Of(Init.HeNormal().Initialize([64, 64], new PhiloxRandom(1)), [64, 64]);
        Picture picture = WeightPictures.Histogram(he, Init.HeNormal().WithSeed(1));
        picture.Description.Should().MatchRegex(
            @"^A histogram of 4,096 weights: mean -?[\d.e-]+, standard deviation 0\.17\d; .* predicts 0 and 0\.177\.$");
        Texts(picture).Should().Contain(text => text.StartsWith("predicted by HeNormal(", StringComparison.Ordinal))
            .And.Contain("weights (4096)");
        Texts(WeightPictures.Histogram(he)).Should().NotContain(text => text.StartsWith("predicted", StringComparison.Ordinal));
        Texts(WeightPictures.Histogram(WeightStatistics.Of([1, 1, float.NaN], [3]), Init.Ones()))
            .Should().Contain("weights (2)").And.NotContain(text => text.StartsWith("predicted", StringComparison.Ordinal));
    }

    [Fact]
    public void Histograms_OfVanishedLayers_AreOfMagnitudesOnALogarithmicAxis()
    {
        SignalReport vanishing = ReportOf(Init.Uniform(-0.02, 0.02), Activation.Tanh), held = ReportOf(Init.Orthogonal(), Activation.Tanh);
        Picture vanished = SignalPictures.GradientHistograms("small", vanishing);
        vanished.Description.Should().StartWith("Histograms of the magnitudes of the gradients other than 0").And.Contain(
            ", on a logarithmic axis. ");
        Texts(vanished).Should().Contain(text => text.StartsWith("magnitude of the gradient", StringComparison.Ordinal))
            .And.Contain("10⁻⁸", "the layers that vanished have their place on the axis");
        SignalPictures.GradientHistograms("held", held).Description.Should().NotContain("logarithmic");
    }

    [Fact]
    public void Series_OfAReport_KeepTheirColours()
    {
        string[] all = ["N(0, 1)", "He", "orthogonal"];
        Picture alone = SignalPictures.MeanSquares([("orthogonal", Relu)], series: all),
            others = SignalPictures.Gradients([("He", Relu), ("orthogonal", Relu)], series: all);
        Strokes(alone).Should().Contain("--series-3").And.NotContain("--series-1");
        Strokes(others).Should().Contain(["--series-2", "--series-3"]).And.NotContain("--series-1");
        Strokes(TrainingPictures.Accuracies([("orthogonal", [1, 1])], series: all)).Should().Contain("--series-3");
        Strokes(SignalPictures.MeanSquares([("orthogonal", Relu)])).Should().Contain("--series-1");
        ((Action)(() => TrainingPictures.Losses([("He", [1])], series: [null!])))
            .Should().Throw<ArgumentNullException>().WithParameterName("series");
    }

    [Fact]
    public void Theory_IsDrawnAboveTheMeasurements_WithAMargin()
    {
        string[] strokes = Strokes(SignalPictures.MeanSquares([("He", Relu)]));
        Array.LastIndexOf(strokes, "--series-1 dashed").Should().BeGreaterThan(Array.IndexOf(strokes, "--series-1"));
        strokes[Array.IndexOf(strokes, "--series-1 dashed", 1) - 1].Should().Be("--paper dashed");
    }

    [Fact]
    public void Markers_AreFew_ButSinglePointsHaveTheirs()
    {
        double[] values = [.. Enumerable.Range(1, 100).Select(epoch => (double)epoch)];
        int Circles(double[] curve) => XDocument.Parse(TrainingPictures.Losses([("He", curve)]).Svg).Descendants()
            .Count(element => element.Name.LocalName == "ellipse");
        // Every fifth of 100 epochs, and the one at the name.
        Circles(values).Should().Be(21);
        (values[46], values[48]) = (double.NaN, double.NaN);
        Circles(values).Should().Be(22, "epoch 48 stands alone");
        Circles([1, 2, 3]).Should().Be(4);
    }

    private static string[] Strokes(Picture picture) =>
        [.. XDocument.Parse(picture.Svg).Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(element => ((string?)element.Attribute("style") ?? "").Split("stroke:var(") is [_, var ink]
                ? ink.Split(')')[0] + (element.Attribute("stroke-dasharray") is null ? "" : " dashed") : "")];

    [Fact]
    public void Trainings_EndWhereTheLossIsNoNumber()
    {
        Picture losses = TrainingPictures.Losses([("He", [2.3, 1, 0.1]), ("N(0, 1)", [double.NaN])]);
        losses.Description.Should().Be("Loss by epoch; in the last epoch: He 0.1; N(0, 1) NaN.");
        Texts(losses).Should().Contain("N(0, 1) (no value)");
        TrainingPictures.Accuracies([("He", [0.1, 0.95])]).Description
            .Should().Be("Accuracy by epoch; in the last epoch: He 0.95.");
    }

    [Fact]
    public void EdgeOfChaos_OfTanh_BeginsAt1()
    {
        Picture edge = MeanFieldPictures.EdgeOfChaos([Activation.Tanh, Activation.ReLU], 0.1);
        edge.Description.Should().MatchRegex(@"Tanh from 1 at biases of 0\.0001 to 1\.19 at 0\.1; ReLU has none\.$");
        Texts(edge).Should().Contain("ReLU (no value)");
    }

    [Fact]
    public void EdgeOfChaos_TellsWhatIsDoneAndCanBeCancelled()
    {
        var told = new List<double>();
        MeanFieldPictures.EdgeOfChaos([Activation.Sin, Activation.Identity, Activation.Sin], progress: new Told(told.Add));
        told.Should().BeInAscendingOrder().And.HaveCount(2 * 17).And.EndWith(1.0);
        using var cancellation = new CancellationTokenSource();
        var cancelling = new Told(_ => cancellation.Cancel());
        Action act = () => MeanFieldPictures.EdgeOfChaos([Activation.Sin, Activation.Tanh], 0.5, cancelling, cancellation.Token);
        act.Should().ThrowExactly<OperationCanceledException>();
    }

    [Fact]
    public void Table_HasARowALayer()
    {
        ReportTable table = Relu.ToTable("He");
        (table.Title, table.Rows.Count).Should().Be(("He", 13));
        table.Rows[2][0].Should().Be("dense 3");
        table.Rows[2][1].Should().Be(Relu.Layers[2].MeanSquare.Mean);
        table.Rows[2][^1].Should().Be(Relu.Layers[2].ExpectedGradientMeanSquare);
    }

    [Fact]
    public void Pictures_OfNothing_AreRefused()
    {
        ((Action)(() => SignalPictures.MeanSquares([]))).Should().Throw<ArgumentException>()
            .WithMessage("networks must have at least one element, but had none.*").WithParameterName("networks");
        ((Action)(() => SignalPictures.Gradients(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => SignalPictures.Gradients([("He", Relu), (null!, Relu)])))
            .Should().Throw<ArgumentException>().WithMessage("networks[1] must have a name*").WithParameterName("networks");
        ((Action)(() => SignalPictures.Correlations([("He", null!)])))
            .Should().Throw<ArgumentException>().WithMessage("networks[0], \"He\", must have a report*").WithParameterName("networks");
        ((Action)(() => TrainingPictures.Accuracies([("He", null!)])))
            .Should().Throw<ArgumentException>().WithMessage("curves[0], \"He\", must have values*").WithParameterName("curves");
        ((Action)(() => TrainingPictures.Losses([(null!, [1])]))).Should().Throw<ArgumentException>().WithParameterName("curves");
        ((Action)(() => WeightPictures.Histogram(WeightStatistics.Of([1, 2], [2]), Init.HeNormal())))
            .Should().Throw<ArgumentException>().WithParameterName("initializer");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([Activation.Sin, null!])))
            .Should().Throw<ArgumentNullException>().WithParameterName("activations");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([Activation.Sin], double.MaxValue)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("largest");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([new Activation("broken", _ => throw new InvalidDataException())])))
            .Should().Throw<InvalidDataException>("what a function throws comes out as it is");
        ((Action)(() => SignalPictures.Activations("He", null!))).Should().Throw<ArgumentNullException>().WithParameterName("report");
        ((Action)(() => WeightPictures.Histogram(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => TrainingPictures.Losses([]))).Should().Throw<ArgumentException>().WithParameterName("curves");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([]))).Should().Throw<ArgumentException>().WithParameterName("activations");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([Activation.Tanh], 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("largest");
        ((Action)(() => MeanFieldPictures.EdgeOfChaos([Activation.GEGLU])))
            .Should().ThrowExactly<ArgumentException>()
            .WithMessage("activations must be functions of one input, but one was GEGLU, a gate of two inputs.*");
    }

    private static SignalReport ReportOf(IWeightInitializer weights, Activation activation) =>
        SignalPropagation.Run(new SignalNetwork(16).Dense(16, weights).Repeat(12, layers => layers.Apply(activation).Dense(16, weights)),
            seeds: 2);

    private static SignalReport Observed() =>
        SignalPropagation.Observe((_, observer) => observer.PreActivations("only", [1, 2, 3, 4], 2), seeds: 2);

    private static string[] Texts(Picture picture) =>
        [.. XDocument.Parse(picture.Svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    private sealed class Told(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}

using Initializers.Diagnostics;

namespace Initializers.Tests.Diagnostics;

/// <summary>Networks of one's own, by callbacks.</summary>
public class SignalObserverTests
{
    [Fact]
    public void Observe_SeesWhatRunSees()
    {
        const int Width = 16, Examples = 4;
        float[,] batch = new float[Examples, Width];
        Init.Normal(0, 1).Initialize(batch, new PhiloxRandom(2));
        SignalNetwork network = new SignalNetwork(Width).Dense(Width, Init.HeNormal()).Apply(Activation.Tanh).Dense(Width, Init.HeNormal());
        SignalReport described = SignalPropagation.Run(network, batch, seeds: 3, seed: 5);

        SignalReport observed = SignalPropagation.Observe((random, observer) =>
        {
            // The same network by hand; it draws as described networks do.
            float[] first = Init.HeNormal().Initialize([Width, Width], random.Fork("layers").Fork(0).Fork("weights")),
                second = Init.HeNormal().Initialize([Width, Width], random.Fork("layers").Fork(1).Fork("weights"));
            float[] inputs = [.. batch.Cast<float>()], preActivations = Through(first, inputs),
                outputs = Through(second, [.. preActivations.Select(MathF.Tanh)]);
            float[] gradients = Init.Normal(0, 1).Initialize([Examples, Width], random.Fork("gradients"));
            observer.PreActivations("dense 1", preActivations, Examples, Activation.Tanh);
            observer.PreActivations("dense 2", outputs, Examples);
            observer.Gradients("dense 2", gradients);
            observer.Gradients("dense 1",
                [.. Back(second, gradients).Zip(preActivations, (gradient, z) => gradient * (1 - MathF.Tanh(z) * MathF.Tanh(z)))]);
        }, seeds: 3, seed: 5);

        foreach ((LayerSignals one, LayerSignals other) in observed.Layers.Zip(described.Layers))
        {
            one.Name.Should().Be(other.Name);
            one.MeanSquare.Mean.Should().BeApproximately(other.MeanSquare.Mean, 1e-5, "floats against doubles: sums of 16 products");
            one.Correlation.Mean.Should().BeApproximately(other.Correlation.Mean, 1e-5);
            one.GradientMeanSquare.Mean.Should().BeApproximately(other.GradientMeanSquare.Mean, 1e-5);
            one.Saturated.Mean.Should().Be(other.Saturated.Mean);
            one.Activations.Zip(other.Activations).Should().HaveCount(Examples * Width)
                .And.OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
            one.ExpectedMeanSquare.Should().Be(double.NaN, "nothing is known of the weights");
        }

        static float[] Through(float[] weights, float[] inputs) =>
            [.. Enumerable.Range(0, inputs.Length)
                .Select(i => Enumerable.Range(0, Width).Sum(k => weights[i % Width * Width + k] * inputs[i / Width * Width + k]))];

        static float[] Back(float[] weights, float[] gradients) =>
            [.. Enumerable.Range(0, gradients.Length)
                .Select(i => Enumerable.Range(0, Width).Sum(k => weights[k * Width + i % Width] * gradients[i / Width * Width + k]))];
    }

    [Fact]
    public void Observe_WithoutGradients_SaysSo()
    {
        SignalReport report = SignalPropagation.Observe((random, observer) =>
        {
            observer.PreActivations("first", [1, 2, 3, 4], 2);
            observer.PreActivations("second", [2, 4, 6, 8], 2);
        }, seeds: 1);
        report.Verdict.Should().Be("pre-activations grow 2.000x a layer, 2x from first to second; gradients are NaN");
        report.Layers[0].Gradients.Should().BeNull();
        report.Layers[0].Correlation.Mean.Should().BeApproximately(11 / Math.Sqrt(5 * 25), 1e-14);
    }

    [Fact]
    public void Observe_OfWhatIsNone_IsRefused()
    {
        Refused((_, _) => { }).WithMessage("network must report the pre-activations of at least one layer, but reported none.*");
        Refused((_, observer) => observer.PreActivations("a", [1, 2, 3], 2))
            .WithMessage("preActivations must have the same number of elements, at least one, for each of the 2 examples, but had 3 in "
                + "all.*")
            .WithParameterName("preActivations");
        Refused((_, observer) => observer.PreActivations("a", [], 2)).WithParameterName("preActivations");
        Refused((_, observer) => observer.PreActivations("a", [1], 0)).WithParameterName("examples");
        Refused((_, observer) => observer.PreActivations("a", [1], 1, Activation.GEGLU)).WithParameterName("activation");
        Refused((_, observer) => observer.Gradients("a", [1]))
            .WithMessage("layer must be one whose pre-activations were recorded, but was a.*").WithParameterName("layer");
        Refused((_, observer) =>
        {
            observer.PreActivations("a", [1], 1);
            observer.Gradients("b", [1]);
        }).WithMessage("layer must be one whose pre-activations were recorded, such as a, but was b.*");
        Refused((_, observer) =>
        {
            observer.PreActivations("a", [1], 1);
            observer.PreActivations("a", [1], 1);
        }).WithMessage("layer must be a name not yet recorded, but was \"a\", which was.*");
        Refused((_, observer) =>
        {
            observer.PreActivations("a", [1], 1);
            observer.Gradients("a", []);
        }).WithParameterName("gradients");
        int call = 0;
        Refused((_, observer) => observer.PreActivations($"layer {call++}", [1], 1))
            .WithMessage("network must report the same layers for every seed, but reported layer 1 after layer 0*")
                .WithParameterName("network");
        ((Action)(() => SignalPropagation.Observe(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => SignalPropagation.Observe((_, _) => { }, seeds: 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seeds");

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action<PhiloxRandom, SignalObserver> network) =>
            ((Action)(() => SignalPropagation.Observe(network, seeds: 2))).Should().Throw<ArgumentException>();
    }
}

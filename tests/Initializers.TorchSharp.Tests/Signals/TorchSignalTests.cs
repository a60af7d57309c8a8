using Initializers.Diagnostics;
using Initializers.TorchSharp.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Signals;

public class TorchSignalTests
{
    private static readonly InitializationPlan He = new() { { "**.weight", Init.HeNormal() }, { "**.bias", Init.Zeros() } };

    /// <summary>The same network, described and as a module, has the same signals within the standard errors of both.</summary>
    [Fact]
    public void SignalsAreThoseOfADescribedNetwork()
    {
        const int Width = 64, Layers = 4, Seeds = 24;
        var described = new SignalNetwork(Width);
        using Sequential module = Sequential();
        for (int layer = 0; layer < Layers; layer++)
        {
            described = described.Dense(Width, Init.HeNormal()).Apply(Activation.ReLU);
            module.append($"layer{layer}", Linear(Width, Width));
            module.append($"relu{layer}", ReLU(inplace: layer % 2 == 0));
        }
        var batch = new float[16, Width];
        Init.Normal(0, 1).Initialize(batch, new PhiloxRandom(8));
        SignalReport expected = SignalPropagation.Run(described, batch, Seeds, seed: 1);
        using Tensor examples = tensor(batch);
        SignalReport actual = SignalPropagation.Observe(module, examples, He, Seeds, seed: 2);

        actual.Layers.Select(layer => layer.Name).Should().Equal(Enumerable.Range(0, Layers).Select(layer => $"layer{layer}"));
        foreach ((LayerSignals one, LayerSignals other) in actual.Layers.Zip(expected.Layers))
        {
            Agree(one.MeanSquare, other.MeanSquare);
            Agree(one.Correlation, other.Correlation);
            Agree(one.Off, other.Off);
        }
        // Gradients of the last layer pass one activation function: half of them.
        Agree(actual.Layers[^1].GradientMeanSquare, expected.Layers[^1].GradientMeanSquare);

        static void Agree(Estimate one, Estimate other) => Math.Abs(one.Mean - other.Mean).Should()
            .BeLessThan(4.5 * Math.Sqrt(one.StandardError * one.StandardError + other.StandardError * other.StandardError));
    }

    [Fact]
    public void OutputsOfAnyStridesAreObserved()
    {
        using Sequential transposed = Sequential(("a", Linear(3, 5)), ("t", new Transposed()));
        SignalPropagation.Observe(transposed, randn(4, 3)).Layers.Should().ContainSingle()
            .Which.GradientMeanSquare.Mean.Should().BePositive();
        using Conv2d convolution = Conv2d(3, 5, 3);
        using Tensor images = randn(2, 6, 6, 3).permute(0, 3, 1, 2);
        convolution.call(images).is_contiguous().Should().BeFalse("channels are last");
        SignalPropagation.Observe(convolution, images).Layers.Should().ContainSingle().Which.GradientMeanSquare.Mean.Should().BePositive();
    }

    [Fact]
    public void GradientsAreThoseOfThePreActivations()
    {
        using Sequential module = Sequential(("a", Linear(3, 5)), ("relu", ReLU(inplace: true)), ("b", Linear(5, 2)));
        using Tensor batch = randn(4, 3);
        SignalReport report = SignalPropagation.Observe(module, batch);
        var random = new PhiloxRandom(0).Fork("networks").Fork(0);
        float[] directions = Init.Normal(0, 1).Initialize([4, 2], random.Fork("gradients"));
        float[] pre = TensorBits.Floats(nn.functional.linear(batch, module.get_parameter("a.weight")!, module.get_parameter("a.bias")!));
        float[] weights = TensorBits.Floats(module.get_parameter("b.weight")!);
        double square = 0;
        for (int example = 0; example < 4; example++)
        {
            for (int unit = 0; unit < 5; unit++)
            {
                double gradient = pre[example * 5 + unit] <= 0 ? 0
                    : directions[example * 2] * weights[unit] + directions[example * 2 + 1] * weights[5 + unit];
                square += gradient * gradient / 20;
            }
        }
        report.Layers[0].GradientMeanSquare.Mean.Should().BeApproximately(square, square * 1e-5); // products in float
        report.Layers[0].MeanSquare.Mean.Should().BeApproximately(pre.Average(value => (double)value * value), 1e-5);
        report.Layers[1].GradientMeanSquare.Mean.Should().BeApproximately(directions.Average(value => (double)value * value), 1e-6);
    }

    [Fact]
    public void ObservingChangesNothing()
    {
        using Sequential module = SmallConvolution.Create();
        module.append("drop", Dropout(0.5));
        Dictionary<string, byte[]> before = Bits(module);
        using Tensor generator = get_rng_state(), batch = ones(6, 1, 8, 8);
        var plan = new InitializationPlan { { "norm.*", Rule.Keep }, He };
        SignalReport report = SignalPropagation.Observe(module, batch, plan, 3), again = SignalPropagation.Observe(module, batch, plan, 3);
        report.Should().Be(again);
        report.Layers.Select(layer => layer.Name).Should().Equal("conv", "hidden", "out");
        double.IsNaN(report.Layers[0].Off.Mean).Should().BeFalse("a ReLU follows");
        double.IsNaN(report.Layers[1].Saturated.Mean).Should().BeFalse("a Tanh follows");
        Bits(module).Should().BeEquivalentTo(before);
        TensorBits.Of(get_rng_state()).Should().Equal(TensorBits.Of(generator));
        module.parameters().Should().OnlyContain(parameter => HasNoGradient(parameter));
        using Tensor after = module.call(batch);
        SignalPropagation.Observe(module, batch).Should().NotBe(report);
    }

    [Fact]
    public void ModulesOfOnesOwnAndSharedLayersAreObserved()
    {
        using var module = new Recurrent();
        using Tensor batch = randn(5, 4);
        SignalReport report = SignalPropagation.Observe(module, () => module.call(batch, batch), 5);
        report.Layers.Select(layer => layer.Name).Should().Equal("own", "cell", "cell #2", "pairs");
        using Embedding table = Embedding(9, 4);
        SignalPropagation.Observe(table, arange(9)).Layers.Should().ContainSingle().Which.Name.Should().Be("module");
        using TransformerEncoderLayer encoder = TransformerEncoderLayer(8, 2, 16);
        using Tensor sequences = randn(3, 2, 8);
        SignalPropagation.Observe(encoder, sequences).Layers.Should().ContainSingle();
    }

    [Fact]
    public void FrozenModulesHaveNoGradients()
    {
        using Sequential module = Sequential(("a", Linear(3, 5)), ("b", Linear(5, 2)));
        foreach (Parameter parameter in module.parameters()) parameter.requires_grad = false;
        using Tensor batch = randn(4, 3);
        SignalReport report = SignalPropagation.Observe(module, batch);
        double.IsNaN(report.Layers[0].GradientMeanSquare.Mean).Should().BeTrue();
        using IDisposable mode = inference_mode();
        SignalPropagation.Observe(module, batch).Layers.Should().HaveCount(2);
    }

    [Fact]
    public void WhatCannotBeObservedIsRefused()
    {
        using Sequential nothing = Sequential(ReLU()), module = Sequential(Linear(3, 2));
        using Tensor batch = randn(4, 3), scalar = zeros([]);
        Refused(() => SignalPropagation.Observe(nothing, batch), "module");
        Refused(() => SignalPropagation.Observe(module, scalar), "batch");
        Refused(() => SignalPropagation.Observe(module, () => module.forward(batch), 4, seeds: 3), "seeds");
        Refused(() => SignalPropagation.Observe(module, batch, He, seeds: 0), "seeds");
        Refused(() => SignalPropagation.Observe(module, (Tensor)null!), "batch");
        Refused(() => SignalPropagation.Observe(null!, batch), "module");
        Refused(() => SignalPropagation.Observe(module, batch, null!), "plan");
        Action wrongShape = () => SignalPropagation.Observe(module, scalar.expand(2, 7));
        wrongShape.Should().Throw<System.Runtime.InteropServices.ExternalException>("libtorch says so");
        using Tensor after = module.call(batch);
        after.requires_grad.Should().BeTrue("hooks and modes are gone");

        static void Refused(Action action, string parameter) =>
            action.Should().Throw<ArgumentException>().WithParameterName(parameter);
    }

    [Fact]
    public void StatisticsOfTensorsAndModules()
    {
        using Sequential module = SmallConvolution.Create(ScalarType.BFloat16);
        Init.Orthogonal().Initialize(module.get_parameter("out.weight")!, 3);
        IReadOnlyList<(string Name, WeightStatistics Statistics)> all = WeightStatistics.Of(module);
        all.Select(one => one.Name).Should().Equal(module.named_parameters().Select(one => one.name));
        WeightStatistics of = WeightStatistics.Of(module.get_parameter("out.weight")!, orthogonality: true);
        of.OrthogonalityError.Should().BeLessThan(0.02); // bfloat16 has 8 digits
        of.Shape.Should().Be((TensorShape)new long[] { 10, 16 });
        ((Action)(() => WeightStatistics.Of(empty([2], device: device("meta"))))).Should().Throw<ArgumentException>()
            .WithParameterName("tensor");
    }

    private static bool HasNoGradient(Parameter parameter) => parameter.grad is null && parameter.requires_grad;

    private static Dictionary<string, byte[]> Bits(Module module) =>
        module.state_dict().ToDictionary(one => one.Key, one => TensorBits.Of(one.Value));

    /// <summary>A module with a raw weight, a layer that is called twice, and one of two inputs.</summary>
    private sealed class Recurrent : Module<Tensor, Tensor, Tensor>
    {
        private readonly Dense _own = new();
        private readonly Linear _cell = Linear(4, 4);
        private readonly Bilinear _pairs = Bilinear(4, 4, 2);

        public Recurrent() : base(nameof(Recurrent))
        {
            register_module("own", _own);
            register_module("cell", _cell);
            register_module("pairs", _pairs);
        }

        public override Tensor forward(Tensor one, Tensor other) => _pairs.call(_cell.call(_cell.call(_own.call(one))), other);
    }

    private sealed class Dense : Module<Tensor, Tensor>
    {
        private readonly Parameter _kernel = new(randn(4, 4));

        public Dense() : base(nameof(Dense)) => register_parameter("kernel", _kernel);

        public override Tensor forward(Tensor input) => input.matmul(_kernel);
    }

    private sealed class Transposed() : Module<Tensor, Tensor>(nameof(Transposed))
    {
        public override Tensor forward(Tensor input) => input.t();
    }
}

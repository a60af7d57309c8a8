using Initializers.TorchSharp.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Signals;

public class TorchLsuvTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void OutputsHaveVarianceOne(ScalarType type)
    {
        using Sequential module = SmallConvolution.Create(type);
        using Tensor batch = randn([32, 1, 8, 8], type), generator = get_rng_state();
        byte[] norm = TensorBits.Of(module.get_parameter("norm.weight")!), running = Buffer(module), bias = TensorBits.Of(
            module.get_parameter("conv.bias")!);
        LsuvReport report = new Lsuv().Run(module, batch, new PhiloxRandom(4));
        report.IsWithinTolerance.Should().BeTrue(report.ToString());
        report.Layers.Select(layer => layer.Name).Should().Equal("conv", "hidden", "out");
        TensorBits.Of(module.get_parameter("norm.weight")!).Should().Equal(norm);
        TensorBits.Of(module.get_parameter("conv.bias")!).Should().Equal(bias);
        Buffer(module).Should().Equal(running);
        TensorBits.Of(get_rng_state()).Should().Equal(TensorBits.Of(generator));

        var outputs = new List<float>();
        var hidden = (Linear)module.named_children().Single(child => child.name == "hidden").module;
        var hook = hidden.register_forward_hook((_, _, output) =>
        {
            outputs.AddRange(TensorBits.Floats(output));
            return output;
        });
        module.call(batch).Dispose();
        hook.remove();
        OutputStatistics.Of([.. outputs]).Variance.Should().BeApproximately(report.Layers[1].After.Variance, 1e-6);

        float[] weights = TensorBits.Floats(hidden.weight);
        float[] start = Init.Orthogonal().Initialize([16, 288], new PhiloxRandom(4).Fork(1));
        IEnumerable<double> factors = weights.Zip(start, (weight, first) => (double)weight / first)
            .Where((_, i) => Math.Abs(start[i]) > 0.01);
        double rounding = type == ScalarType.BFloat16 ? Math.Pow(2, -8) : Math.Pow(2, -22);
        factors.Should().OnlyContain(factor => Math.Abs(factor / report.Layers[1].Factor - 1) <= rounding);
    }

    [Fact]
    public void AFailedRunLeavesDoublesToTheBit()
    {
        using Linear linear = Linear(6, 4, dtype: ScalarType.Float64);
        using Tensor batch = randn([8, 6], ScalarType.Float64), broken = full([8, 6], double.NaN, ScalarType.Float64);
        byte[] before = TensorBits.Of(linear.weight);
        linear.Invoking(one => new Lsuv().Run(one, batch, new PhiloxRandom(1), null, new CancellationToken(true))).Should()
            .Throw<OperationCanceledException>();
        TensorBits.Of(linear.weight).Should().Equal(before);
        linear.Invoking(one => new Lsuv().Run(one, broken, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("batch").WithMessage("*outputs that vary and are finite*");
        TensorBits.Of(linear.weight).Should().Equal(before);
    }

    [Fact]
    public void NormsEmbeddingsAndWhatSharesTheirTablesAreLeftAlone()
    {
        using var module = new Tied();
        byte[] words = TensorBits.Of(module.Words.weight!), norm = TensorBits.Of(module.Norm.weight!);
        LsuvReport report = new Lsuv().Run(module, arange(40).view(5, 8), new PhiloxRandom(1));
        report.Layers.Select(layer => layer.Name).Should().Equal("hidden");
        TensorBits.Of(module.Words.weight!).Should().Equal(words);
        TensorBits.Of(module.Norm.weight!).Should().Equal(norm);
    }

    private sealed class Tied : Module<Tensor, Tensor>
    {
        private readonly Linear _hidden = Linear(6, 6), _head = Linear(6, 40);

        public Embedding Words { get; } = Embedding(40, 6);

        public LayerNorm Norm { get; } = LayerNorm([8, 6]);

        public Tied() : base(nameof(Tied))
        {
            _head.weight = Words.weight!;
            register_module("words", Words);
            register_module("norm", Norm);
            register_module("hidden", _hidden);
            register_module("head", _head);
        }

        public override Tensor forward(Tensor input) => _head.call(_hidden.call(Norm.call(Words.call(input))));
    }

    [Fact]
    public void AFailedRunLeavesTheWeights()
    {
        using Sequential module = SmallConvolution.Create();
        byte[] before = TensorBits.Of(module.get_parameter("conv.weight")!);
        using Tensor zeros = torch_zeros(8), batch = randn(8, 1, 8, 8);
        foreach (Parameter bias in module.parameters().Where(parameter => parameter.dim() == 1)) Init.Zeros().Initialize(bias);
        module.Invoking(one => new Lsuv().Run(one, zeros, new PhiloxRandom(1))).Should().Throw<ArgumentException>();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        module.Invoking(one => new Lsuv().Run(one, batch, new PhiloxRandom(1), null, stop.Token)).Should()
            .Throw<OperationCanceledException>();
        using Sequential nothing = Sequential(ReLU());
        nothing.Invoking(one => new Lsuv().Run(one, batch)).Should().Throw<ArgumentException>().WithParameterName("module");
        TensorBits.Of(module.get_parameter("conv.weight")!).Should().Equal(before);

        static Tensor torch_zeros(long examples) => global::TorchSharp.torch.zeros(examples, 1, 8, 8);
    }

    private static byte[] Buffer(Module module) => TensorBits.Of(module.buffers().First());
}

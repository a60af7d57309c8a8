using FluentAssertions.Specialized;
using Initializers.Frameworks;
using Initializers.Tests.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.DataDependent;

/// <summary>LSUV: orthonormal weights, scaled layer by layer until the outputs have variance 1; refusals leave
/// the weights as they were.</summary>
public class LsuvTests
{
    private static readonly Matrix<float> Batch = Init.Normal(0.5, 3).InitializeMatrix<float>([16, 400], new PhiloxRandom(7));

    [Theory]
    [InlineData("relu", 0.01)]
    [InlineData("tanh", 0.01)]
    [InlineData("square", 0.1)]
    public void Run_AnyActivation_GivesEveryLayerUnitVariance(string activation, double tolerance)
    {
        Network network = new(activation);
        LsuvReport report = new Lsuv(tolerance: tolerance).Run(network.Layers, network.Measure, Source());
        report.IsWithinTolerance.Should().BeTrue();
        report.Layers.Select(layer => layer.Name).Should().Equal("first", "second", "third");
        for (int layer = 0; layer < 3; layer++)
        {
            OutputStatistics outputs = network.Measure(layer);
            outputs.Variance.Should().BeApproximately(1, tolerance);
            report.Layers[layer].After.Should().Be(outputs);
            report.Layers[layer].Before.Variance.Should().NotBeApproximately(1, tolerance);
            report.Layers[layer].Tries.Should().Be(1, "outputs are linear in the layer's own weights");
        }
    }

    [Fact]
    public void Run_EachLayer_IsItsStartTimesTheFactor()
    {
        Network network = new("relu");
        LsuvReport report = new Lsuv(Init.HeNormal()).Run(network.Layers, network.Measure, Source());
        foreach ((int index, LsuvLayer layer, LsuvResult result) in network.Layers.Select((layer, i) => (i, layer, report.Layers[i])))
        {
            float[] start = Init.HeNormal().Initialize(layer.Shape, Source().Fork(index));
            // One product, rounded once: half an ulp, 2^-24, of each weight; and the factor was one float.
            layer.Weights.ToArray().Zip(start).Should().OnlyContain(
                pair => Math.Abs(pair.First - result.Factor * pair.Second) <= Math.ScaleB(1.01, -24) * Math.Abs(pair.First));
        }
    }

    [Fact]
    public void Run_WithoutAStart_IsOrthonormalUpToTheFactor()
    {
        Network network = new("relu");
        LsuvResult first = new Lsuv().Run(network.Layers, network.Measure, Source()).Layers[0];
        float[] orthogonal = Init.Orthogonal().Initialize(network.Layers[0].Shape, Source().Fork(0));
        network.Layers[0].Weights.ToArray().Should().Equal(orthogonal.Select(weight => (float)first.Factor * weight));
    }

    [Fact]
    public void Run_SameSeed_SameWeights()
    {
        Network one = new("tanh"), same = new("tanh"), bound = new("tanh"), other = new("tanh");
        new Lsuv().Run(one.Layers, one.Measure, new PhiloxRandom(3));
        new Lsuv().Run(same.Layers, same.Measure, new PhiloxRandom(3));
        new Lsuv(Init.Orthogonal().WithSeed(3)).Run(bound.Layers, bound.Measure);
        new Lsuv().Run(other.Layers, other.Measure);
        for (int layer = 0; layer < 3; layer++)
        {
            float[] weights = one.Layers[layer].Weights.ToArray();
            weights.Should().Equal(same.Layers[layer].Weights.ToArray())
                .And.Equal(bound.Layers[layer].Weights.ToArray()).And.NotEqual(other.Layers[layer].Weights.ToArray());
        }
    }

    [Fact]
    public void Run_OutputsThatDoNotFollow_ReportsTheLayer()
    {
        // A normalization after the layer undoes every factor: the variance stays 4.
        Network network = new("relu");
        int calls = 0;
        LsuvReport report = new Lsuv(tries: 3).Run(network.Layers[..1], _ => new OutputStatistics(calls++, 4), Source());
        report.IsWithinTolerance.Should().BeFalse();
        report.Layers.Should().ContainSingle().Which.Should().Be(new LsuvResult("first", new(0, 4), new(3, 4), 0.125, 3, false));
        report.ToString().Should().Be("first: variance 4 to 4 in 3 tries, weights times 0.125, not within the tolerance");
    }

    [Fact]
    public void Run_SourceOfAnotherKind_DrawsLayerByLayer()
    {
        Network network = new("relu");
        new Lsuv(Init.Normal(0, 1), tolerance: 1e9).Run(network.Layers, network.Measure, new DotNetRandom(new Random(1)));
        var random = new DotNetRandom(new Random(1));
        foreach (LsuvLayer layer in network.Layers)
            layer.Weights.ToArray().Should().Equal(Init.Normal(0, 1).Initialize(layer.Shape, random));
    }

    [Fact]
    public void Reports_OfEqualResults_AreEqualAndCannotBeChanged()
    {
        LsuvResult[] results = [new("one", new(0, 2), new(0, 1), 0.7, 1, true)];
        var report = new LsuvReport(results);
        report.Should().Be(new LsuvReport([new("one", new(0, 2), new(0, 1), 0.7, 1, true)])).And.NotBe(new LsuvReport([]));
        report.GetHashCode().Should().Be(new LsuvReport(results).GetHashCode());
        results[0] = results[0] with { Name = "other" };
        report.Layers[0].Name.Should().Be("one");
    }

    [Fact]
    public void Run_OutputsThatFollowSlowly_ScalesByEachMeasurement()
    {
        Network network = new("relu");
        var variances = new Queue<double>([4, 2.25, 1]);
        LsuvResult layer = new Lsuv().Run(network.Layers[..1], _ => new OutputStatistics(0, variances.Dequeue()), Source()).Layers[0];
        (layer.Tries, layer.IsWithinTolerance).Should().Be((2, true));
        layer.Factor.Should().BeApproximately(1.0 / 3, 1e-7);
    }

    [Fact]
    public void Report_OfOneLayerOutside_IsNotWithinTheTolerance() =>
        new LsuvReport([new("in", new(0, 1), new(0, 1), 1, 0, true), new("out", new(0, 4), new(0, 4), 1, 3, false)]).IsWithinTolerance
            .Should().BeFalse();

    [Fact]
    public void Run_AlreadyWithin_ScalesNothing()
    {
        Network network = new("relu");
        LsuvResult layer = new Lsuv().Run(network.Layers[..1], _ => new OutputStatistics(0, 0.95), Source()).Layers[0];
        layer.Should().Be(new LsuvResult("first", new(0, 0.95), new(0, 0.95), 1, 0, true));
        network.Layers[0].Weights.ToArray().Should().Equal(Init.Orthogonal().Initialize(network.Layers[0].Shape, Source().Fork(0)));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "overflow")]
    [InlineData(0.0, "carries no signal")]
    [InlineData(1e-80, "or nearly")]
    [InlineData(1e300, "overflow")]
    [InlineData(-1.0, "negative")]
    public void Run_AnInvalidVariance_IsRefusedAndLeavesTheWeights(double variance, string reason)
    {
        Network network = new("relu");
        float[][] before = [.. network.Layers.Select(layer => layer.Weights.ToArray())];
        Action act = () =>
            new Lsuv().Run(network.Layers, layer => layer == 1 ? new OutputStatistics(0, variance) : network.Measure(layer), Source());
        act.Should().Throw<ArgumentException>().WithMessage(
            "measure must return a variance that is finite and above 0 as a float, but returned * for the outputs of layer 1, " +
            $"\"second\"*{reason}*").WithParameterName("measure");
        network.Layers.Select(layer => layer.Weights.ToArray()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Run_DeadReLUs_SaysThatNothingComesThrough()
    {
        Network network = new("dead");
        ((Action)(() => new Lsuv().Run(network.Layers, network.Measure, Source()))).Should().Throw<ArgumentException>().WithMessage(
            "measure must return a variance that is finite and above 0 as a float, but returned 0 for the outputs of layer 1, " +
            "\"second\".*");
    }

    [Fact]
    public void Run_CancelledOrFailing_LeavesTheWeights()
    {
        Network network = new("relu");
        float[][] before = [.. network.Layers.Select(layer => layer.Weights.ToArray())];
        using var cancellation = new CancellationTokenSource();
        var told = new Told(cancellation);
        ((Action)(() => new Lsuv().Run(network.Layers, network.Measure, Source(), told, cancellation.Token)))
            .Should().Throw<OperationCanceledException>();
        told.Names.Should().Equal("first");
        ((Action)(() => new Lsuv().Run(network.Layers, _ => throw new InvalidDataException("no batch"), Source())))
            .Should().Throw<InvalidDataException>();
        LsuvLayer wrong = network.Layers[1] with { Shape = [3, 3] };
        ((Action)(() => new Lsuv().Run([network.Layers[0], wrong], network.Measure, Source()))).Should().Throw<ArgumentException>()
            .WithMessage("layers must have 9 weights in \"second\" for the shape [3, 3]*, but had 600.*");
        network.Layers.Select(layer => layer.Weights.ToArray()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Run_LayersThatCannotBeFilled_AreRefusedByTheirName()
    {
        Network network = new("relu");
        float[][] before = [.. network.Layers.Select(layer => layer.Weights.ToArray())];
        Refused(new Lsuv(), network.Layers[1] with { Shape = [3, 3] }, null)
            .WithMessage("layers must have 9 weights in \"second\" for the shape [3, 3]*, but had 600.*")
            .WithParameterName("layers");
        Refused(new Lsuv(Init.HeNormal()), network.Layers[1] with { Shape = [600] }, null)
            .WithMessage("layers must be ones that HeNormal(mode: In) can fill, but \"second\" is not: shape must *(Parameter 'layers')")
            .WithParameterName("layers");
        Refused(new Lsuv(JaxInit.Normal(1)), network.Layers[1], new PhiloxRandom(1)).WithParameterName("random");
        network.Layers.Select(layer => layer.Weights.ToArray()).Should().BeEquivalentTo(before);

        ExceptionAssertions<ArgumentException> Refused(Lsuv lsuv, LsuvLayer second, IRandomSource? random) =>
            ((Action)(() => lsuv.Run([network.Layers[0], second], network.Measure, random))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Reports_OfNulls_AreRefused()
    {
        ((Func<LsuvReport>)(() => new LsuvReport(null!))).Should().Throw<ArgumentNullException>().WithParameterName("Layers");
        ((Func<LsuvReport>)(() => new LsuvReport([null!])))
            .Should().Throw<ArgumentNullException>().WithMessage("Layers must not contain null, but Layers[0] was null.*")
            .WithParameterName("Layers");
        ((Func<LsuvLayer>)(() => new LsuvLayer(null!, new float[1], [1])))
            .Should().Throw<ArgumentNullException>().WithParameterName("Name");
        new LsuvLayer("first", new float[6], [2, 3]).ToString().Should().Be("first: [2, 3] (out, in)");
    }

    [Fact]
    public void Statistics_OfOutputs_AreMeanAndVariance()
    {
        new OutputStatistics(0.5, 1.00345).ToString().Should().Be("mean 0.5, variance 1.003");
        OutputStatistics.Of([1f, 2, 3, 6]).Should().Be(new OutputStatistics(3, 3.5));
        OutputStatistics.Of([1.0, 2, 3, 6]).Should().Be(new OutputStatistics(3, 3.5));
        OutputStatistics.Of([1e8f, 1e8f + 8]).Variance.Should().Be(16, "the mean is subtracted first");
        ((Action)(() => OutputStatistics.Of(ReadOnlySpan<float>.Empty))).Should().Throw<ArgumentException>().WithParameterName("outputs");
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        ((Func<Lsuv>)(() => new Lsuv(tolerance: 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("tolerance");
        ((Func<Lsuv>)(() => new Lsuv(tolerance: double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("tolerance");
        ((Func<Lsuv>)(() => new Lsuv(tries: 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("tries");
        ((Action)(() => new Lsuv().Run(null!, _ => default))).Should().Throw<ArgumentNullException>().WithParameterName("layers");
        ((Action)(() => new Lsuv().Run([null!], _ => default))).Should().Throw<ArgumentNullException>().WithParameterName("layers");
        ((Action)(() => new Lsuv().Run([], null!))).Should().Throw<ArgumentNullException>().WithParameterName("measure");
        new Lsuv().Should().Be(new Lsuv(Init.Orthogonal(), 0.1, 10)).And.NotBe(new Lsuv(tries: 5));
        new Lsuv().ToString().Should().Be("Lsuv(start: Orthogonal(gain: 1, perBlock: True), tolerance: 0.1, tries: 10)");
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(LsuvTests));

    /// <summary>Three layers over row-major weights, applied to the batch above.</summary>
    private sealed class Network(string activation)
    {
        public LsuvLayer[] Layers { get; } = [Layer("first", 16, 30), Layer("second", 30, 20), Layer("third", 20, 5)];

        public OutputStatistics Measure(int layer)
        {
            Matrix<float> signal = Batch;
            for (int i = 0; ; i++)
            {
                signal = Matrix<float>.Build.DenseOfRowMajor(
                    (int)Layers[i].Shape[0], (int)Layers[i].Shape[1], Layers[i].Weights.ToArray()) * signal;
                if (i == layer) return OutputStatistics.Of(signal.AsColumnMajorArray());
                signal.MapInplace(activation switch
                {
                    "relu" => x => Math.Max(x, 0),
                    "tanh" => MathF.Tanh,
                    "square" => x => x * x,
                    _ => _ => 0,
                }, Zeros.Include);
            }
        }

        private static LsuvLayer Layer(string name, int inputs, int outputs)
        {
            TensorShape shape = TensorShape.Linear(inputs, outputs);
            return new(name, Init.Uniform(1, 2).Initialize(shape, new PhiloxRandom(1)), shape);
        }
    }

    private sealed class Told(CancellationTokenSource cancellation) : IProgress<LsuvResult>
    {
        public List<string> Names { get; } = [];

        public void Report(LsuvResult value)
        {
            Names.Add(value.Name);
            cancellation.Cancel();
        }
    }
}

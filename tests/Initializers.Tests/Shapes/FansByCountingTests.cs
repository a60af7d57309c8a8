using CsCheck;

namespace Initializers.Tests.Shapes;

/// <summary>Fans against a count of connections: a layer is built as a graph, edge by edge, on a grid that
/// wraps around, so that no position is at a border.</summary>
public class FansByCountingTests
{
    [Fact]
    public void Linear_AnyLayout_CountsConnections() => Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50]).Holds((inputs, outputs) =>
    {
        Fans counted = Count(inputs, outputs, [], groups: 1);
        counted.Should().Be(new Fans(inputs, outputs));
        TensorShape.Linear(inputs, outputs).Fans.Should().Be(counted);
        TensorShape.Linear(inputs, outputs, WeightLayout.InOut).Fans.Should().Be(counted);
        new TensorShape(outputs, inputs).Fans.Should().Be(counted);
        new TensorShape(inputs, outputs).WithLayout(WeightLayout.InOut).Fans.Should().Be(counted);
    });

    [Fact]
    public void Convolution_AnyGroupsAndLayout_CountsConnections() => ShapeGen.Convolutions.Holds((inputs, outputs, kernel, groups, _) =>
    {
        Fans counted = Count(inputs, outputs, kernel, groups);
        long[] stored = [outputs, inputs / groups, .. kernel.Select(extent => (long)extent)];
        long[] keras = [.. kernel.Select(extent => (long)extent), inputs / groups, outputs];

        TensorShape.Convolution(inputs, outputs, kernel, groups).Should().Be(new TensorShape(stored).WithGroups(groups));
        TensorShape.Convolution(inputs, outputs, kernel, groups).Fans.Should().Be(counted);
        TensorShape.Convolution(inputs, outputs, kernel, groups, WeightLayout.InOut).Should()
            .Be(new TensorShape(keras).WithLayout(WeightLayout.InOut).WithGroups(groups));
        TensorShape.Convolution(inputs, outputs, kernel, groups, WeightLayout.InOut).Fans.Should().Be(counted);
    });

    [Fact]
    public void TransposedConvolution_AnyGroupsAndLayout_CountsConnections() =>
        ShapeGen.Convolutions.Holds((inputs, outputs, kernel, groups, _) =>
        {
            // Its edges are those of the convolution the other way round: input and output exchanged.
            Fans reversed = Count(outputs, inputs, kernel, groups);
            var counted = new Fans(reversed.Out, reversed.In);
            long[] stored = [inputs, outputs / groups, .. kernel.Select(extent => (long)extent)];
            long[] keras = [.. kernel.Select(extent => (long)extent), outputs / groups, inputs];

            TensorShape.TransposedConvolution(inputs, outputs, kernel, groups).ToArray().Should().Equal(stored);
            TensorShape.TransposedConvolution(inputs, outputs, kernel, groups).Fans.Should().Be(counted);
            new TensorShape(stored).WithLayout(WeightLayout.OutIn.Transposed).WithGroups(groups).Fans.Should().Be(counted);
            TensorShape.TransposedConvolution(inputs, outputs, kernel, groups, WeightLayout.InOut).ToArray().Should().Equal(keras);
            TensorShape.TransposedConvolution(inputs, outputs, kernel, groups, WeightLayout.InOut).Fans.Should().Be(counted);
        });

    [Fact]
    public void Strides_ThatAreSaid_CountConnectionsOnAverage() => ShapeGen.Convolutions.Holds((inputs, outputs, kernel, groups, stride) =>
    {
        // A convolution looks at every stride-th position: an input meets fewer taps, or none. The transposed
        // one is the same graph from its outputs to its inputs.
        (double In, double Out) counted = Averages(inputs, outputs, kernel, groups, stride);
        Fans plain = Count(inputs, outputs, kernel, groups);
        counted.In.Should().Be(plain.In);
        AreNear(TensorShape.Convolution(inputs, outputs, kernel, groups, stride: stride), counted.In, counted.Out);
        AreNear(TensorShape.Convolution(inputs, outputs, kernel, groups, WeightLayout.InOut, stride), counted.In, counted.Out);
        AreNear(TensorShape.TransposedConvolution(outputs, inputs, kernel, groups, stride: stride), counted.Out, counted.In);
        TensorShape.Convolution(inputs, outputs, kernel, groups).Fans.Should().Be(plain, "strides do not matter unless they are given");
        TensorShape.Convolution(inputs, outputs, kernel, groups, stride: [.. stride.Select(_ => 1L)]).Should()
            .Be(TensorShape.Convolution(inputs, outputs, kernel, groups));
    });

    [Fact]
    public void Strides_ThatAreSaid_AreShownAndCompared()
    {
        TensorShape enlarging = TensorShape.TransposedConvolution(16, 8, [4, 4], stride: [2, 2]);
        enlarging.ToString().Should().Be("[16, 8, 4, 4] (in, out, *kernel), fan-in / 4");
        TensorShape.Convolution(16, 8, [3], stride: [2]).ToString().Should().Be("[8, 16, 3] (out, in, *kernel), fan-out / 2");
        enlarging.Should().NotBe(TensorShape.TransposedConvolution(16, 8, [4, 4]))
            .And.Be(TensorShape.TransposedConvolution(16, 8, [4, 4], stride: [2, 2]));
        Of(enlarging).Should().Be((64, 128));
        Init.HeNormal().StandardDeviation(enlarging).Should().Be(Math.Sqrt(2.0 / 64));
        TensorShape.TransposedConvolution(3, 8, [3, 3], stride: [2, 2]).Fans.Of(FanMode.In).Should().Be(6.75);
        TensorShape.TransposedConvolution(16, 8, [4, 4], stride: [2, 2]).WithBlocks(2).BlockShape(0).Fans.Of(FanMode.In).Should().Be(64);
    }

    [Fact]
    public void DepthwiseLayout_OfKeras_CountsConnections() =>
        new TensorShape(3, 5, 6, 2).WithLayout(WeightLayout.Depthwise).Fans.Should().Be(Count(6, 12, [3, 5], groups: 6));

    [Fact]
    public void Embedding_AsALinearLayerOfOneHotInputs_CountsConnections() =>
        TensorShape.Embedding(count: 1000, width: 64).Fans.Should().Be(Count(1000, 64, [], groups: 1));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Blocks_PackedAlongTheOutputs_CountAsOneOfThem(int blocks)
    {
        Fans one = Count(20, 12, [], groups: 1);
        TensorShape.Linear(20, 12 * blocks).WithBlocks(blocks).Fans.Should().Be(one);
        TensorShape.Linear(20, 12 * blocks, WeightLayout.InOut).WithBlocks(blocks).Fans.Should().Be(one);
    }

    [Fact]
    public void CustomLayout_HeadsAndExperts_CountsConnections()
    {
        // 8 experts, each a projection from 32 features to 4 heads of 16.
        new TensorShape(8, 32, 4, 16).WithLayout(new WeightLayout("batch, in, out, out")).Fans.Should().Be(Count(32, 64, [], groups: 1));
        new TensorShape(4, 16, 32).WithLayout(new WeightLayout("in, in, out")).Fans.Should().Be(Count(64, 32, [], groups: 1));
        new TensorShape(3, 8, 5, 4).WithLayout(new WeightLayout("kernel, out, kernel, in")).Fans
            .Should().Be(Count(4, 8, [3, 5], groups: 1));
    }

    /// <summary>The fans that scale the weights of a shape.</summary>
    private static (double In, double Out) Of(TensorShape shape) => (shape.Fans.Of(FanMode.In), shape.Fans.Of(FanMode.Out));

    /// <summary>Both are quotients, rounded once each.</summary>
    private static void AreNear(TensorShape shape, double fanIn, double fanOut)
    {
        Of(shape).In.Should().BeApproximately(fanIn, Math.BitIncrement(fanIn) - fanIn);
        Of(shape).Out.Should().BeApproximately(fanOut, Math.BitIncrement(fanOut) - fanOut);
    }

    /// <summary>The same without strides: whole numbers.</summary>
    private static Fans Count(int inputs, int outputs, int[] kernel, int groups)
    {
        (double fanIn, double fanOut) = Averages(inputs, outputs, kernel, groups);
        return new Fans((long)fanIn, (long)fanOut);
    }

    /// <summary>Counts the edges at an output and at an input of a convolution (of a linear layer, where there
    /// is no kernel), on average over the positions of a grid that wraps around.</summary>
    private static (double In, double Out) Averages(int inputs, int outputs, int[] kernel, int groups, int[]? stride = null)
    {
        // larger than the kernel along each axis, and whole steps
        int[] steps = stride ?? [.. kernel.Select(_ => 1)], grid = [.. kernel.Zip(steps, (extent, step) => (extent + 1) * step)];
        int positions = Product(grid), stops = positions / Product(steps), perGroupIn = inputs / groups, perGroupOut = outputs / groups;
        var into = new int[outputs * positions];
        var outOf = new int[inputs * positions];
        foreach (int[] stop in Grid(grid.Zip(steps, (extent, step) => extent / step)))
        {
            foreach (int[] offset in Grid(kernel))
            {
                int from = Index(grid, stop.Zip(steps, (s, step) => s * step).Zip(offset, (p, o) => p + o)), to = Index(grid, stop);
                for (int output = 0; output < outputs; output++)
                {
                    for (int input = output / perGroupOut * perGroupIn; input < (output / perGroupOut + 1) * perGroupIn; input++)
                    {
                        into[output * positions + to]++;
                        outOf[input * positions + from]++;
                    }
                }
            }
        }
        into.Where(edges => edges > 0).Distinct().Should().ContainSingle("every output sees the whole kernel");
        return ((double)into.Sum() / (outputs * stops), (double)outOf.Sum() / (inputs * positions));
    }

    private static int Product(IEnumerable<int> numbers) => numbers.Aggregate(1, (product, number) => product * number);

    private static IEnumerable<int[]> Grid(IEnumerable<int> extents) =>
        extents.Aggregate<int, IEnumerable<int[]>>(
            [[]], (points, extent) => points.SelectMany(point => Enumerable.Range(0, extent), (point, next) => (int[])[.. point, next]));

    private static int Index(int[] grid, IEnumerable<int> position) =>
        position.Zip(grid).Aggregate(0, (index, axis) => index * axis.Second + axis.First % axis.Second);
}

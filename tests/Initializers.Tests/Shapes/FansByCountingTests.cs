namespace Initializers.Tests.Shapes;

/// <summary>Fans against a count of connections: a layer is built as a graph, edge by edge, on a grid that wraps around, so that no position is at a border.</summary>
public class FansByCountingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(784, 256)]
    [InlineData(3, 7)]
    public void Linear_AnyLayout_CountsConnections(int inputs, int outputs)
    {
        Fans counted = Count(inputs, outputs, [], groups: 1);
        counted.Should().Be(new Fans(inputs, outputs));
        TensorShape.Linear(inputs, outputs).Fans.Should().Be(counted);
        TensorShape.Linear(inputs, outputs, WeightLayout.InOut).Fans.Should().Be(counted);
        new TensorShape(outputs, inputs).Fans.Should().Be(counted);
        new TensorShape(inputs, outputs).WithLayout(WeightLayout.InOut).Fans.Should().Be(counted);
    }

    [Theory]
    [InlineData(3, 8, new[] { 5 }, 1)]
    [InlineData(3, 8, new[] { 3, 3 }, 1)]
    [InlineData(3, 8, new[] { 1, 1 }, 1)]
    [InlineData(4, 6, new[] { 2, 3, 4 }, 1)]
    [InlineData(4, 6, new[] { 3, 3 }, 2)]
    [InlineData(6, 6, new[] { 3, 3 }, 6)]
    [InlineData(6, 12, new[] { 3, 2 }, 6)]
    public void Convolution_AnyGroupsAndLayout_CountsConnections(int inputs, int outputs, int[] kernel, int groups)
    {
        Fans counted = Count(inputs, outputs, kernel, groups);
        long[] stored = [outputs, inputs / groups, .. kernel.Select(extent => (long)extent)];
        long[] keras = [.. kernel.Select(extent => (long)extent), inputs / groups, outputs];

        TensorShape.Convolution(inputs, outputs, kernel, groups).Should().Be(new TensorShape(stored).WithGroups(groups));
        TensorShape.Convolution(inputs, outputs, kernel, groups).Fans.Should().Be(counted);
        TensorShape.Convolution(inputs, outputs, kernel, groups, WeightLayout.InOut).Should().Be(new TensorShape(keras).WithLayout(WeightLayout.InOut).WithGroups(groups));
        TensorShape.Convolution(inputs, outputs, kernel, groups, WeightLayout.InOut).Fans.Should().Be(counted);
    }

    [Theory]
    [InlineData(3, 8, new[] { 5 }, 1)]
    [InlineData(16, 8, new[] { 4, 4 }, 1)]
    [InlineData(4, 6, new[] { 3, 3 }, 2)]
    [InlineData(4, 6, new[] { 2, 2, 2 }, 2)]
    public void TransposedConvolution_AnyGroupsAndLayout_CountsConnections(int inputs, int outputs, int[] kernel, int groups)
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
        new TensorShape(3, 8, 5, 4).WithLayout(new WeightLayout("kernel, out, kernel, in")).Fans.Should().Be(Count(4, 8, [3, 5], groups: 1));
    }

    /// <summary>Counts the edges at an output and at an input of a convolution (of a linear layer, where there is no kernel).</summary>
    private static Fans Count(int inputs, int outputs, int[] kernel, int groups)
    {
        int positions = kernel.Aggregate(1, (product, extent) => product * (extent + 1)); // a grid one larger than the kernel along each axis
        var into = new int[outputs * positions];
        var outOf = new int[inputs * positions];
        int perGroupIn = inputs / groups, perGroupOut = outputs / groups;
        foreach (int[] position in Grid(kernel.Select(extent => extent + 1)))
        {
            foreach (int[] offset in Grid(kernel))
            {
                int from = Index(kernel, position.Zip(offset, (p, o) => p + o)), to = Index(kernel, position);
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
        return new Fans(into.Distinct().Single(), outOf.Distinct().Single());
    }

    private static IEnumerable<int[]> Grid(IEnumerable<int> extents) =>
        extents.Aggregate<int, IEnumerable<int[]>>([[]], (points, extent) => points.SelectMany(point => Enumerable.Range(0, extent), (point, next) => (int[])[.. point, next]));

    private static int Index(int[] kernel, IEnumerable<int> position) =>
        position.Zip(kernel).Aggregate(0, (index, axis) => index * (axis.Second + 1) + axis.First % (axis.Second + 1));
}

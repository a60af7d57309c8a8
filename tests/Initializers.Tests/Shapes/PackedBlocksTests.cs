using CsCheck;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Shapes;

/// <summary>Layers of unequal sizes packed along the outputs, such as the query, key and value of grouped-query attention.</summary>
public class PackedBlocksTests
{
    private static readonly TensorShape GroupedQuery = TensorShape.Linear(inputs: 64, outputs: 96).WithBlocks([64, 16, 16]);

    [Fact]
    public void WithBlocks_OfSizes_SaysThem()
    {
        GroupedQuery.Blocks.Should().Be(3);
        GroupedQuery.ToString().Should().Be("[96, 64] (out, in), blocks: [64, 16, 16]");
        new TensorShape(6, 1).WithBlocks(4, 1, 1).ToString().Should().Be("[6, 1] (out, in), blocks: [4, 1, 1]");
        new TensorShape(6, 1).WithBlocks([2, 2]).ToString().Should().EndWith("[2, 2]", "they do not make up the outputs");
        TensorShape.Vector(long.MaxValue).WithBlocks([long.MaxValue - 1, 1]).BlockShape(1).Count.Should().Be(1);
        TensorShape.Vector(96).WithBlocks([64, 16, 16]).ToString().Should().Be("[96], blocks: [64, 16, 16]");
    }

    [Fact]
    public void Equals_ShapesOfBlocks_AreEqualWhereTheLayersAre()
    {
        TensorShape shape = [96, 64];
        foreach (TensorShape same in (TensorShape[])[
            shape.WithBlocks([32, 32, 32]), shape.WithBlocks(3), new TensorShape(96, 64).WithBlocks([32, 32, 32])])
        {
            same.Should().Be(shape.WithBlocks(3));
            same.GetHashCode().Should().Be(shape.WithBlocks(3).GetHashCode());
            same.ToString().Should().EndWith("blocks: 3");
            same.Fans.Should().Be(new Fans(64, 32));
        }
        shape.WithBlocks([64, 16, 16]).Should().Be(GroupedQuery).And.NotBe(shape.WithBlocks([16, 64, 16]))
            .And.NotBe(shape.WithBlocks(3)).And.NotBe(shape.WithBlocks([20, 20, 20]));
        shape.WithBlocks([64, 16, 16]).GetHashCode().Should().Be(GroupedQuery.GetHashCode());
        GroupedQuery.WithBlocks(1).Should().Be(shape);
    }

    [Fact]
    public void DividedBy_ANumber_DividesAllSizes()
    {
        var blocks = new PackedBlocks([4, 2, 6]);
        (blocks.AreMultiplesOf(2), blocks.AreMultiplesOf(4), new PackedBlocks([2, 4]).AreMultiplesOf(4)).Should().Be((true, false, false));
        blocks.DividedBy(2).Describe(6).Should().Be("[2, 1, 3]");
        new PackedBlocks(3).DividedBy(2).Describe(6).Should().Be("3");
    }

    [Fact]
    public void WithBlocks_OfSizesThatCannotBe_SaysWhy()
    {
        Refuse(() => new TensorShape(6, 1).WithBlocks([]), "sizes must have at least one element, but had none.*", "sizes");
        Refuse(() => new TensorShape(6, 1).WithBlocks([3, 0, 3]), "sizes must be at least 1 each, but were [3, 0, 3].*", "sizes");
        Refuse(() => new TensorShape(6, 1).WithBlocks([-1, 7]), "sizes must be at least 1 each, but were [-1, 7].*", "sizes");
        Refuse(() => new TensorShape(6, 1).WithBlocks([long.MaxValue, 1]),
            "sizes must have a sum below 2^63, but were [9223372036854775807, 1].*", "sizes");
        Refuse(() => _ = new TensorShape(6, 1).WithBlocks([4, 1]).Fans,
            "shape must have blocks whose sizes add up to its 6 outputs, but was [6, 1]*, with 5.*", "shape");
        Refuse(() => _ = new TensorShape(6, 1).WithBlocks([2, 2]).Fans,
            "shape must have blocks whose sizes add up to its 6 outputs, but was [6, 1]*, with 4.*", "shape");
        Refuse(() => Init.Orthogonal().Initialize(new TensorShape(6, 1).WithBlocks([4, 1])),
            "shape must have blocks whose sizes add up to its 6 outputs, but was [6, 1]*, with 5.*", "shape");
        Refuse(() => _ = TensorShape.Vector(6).WithBlocks([4, 2]).Fans, "*WithFans*", "shape");
        Refuse(() => GroupedQuery.BlockShape(3), "block must be from 0 to 2, but was 3.*", "block");
        Refuse(() => GroupedQuery.BlockShape(-1), "*-1*", "block");
        Refuse(() => new TensorShape(5, 4, 3).WithLayout(new WeightLayout("in, out, out")).WithBlocks([4, 8]).BlockShape(0),
            "shape must have blocks that end at whole indices of its slowest output axis, but was [5, 4, 3]*", "shape");
        Refuse(() => new TensorShape(6, 1).WithBlocks([4, 1]).BlockShape(0),
            "shape must have blocks whose sizes add up to its 6 outputs, but was [6, 1]*, with 5.*", "shape");
    }

    [Fact]
    public void Fans_OfBlocks_AreThoseOfEachLayer()
    {
        Refuse(() => _ = GroupedQuery.Fans,
            "shape must have the same fans in all blocks, but was [96, 64]*BlockShape(k).Fans*WithFans*", "shape");
        GroupedQuery.WithFans(64, 32).Fans.Should().Be(new Fans(64, 32));
        GroupedQuery.BlockShape(0).Should().Be(TensorShape.Linear(64, 64));
        GroupedQuery.BlockShape(2).Should().Be(TensorShape.Linear(64, 16));
        GroupedQuery.WithFans(3, 5).BlockShape(2).Fans.Should().Be(new Fans(3, 5));
        TensorShape grouped = TensorShape.Convolution(4, 12, [3], groups: 2).WithBlocks([4, 2]);
        grouped.BlockShape(0).Should().Be(TensorShape.Convolution(4, 8, [3], groups: 2));
        grouped.BlockShape(1).Fans.Should().Be(new Fans(6, 6));
        new TensorShape(5, 4, 3).WithLayout(new WeightLayout("in, out, out")).WithBlocks([9, 3]).BlockShape(0).ToArray()
            .Should().Equal(5, 3, 3);
        TensorShape.Linear(20, 36, WeightLayout.InOut).WithBlocks(3).BlockShape(1)
            .Should().Be(TensorShape.Linear(20, 12, WeightLayout.InOut));
        TensorShape.Vector(6).WithBlocks([4, 2]).BlockShape(1).Should().Be(TensorShape.Vector(2));
    }

    [Fact]
    public void VarianceScaling_OfGroupedQuery_GivesEachLayerItsDeviation()
    {
        VarianceScalingInitializer glorot = Init.GlorotNormal();
        Refuse(() => glorot.StandardDeviation(GroupedQuery),
            "shape must have the same fans in all blocks, but was [96, 64]*", "shape");
        glorot.StandardDeviation(GroupedQuery.BlockShape(0)).Should().Be(0.125);
        glorot.StandardDeviation(GroupedQuery.BlockShape(1)).Should().Be(Math.Sqrt(2.0 / 80));
        Init.HeNormal().StandardDeviation(GroupedQuery).Should().Be(Math.Sqrt(2.0 / 64), "all have the same inputs");
        Init.HeNormal().Initialize(GroupedQuery, Source()).Should().Equal(Init.HeNormal().Initialize([96, 64], Source()));

        WeightPrediction mixed = glorot.Predict(GroupedQuery)!.Value;
        mixed.StandardDeviation.Should().BeApproximately(Math.Sqrt((2.0 / 3) * (2.0 / 128) + (1.0 / 3) * (2.0 / 80)), 1e-15);
        (mixed.Mean, mixed.Distribution).Should().Be((0, null));
        mixed.Largest.Should().Be(-mixed.Smallest).And.Be(glorot.Predict(GroupedQuery.BlockShape(1))!.Value.Largest);
        Init.HeNormal().Predict(GroupedQuery)!.Value.Distribution.Should().Be(Distribution.Normal);
    }

    [Fact]
    public void VarianceScaling_InAnyLayout_TakesTheWordsOfItsElements() => Gen.Select(
        ShapeGen.PackedIn("out, in/groups, *kernel", "*kernel, in/groups, out", "in, out/groups, *kernel"),
        Gen.OneOf(Init.GlorotNormal(), Init.GlorotUniform(), Init.HeTruncatedNormal(mode: FanMode.Out))).Holds((shape, scaling) =>
    {
        float[] weights = scaling.Initialize(shape, Source());
        var blocks = new LayerCounts(shape);
        for (long block = 0; block < shape.Blocks; block++)
        {
            // All weights as they would be with the deviation of this block's layer.
            Fans fans = shape.BlockShape(block).Fans;
            float[] whole = scaling.Initialize(shape.WithBlocks(1).WithFans(fans.In, fans.Out), Source());
            Of(weights, block, shape, blocks).Should().Equal(Of(whole, block, shape, blocks), "that is block {0}", block);
        }
        float[] slice = new float[weights.Length - 1];
        scaling.InitializeSlice(slice, 1, shape, Source());
        slice.Should().Equal(weights[1..]);
    });

    [Fact]
    public void Orthogonal_OfBlocks_IsThatOfEachLayer()
    {
        float[] weights = Init.Orthogonal().Initialize(GroupedQuery, Source());
        long start = 0;
        for (int block = 0; block < 3; block++)
        {
            PhiloxRandom random = Source();
            random.Skip(start);
            TensorShape layer = GroupedQuery.BlockShape(block);
            weights[(int)start..(int)(start + layer.Count)].Should().Equal(Init.Orthogonal().Initialize(layer, random));
            start += layer.Count;
        }
        float[] scaled = Init.OrthogonalScaled().Initialize(GroupedQuery, Source());
        scaled[..4096].Should().Equal(weights[..4096]);
        for (int i = 4096; i < scaled.Length; i++) scaled[i].Should().BeApproximately(weights[i] / 2, 1e-8f, "16 outputs have 64 inputs");
        Init.Orthogonal(perBlock: false).Initialize(GroupedQuery, Source())
            .Should().Equal(Init.Orthogonal().Initialize([96, 64], Source()));
    }

    [Fact]
    public void StructuredInitializers_OfBlocks_FillEachAsItsLayer()
    {
        Gen<IWeightInitializer> initializers = Gen.OneOf<IWeightInitializer>(
            Init.Identity(2, shift: 1), Init.Dirac(), Init.Hadamard(), Init.ZerOHadamard(), Init.Bilinear(), Init.Constant(0.5));
        Gen.Select(ShapeGen.Packed, initializers).Where((shape, given) => TryFill(given, shape, out _)).Holds((shape, initializer) =>
        {
            float[] weights = initializer.Initialize(shape);
            var counts = new LayerCounts(shape);
            for (long block = 0; block < shape.Blocks; block++)
                Of(weights, block, shape, counts).Should().Equal(initializer.Initialize(shape.BlockShape(block)), "of block {0}", block);
        }, count: 500);
    }

    [Fact]
    public void SparseAndNguyenWidrow_OfBlocks_CountByLayer()
    {
        float[] sparse = Init.Sparse(0.5, 1, SparseUnit.Input).Initialize(GroupedQuery, Source());
        for (int input = 0; input < 64; input++)
        {
            (int, int)[] ranges = [(0, 64), (64, 80), (80, 96)];
            foreach ((int first, int end) in ranges)
                Enumerable.Range(first, end - first).Count(output => sparse[output * 64 + input] != 0).Should().Be((end - first) / 2);
        }
        float[] weights = SigmoidInit.NguyenWidrow().Initialize(GroupedQuery, Source());
        for (int output = 0; output < 96; output++)
        {
            double length = Math.Sqrt(weights.Skip(output * 64).Take(64).Sum(weight => (double)weight * weight));
            length.Should().BeApproximately(0.7 * Math.Pow(output < 64 ? 64 : 16, 1.0 / 64), 1e-6, "64 weights are rounded to floats");
        }
    }

    /// <summary>The elements of a block.</summary>
    private static IEnumerable<float> Of(float[] weights, long block, TensorShape shape, LayerCounts counts) =>
        weights.Where((_, i) => BlockOf(i, shape, counts) == block);

    /// <summary>The block of an element, by its index along the first axis of outputs.</summary>
    private static long BlockOf(long element, TensorShape shape, LayerCounts counts) =>
        counts.BlockOf(new RoleAxes(shape, AxisRole.Out).IndexOf(element) % counts.Outputs);

    private static bool TryFill(IWeightInitializer initializer, TensorShape shape, out float[] weights)
    {
        try
        {
            // A layer with several axes of outputs is a shape if its blocks are whole steps along the first.
            for (long block = 0; block < shape.Blocks; block++) initializer.Initialize(shape.BlockShape(block));
            weights = initializer.Initialize(shape);
            return true;
        }
        catch (ArgumentException refused)
        {
            refused.ParamName.Should().Be("shape");
            weights = [];
            return false;
        }
    }

    private static void Refuse(Action act, string message, string parameter) =>
        act.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);

    private static PhiloxRandom Source() => TestSeed.Source(nameof(PackedBlocksTests));
}

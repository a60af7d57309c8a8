using Initializers.Tests.Statistics;

namespace Initializers.Tests.Schemes;

/// <summary>Sparse weights: exact counts, uniform choices, any slice alone.</summary>
public class SparseTests
{
    [Theory]
    [InlineData(0.9, 40, 25)]
    [InlineData(0.1, 7, 10)]
    [InlineData(0.35, 1, 130)]
    [InlineData(0, 5, 5)]
    [InlineData(1, 5, 5)]
    public void Sparse_PerOutputOrInput_HasTheExactNumberOfZeros(double sparsity, int outputs, int inputs)
    {
        float[] byOutput = Init.Sparse(sparsity).Initialize([outputs, inputs], Source());
        for (int output = 0; output < outputs; output++)
            Enumerable.Range(0, inputs).Count(input => byOutput[output * inputs + input] == 0)
                .Should().Be((int)Math.Ceiling(sparsity * inputs));
        float[] byInput = Init.Sparse(sparsity, per: SparseUnit.Input).Initialize([outputs, inputs], Source());
        for (int input = 0; input < inputs; input++)
            Enumerable.Range(0, outputs).Count(output => byInput[output * inputs + input] == 0)
                .Should().Be((int)Math.Ceiling(sparsity * outputs));
    }

    [Fact]
    public void Sparse_OfPyTorchsGoldenShapes_HasPyTorchsNumberOfZeros()
    {
        // torch.nn.init.sparse_ counts by column of [out, in]: ceil(sparsity * rows) zeros in each.
        foreach ((int rows, int columns, double sparsity) in ((int, int, double)[])[
            (5, 7, 0.1), (10, 3, 0.35), (100, 50, 0.9), (8, 8, 0.5)])
        {
            float[] weights = Init.Get("torch/sparse_") is SparseInitializer { Per: SparseUnit.Input } named
                ? new SparseInitializer(sparsity, named.StandardDeviation, named.Per).Initialize([rows, columns], Source()) : [];
            for (int column = 0; column < columns; column++)
                Enumerable.Range(0, rows).Count(row => weights[row * columns + column] == 0)
                    .Should().Be((int)Math.Ceiling(sparsity * rows));
        }
    }

    [Fact]
    public void Sparse_WhatIsKept_IsTheNormal()
    {
        float[] sparse = Init.Sparse(0.8, 0.5).Initialize([60, 50], Source()), normal = Init.Normal(0, 0.5).Initialize([60, 50], Source());
        for (int i = 0; i < sparse.Length; i++) sparse[i].Should().BeOneOf(0, normal[i]);
        float[] wide = Init.Sparse(0.8, 2).Initialize([60, 50], Source());
        wide.Select(weight => weight != 0)
            .Should().Equal(sparse.Select(weight => weight != 0), "the choice does not depend on the deviation");
    }

    [Fact]
    public void SparseConnections_AsMartensHasThem_Are15OfDeviation1()
    {
        float[] weights = Init.SparseConnections().Initialize([50, 784], Source());
        for (int output = 0; output < 50; output++)
            weights[(784 * output)..(784 * output + 784)].Count(weight => weight != 0).Should().Be(15);
        float[] narrow = Init.SparseConnections().Initialize([20, 8], Source());
        narrow.Should().NotContain(0f, "a unit of 8 connections keeps all of them");
    }

    [Theory]
    [InlineData("out, in/groups, *kernel", 2)]
    [InlineData("*kernel, in/groups, out", 2)]
    [InlineData("in, out/groups, *kernel", 3)]
    public void Sparse_OfAConvolution_CountsConnectionsOfAGroup(string axes, int groups)
    {
        const int Inputs = 6, Outputs = 12, Taps = 5;
        var shape = TensorShape.Convolution(Inputs, Outputs, [Taps], groups, new WeightLayout(axes));
        foreach (SparseUnit per in Enum.GetValues<SparseUnit>())
        {
            float[] weights = new SparseInitializer(0.6, 1, per).Initialize(shape, Source());
            var kept = new Dictionary<(int Group, int Unit), int>();
            for (int i = 0; i < weights.Length; i++)
            {
                (int output, int input) = axes[0] switch
                {
                    'o' => (i / Taps / (Inputs / groups), i / Taps % (Inputs / groups)),
                    '*' => (i % Outputs, i / Outputs % (Inputs / groups)),
                    _ => (i / Taps % (Outputs / groups), i / Taps / (Outputs / groups)),
                };
                int group = axes[0] == 'i' ? input / (Inputs / groups) : output / (Outputs / groups);
                (int, int) unit = (group, per == SparseUnit.Output ? output : input);
                kept[unit] = kept.GetValueOrDefault(unit) + (weights[i] == 0 ? 0 : 1);
            }
            int connections = (per == SparseUnit.Output ? Inputs : Outputs) / groups * Taps;
            kept.Should().HaveCount(per == SparseUnit.Output ? Outputs : Inputs);
            kept.Values.Should().OnlyContain(count => count == connections - (int)Math.Ceiling(0.6 * connections));
        }
    }

    [Fact]
    public void InitializeSlice_OfAnyLayout_IsThatSliceAndStandsBehindIt()
    {
        foreach (SparseUnit per in Enum.GetValues<SparseUnit>())
        {
            var sparse = new SparseInitializer(0.5, 1, per);
            TensorShape shape = TensorShape.Convolution(4, 6, [3], groups: 2, WeightLayout.InOut).WithBlocks(3);
            float[] whole = sparse.Initialize(shape, Source());
            for (int start = 0; start <= whole.Length; start++)
            {
                for (int length = 0; length <= whole.Length - start; length += 1 + length / 3)
                {
                    var slice = new float[length];
                    PhiloxRandom random = Source();
                    sparse.InitializeSlice(slice, start, shape, random);
                    slice.Should().Equal(whole[start..(start + length)]);
                    random.Position.Should().Be(start + length);
                }
            }
        }
    }

    [Fact]
    public void InitializeSlice_OfAHugeShape_IsExactOrRefusedBeforeAnythingIsWritten()
    {
        // Units of 2^32 connections.
        float[] slice = [7, 7, 7];
        PhiloxRandom random = Source();
        ((Action)(() => Init.Sparse().InitializeSlice(slice, 0, [2, 65536, 65536], random))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have at most 2147483647 connections per unit, but was *, with 4294967296.*")
            .WithParameterName("shape");
        ((Action)(() => Init.Sparse(per: SparseUnit.Input).InitializeSlice(slice, 0, [65536, 1, 65536], random)))
            .Should().Throw<ArgumentException>()
            .WithMessage("shape must have at most 2147483647 connections per unit, but was *, with 4294967296.*")
            .WithParameterName("shape");
        slice.Should().Equal(7, 7, 7);
        random.Position.Should().Be(0);

        // 2^32 matrices of one element, each of which keeps it; and 3,000,000,000 units of one connection.
        TensorShape manyBlocks = new TensorShape(1 << 20, 1 << 12, 1).WithLayout(new WeightLayout("batch, out, in")).WithBlocks(1 << 12);
        Init.SparseConnections(1).InitializeSlice(slice, manyBlocks.Count - 3, manyBlocks, Source());
        slice.Should().NotContain(0);
        Init.Sparse(0.5).InitializeSlice(slice, 2_999_999_997, [3_000_000_000, 1], Source());
        slice.Should().Equal(0, 0, 0);

        // A few rows of a matrix of 2^33 elements.
        TensorShape tall = [1 << 18, 1 << 15];
        float[] rows = new float[1 << 16];
        Init.SparseConnections(3).InitializeSlice(rows, tall.Count - rows.Length, tall, Source());
        rows[..(1 << 15)].Count(weight => weight != 0).Should().Be(3);
        rows[(1 << 15)..].Count(weight => weight != 0).Should().Be(3);
    }

    [Fact]
    public void InitializeSlice_OfFewElements_LooksAtFewUnits()
    {
        // The units that are visited are counted, in shapes of 10^9 units and more.
        foreach (TensorShape shape in (TensorShape[])[[46341, 46341], [1L << 40, 3], [3, 1L << 40],
            new TensorShape(1L << 20, 1L << 20, 7).WithLayout(new WeightLayout("batch, out, in")),
            new TensorShape(1L << 20, 1L << 20).WithLayout(WeightLayout.InOut).WithGroups(1L << 10),
            new TensorShape(1L << 30, 1L << 10).WithLayout(new WeightLayout("out, in")).WithGroups(1L << 10).WithBlocks(1L << 20)])
        {
            var offsets = new LayerOffsets(shape);
            foreach (long start in (long[])[0, 1, shape.Count / 2 - 1, shape.Count / 2, shape[^1] - 2, shape.Count - 100, shape.Count - 3])
            {
                foreach (int length in (int[])[1, 2, 3, 100])
                {
                    if (start + length > shape.Count) continue;
                    var visited = new Counter();
                    offsets.Visit(shape, start, length, visited);
                    visited.Outputs.Should().BeLessThanOrEqualTo(3 * length, "{0}, {1} elements from {2} on", shape, length, start);
                    visited.Inputs.Should().BeLessThanOrEqualTo(3 * length, "{0}, {1} elements from {2} on", shape, length, start);
                }
            }
        }
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(8, 7)]
    [InlineData(70, 64)]
    [InlineData(70, 20)]
    public void Sparse_TheChoices_AreEven(int connections, int zeros)
    {
        // Each connection is kept in the same share of the units, and each pair of neighbours as often as the hypergeometric law says.
        const int Units = 50_000;
        float[] weights = new SparseInitializer((double)zeros / connections, 1).Initialize([Units, connections], Source());
        int kept = connections - zeros;
        for (int connection = 0; connection < connections; connection += 1 + connections / 8)
        {
            int current = connection, next = (connection + 1) % connections;
            Significance.OfCount(Count(unit => weights[unit * connections + current] != 0), Units,
                (double)kept / connections, $"The units that keep connection {connection} of {connections}");
            if (kept > 1 && connections > 2)
                Significance.OfCount(Count(unit => weights[unit * connections + current] != 0 && weights[unit * connections + next] != 0),
                    Units, (double)kept * (kept - 1) / connections / (connections - 1),
                    $"The units that keep connections {connection} and {next}");
        }
        // Units next to each other choose independently.
        Significance.OfCount(Count(unit => unit % 2 == 0 && weights[unit * connections] != 0 && weights[(unit + 1) * connections] != 0),
            Units / 2, Math.Pow((double)kept / connections, 2), $"The pairs of units that keep the first of {connections}");

        long Count(Func<int, bool> holds) => Enumerable.Range(0, Units).Count(holds);
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        ((Action)(() => Init.Sparse(1.5))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("sparsity must be a number from 0 to 1*but was 1.5*");
        ((Action)(() => Init.Sparse(double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("sparsity");
        ((Action)(() => Init.Sparse(0.5, -1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
        ((Action)(() => Init.SparseConnections(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("connections");
        ((Action)(() => Init.Sparse(per: (SparseUnit)5)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("per must be Output or Input, but was 5.*");
        ((Action)(() => Init.Sparse().Initialize([5]))).Should().Throw<ArgumentException>().WithParameterName("shape");
        Init.Sparse().Should().Be(Init.Sparse(0.9, 0.01)).And.NotBe(Init.Sparse(0.8)).And.NotBe(Init.SparseConnections(15, 0.01));
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(SparseTests));

    /// <summary>Counts the positions that are visited.</summary>
    private sealed class Counter : ISliceVisitor
    {
        public long Outputs { get; private set; }

        public long Inputs { get; private set; }

        public void Visit(long entry, long group, IndexRange outputs, IndexRange inputs) =>
            (Outputs, Inputs) = (Outputs + outputs.End - outputs.First, Inputs + inputs.End - inputs.First);
    }
}

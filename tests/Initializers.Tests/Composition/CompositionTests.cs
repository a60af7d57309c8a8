using CsCheck;
using Initializers.Tests.Shapes;
using Initializers.Tests.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Composition;

/// <summary>Initializers made of others: what they fill, that they keep seeds, and that they are values.</summary>
public class CompositionTests
{
    public static TheoryData<string> Wrappers => [.. Wrapped(Init.HeNormal()).Keys];

    [Fact]
    public void Scaled_AnyInitializer_MultipliesItsWeights() => Gen.Select(ShapeGen.Any, Gen.Single[-10, 10]).Holds((shape, factor) =>
    {
        float[] weights = Init.Normal(1).Initialize(shape, Source());
        Init.Normal(1).Scaled(factor).Initialize(shape, Source()).Should().Equal(weights.Select(weight => factor * weight));
    });

    [Fact]
    public void Masked_AnyInitializer_Keeps0WhereTheMaskIsFalse() => Gen.Bool.Array[0, 60].Holds(mask =>
    {
        float[] weights = Init.Normal(1).Initialize([mask.Length], Source());
        Init.Normal(1).Masked(mask).Initialize([mask.Length], Source()).Should()
            .Equal(weights.Zip(mask, (weight, isKept) => isKept ? weight : 0));
    });

    [Fact]
    public void Masked_AMaskThatChangesOrDoesNotFit_IsCopiedOrRefused()
    {
        bool[] mask = [true, false, true, true, false, false];
        float[] weights = Init.Normal(0, 1).Initialize([2, 3], Source());
        MaskedInitializer masked = Init.Normal(0, 1).Masked(mask);
        mask[0] = false; // a copy was taken
        masked.Initialize([2, 3], Source()).Should().Equal(weights[0], 0, weights[2], weights[3], 0, 0);
        ((Action)(() => masked.Initialize([2, 4]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have 6 elements, as many as the mask, but was [2, 4] (out, in).*").WithParameterName("shape");
        masked.Should().Be(Init.Normal(0, 1).Masked([true, false, true, true, false, false]))
            .And.NotBe(Init.Normal(0, 1).Masked([true, true, true, true, false, false]));
        masked.GetHashCode().Should().Be(Init.Normal(0, 1).Masked([true, false, true, true, false, false]).GetHashCode());
    }

    [Fact]
    public void Repeated_EachOrWhole_TakesTheOutputsOfASmallerLayer() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Enum<RepeatOrder>(), Gen.Bool)
            .Holds((inputs, outputs, times, order, inputsFirst) =>
        {
            WeightLayout layout = inputsFirst ? WeightLayout.InOut : WeightLayout.OutIn;
            float[] one = Init.Normal(1).Initialize(TensorShape.Linear(inputs, outputs, layout), Source());
            float[] all = Init.Normal(1).Repeated(times, order).Initialize(TensorShape.Linear(inputs, outputs * times, layout), Source());
            for (int output = 0; output < outputs * times; output++)
            {
                int from = order == RepeatOrder.Each ? output / times : output % outputs;
                for (int input = 0; input < inputs; input++)
                    At(all, outputs * times, output, input).Should().Be(At(one, outputs, from, input));
            }

            float At(float[] weights, int width, int output, int input) =>
                weights[inputsFirst ? input * width + output : output * inputs + input];
        });

    [Fact]
    public void Repeated_EachOrWhole_RepeatsOutputs()
    {
        float[] rows = Init.Normal(0, 1).Initialize([2, 3], Source());
        float[] first = rows[..3], second = rows[3..];
        Init.Normal(0, 1).Repeated(2).Initialize([4, 3], Source()).Should().Equal([.. first, .. first, .. second, .. second]);
        Init.Normal(0, 1).Repeated(2, RepeatOrder.Whole).Initialize([4, 3], Source())
            .Should().Equal([.. first, .. second, .. first, .. second]);
        // In Keras's order the outputs are the columns, and biases have nothing else.
        float[] columns = Init.Normal(0, 1).Initialize(TensorShape.Linear(2, 2, WeightLayout.InOut), Source());
        Init.Normal(0, 1).Repeated(2).Initialize(TensorShape.Linear(2, 4, WeightLayout.InOut), Source())
            .Should().Equal(columns[0], columns[0], columns[1], columns[1], columns[2], columns[2], columns[3], columns[3]);
        Init.FromArray([5, 6]).Repeated(2, RepeatOrder.Whole).Initialize([4]).Should().Equal(5, 6, 5, 6);
        ((Action)(() => Init.Ones().Repeated(3).Initialize([4, 2]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have a multiple of 3 outputs*, but was *with 4 outputs*").WithParameterName("shape");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Icnr_ShuffledAsPyTorchDoes_IsANearestNeighbourEnlargement(int factor)
    {
        const int Channels = 2, Inputs = 3, Taps = 9;
        float[] kernel = Init.Icnr(Init.HeNormal(), factor).Initialize(
            TensorShape.Convolution(Inputs, Channels * factor * factor, [3, 3]), Source());
        float[] small = Init.HeNormal().Initialize(TensorShape.Convolution(Inputs, Channels, [3, 3]), Source());
        // PixelShuffle puts channel c r^2 + i r + j at (r y + i, r x + j) of channel c: all of them have the kernel of c.
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int sub = 0; sub < factor * factor; sub++)
            {
                int from = (channel * factor * factor + sub) * Inputs * Taps;
                kernel[from..(from + Inputs * Taps)].Should().Equal(small[(channel * Inputs * Taps)..((channel + 1) * Inputs * Taps)]);
            }
        }
        // depth_to_space takes channel (i r + j) C + c.
        float[] tensorFlow = Init.Icnr(Init.HeNormal(), factor, RepeatOrder.Whole).Initialize(
            TensorShape.Convolution(Inputs, Channels * factor * factor, [3, 3]), Source());
        for (int output = 0; output < Channels * factor * factor; output++)
            tensorFlow[(output * Inputs * Taps)..((output + 1) * Inputs * Taps)]
                .Should().Equal(small[(output % Channels * Inputs * Taps)..((output % Channels + 1) * Inputs * Taps)]);
    }

    [Fact]
    public void Icnr_OfOneAndThreeAxes_RepeatsFactorToTheAxes()
    {
        float[] line = Init.Icnr(Init.Normal(0, 1), 2).Initialize(TensorShape.Convolution(1, 4, [1]), Source());
        line.Distinct().Should().HaveCount(2);
        float[] volume = Init.Icnr(Init.Normal(0, 1), 2).Initialize(TensorShape.Convolution(1, 8, [1, 1, 1]), Source());
        volume.Distinct().Should().HaveCount(1);
        ((Action)(() => Init.Icnr(Init.Ones(), 2).Initialize([4, 4])))
            .Should().Throw<ArgumentException>().WithMessage("*kernel axis*").WithParameterName("shape");
    }

    [Fact]
    public void LooksLinear_WithReLUsBetween_IsTheProductOfItsMatrices()
    {
        PhiloxRandom random = Source();
        Matrix<double> first = Draw([6, 3], MirroredAxes.Outputs),
            hidden = Draw([8, 6], MirroredAxes.Both), last = Draw([2, 8], MirroredAxes.Inputs);
        Matrix<double> linear = last.SubMatrix(0, 2, 0, 4) * hidden.SubMatrix(0, 4, 0, 3) * first.SubMatrix(0, 3, 0, 3);
        foreach (double[] input in (double[][])[[1, -2, 0.5], [0, 0, 1], [-3, 1, -1]])
        {
            Vector<double> x = Vector<double>.Build.DenseOfArray(input);
            Vector<double> network = last * Relu(hidden * Relu(first * x));
            // The network adds in doubles what the product multiplies out: a dozen roundings of values below 10.
            (network - linear * x).AbsoluteMaximum().Should().BeLessThan(1e-13);
        }

        Matrix<double> Draw(TensorShape shape, MirroredAxes mirrored) =>
            Matrix<double>.Build.DenseOfRowMajor((int)shape[0], (int)shape[1],
                Init.LooksLinear(Init.Normal(0, 1), mirrored).Initialize<double>(shape, random));
        static Vector<double> Relu(Vector<double> x) => x.Map(value => Math.Max(0, value));
    }

    [Fact]
    public void LooksLinear_AsItIs_HasAnOrthogonalMatrixInItsQuarters()
    {
        float[] w = Init.Orthogonal().Initialize([2, 3], Source());
        Init.LooksLinear().Initialize([4, 6], Source()).Should().Equal(
            w[0], w[1], w[2], -w[0], -w[1], -w[2], w[3], w[4], w[5], -w[3], -w[4], -w[5],
            -w[0], -w[1], -w[2], w[0], w[1], w[2], -w[3], -w[4], -w[5], w[3], w[4], w[5]);
        // A convolution that is orthogonal at its centre, in Keras's order: [3, in, out].
        float[] kernel = Init.LooksLinear(Init.DeltaOrthogonal()).Initialize(
            TensorShape.Convolution(2, 4, [3], layout: WeightLayout.InOut), Source());
        float[] delta = Init.Orthogonal().Initialize([2, 1], Source());
        kernel.Should().Equal([0, 0, 0, 0, 0, 0, 0, 0, delta[0], delta[1], -delta[0],
            -delta[1], -delta[0], -delta[1], delta[0], delta[1], 0, 0, 0, 0, 0, 0, 0, 0]);
        ((Action)(() => Init.LooksLinear().Initialize([4, 5]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have an even number of inputs to mirror, but was [4, 5] (out, in).*").WithParameterName("shape");
        ((Action)(() => Init.LooksLinear().Initialize(TensorShape.Convolution(4, 4, [3], groups: 2))))
            .Should().Throw<ArgumentException>().WithMessage("shape must have no groups or blocks, *, but was [4, 2, 3]*groups: 2.*");
    }

    [Fact]
    public void PerBlock_OfGates_FillsEachAsTheLayerThatItIs()
    {
        Gen<IWeightInitializer> gate = Gen.OneOf<IWeightInitializer>(Init.HeNormal(), Init.Zeros(), Init.Orthogonal(), Init.Sparse(0.5, 1));
        Gen.Select(gate.Array[1, 5], Gen.Int[1, 5], Gen.Int[1, 5]).Holds((gates, inputs, outputs) =>
        {
            PhiloxRandom random = Source();
            float[] expected = [.. gates.SelectMany(gate => gate.Initialize([outputs, inputs], random))];
            TensorShape packed = TensorShape.Linear(inputs, outputs * gates.Length);
            Init.PerBlock(gates).Initialize(packed, Source()).Should().Equal(expected);
            Init.PerBlock(gates).Initialize(packed.WithBlocks(gates.Length), Source()).Should().Equal(expected);

            // In Keras's order a gate is a range of columns.
            random = Source();
            float[][] columns = [.. gates.Select(gate => gate.Initialize(TensorShape.Linear(inputs, outputs, WeightLayout.InOut), random))];
            TensorShape inputsFirst = TensorShape.Linear(inputs, outputs * gates.Length, WeightLayout.InOut);
            float[] keras = Init.PerBlock(gates).Initialize(inputsFirst, Source());
            for (int i = 0; i < keras.Length; i++)
            {
                (int input, int column) = int.DivRem(i, outputs * gates.Length);
                keras[i].Should().Be(columns[column / outputs][input * outputs + column % outputs]);
            }
        });
    }

    [Fact]
    public void PerBlock_OfBiases_FillsParts() =>
        Init.PerBlock(Init.Zeros(), Init.Ones(), Init.Zeros(), Init.Constant(2)).Initialize([8]).Should().Equal(0, 0, 1, 1, 0, 0, 2, 2);

    [Fact]
    public void PerBlock_RefusedByItsLastBlock_LeavesTheSpan()
    {
        float[] weights = [7, 7, 7, 7];
        ((Action)(() => Init.PerBlock(Init.Zeros(), Init.HeNormal()).Initialize(weights, [4], Source())))
            .Should().Throw<ArgumentException>().WithMessage("*WithFans*");
        ((Action)(() => Init.PerBlock(Init.Zeros(), Init.Ones(), Init.Zeros()).Initialize(weights, [4], Source())))
            .Should().Throw<ArgumentException>().WithMessage("*3 blocks*").WithParameterName("shape");
        ((Action)(() => Init.PerBlock(Init.Zeros(), Init.Ones()).Initialize(TensorShape.Convolution(4, 4, [3], groups: 2))))
            .Should().Throw<ArgumentException>().WithMessage("*no groups*").WithParameterName("shape");
        ((Action)(() => Init.PerBlock(Init.Zeros(), Init.Ones()).Initialize(weights, new TensorShape(4, 1).WithBlocks(4), Source())))
            .Should().Throw<ArgumentException>().WithMessage("*blocks: 4*");
        weights.Should().Equal(7, 7, 7, 7);
        ((Action)(() => Init.PerBlock())).Should().Throw<ArgumentException>().WithParameterName("blocks");
        ((Action)(() => Init.PerBlock(Init.Zeros(), null!))).Should().Throw<ArgumentNullException>().WithParameterName("blocks");
    }

    [Fact]
    public void PerBlock_OfOneBoundBlock_DrawsFromItsSourceForAll()
    {
        PerBlockInitializer Packed() => Init.PerBlock(Init.HeNormal().Scaled(0.5), Init.HeNormal().WithSeed(5));
        Packed().Initialize([4, 4])
            .Should().Equal(Init.PerBlock(Init.HeNormal().Scaled(0.5), Init.HeNormal()).WithSeed(5).Initialize([4, 4]));
        SeededInitializer shared = Init.HeNormal().WithSeed(6);
        Init.PerBlock(shared, shared).Initialize([4, 4])
            .Should().Equal(Init.PerBlock(Init.HeNormal(), Init.HeNormal()).WithSeed(6).Initialize([4, 4]));
        Init.PerBlock(Init.Zeros(), Init.Ones()).IsBound.Should().BeFalse();
        Init.HeNormal().Scaled(2).IsBound.Should().BeFalse();
        Init.PerBlock(Init.Zeros(), Init.HeNormal().WithSeed(1).Scaled(2)).IsBound.Should().BeTrue();
    }

    [Fact]
    public void PerBlock_OfANull_SaysWhichOne() =>
        ((Action)(() => Init.PerBlock(Init.Zeros(), null!))).Should().Throw<ArgumentNullException>()
            .WithMessage("blocks must not contain null, but blocks[1] was null.*").WithParameterName("blocks");

    [Fact]
    public void PerBlock_OfAnotherNumberOfBlocksOrOfGroups_Throws()
    {
        PerBlockInitializer three = Init.PerBlock(Init.Zeros(), Init.Zeros(), Init.Ones());
        Refused(new TensorShape(12, 2).WithBlocks(4),
            "shape must have no blocks or 3, one for each initializer, but was [12, 2] (out, in), blocks: 4.*");
        Refused([10, 2], "shape must have outputs that divide evenly into its 3 blocks, but was [10, 2]*, with 10 outputs.*");
        Refused(TensorShape.Convolution(6, 6, [3], groups: 2), "shape must have no groups, but was [6, 3, 3]*groups: 2.*");

        void Refused(TensorShape shape, string message) =>
            ((Action)(() => three.Initialize(shape))).Should().Throw<ArgumentException>().WithMessage(message)
                .WithParameterName(nameof(shape));
    }

    [Fact]
    public void PerBlock_OfBlocksBoundToDifferentSources_Throws() =>
        ((Action)(() => Init.PerBlock(Init.HeNormal().WithSeed(5), Init.HeNormal().WithSeed(6)))).Should().Throw<ArgumentException>()
            .WithMessage("blocks must share one source, but 2 initializers were bound to different ones. *")
            .WithParameterName("blocks");

    [Fact]
    public void Repeated_WithBlocksOrGroups_RepeatsWithinThem()
    {
        TensorShape packed = TensorShape.Linear(inputs: 4, outputs: 12).WithBlocks(3);
        float[] one = Init.Orthogonal().Initialize([4, 4], Source());
        Init.Orthogonal().Repeated(3, RepeatOrder.Whole).Initialize(packed, Source())
            .Should().Equal([.. one, .. one, .. one], "each block has all outputs");
        float[] each = Init.VarianceScaling(1, FanMode.Out, Distribution.Normal).Initialize(
            TensorShape.Linear(4, 6).WithBlocks(3), Source());
        float[] twice = Init.VarianceScaling(1, FanMode.Out, Distribution.Normal).Repeated(2).Initialize(packed, Source());
        for (int output = 0; output < 12; output++)
            twice[(4 * output)..(4 * output + 4)].Should().Equal(each[(output / 2 * 4)..(output / 2 * 4 + 4)]);
        ((Action)(() => Init.Ones().Repeated(2, RepeatOrder.Whole).Initialize(packed)))
            .Should().Throw<ArgumentException>().WithMessage("shape must have blocks that each consist of whole repeats*")
            .WithParameterName("shape");
        ((Action)(() => Init.Ones().Repeated(4).Initialize(packed.WithBlocks(2))))
            .Should().Throw<ArgumentException>().WithMessage("*whole repeats*");
        ((Action)(() => Init.Icnr(Init.Ones(), 2, RepeatOrder.Whole).Initialize(TensorShape.Convolution(2, 8, [1, 1], groups: 2))))
            .Should().Throw<ArgumentException>().WithMessage("shape must have one group for RepeatOrder.Whole*").WithParameterName("shape");
        Init.FromArray([1, 2]).Repeated(4).Initialize(TensorShape.Convolution(2, 8, [1, 1], groups: 2))
            .Should().Equal(1, 1, 1, 1, 2, 2, 2, 2);
    }

    [Fact]
    public void Fans_ThatWereSaid_ShrinkWithTheChannels()
    {
        TensorShape said = new TensorShape(8, 6).WithFans(6, 8);
        Init.LooksLinear(Init.HeNormal()).Initialize(said, Source())
            .Should().Equal(Init.LooksLinear(Init.HeNormal()).Initialize([8, 6], Source()));
        Init.HeNormal(mode: FanMode.Out).Repeated(2).Initialize(said, Source())
            .Should().Equal(Init.HeNormal(mode: FanMode.Out).Repeated(2).Initialize([8, 6], Source()));
    }

    [Fact]
    public void Repeated_ASliceAcrossAHugeRepeat_IsRefusedAndThoseOnEitherSideAreNot()
    {
        const long Distinct = 1L << 32;
        RepeatedInitializer repeated = Init.HeNormal().Repeated(2, RepeatOrder.Whole);
        TensorShape shape = [2 * Distinct, 1];
        float[] slice = [7, 7, 7, 7];
        PhiloxRandom random = Source();
        ((Action)(() => repeated.InitializeSlice(slice, Distinct - 2, shape, random))).Should().Throw<ArgumentException>()
            .WithMessage("slice must be made from at most 2147483591 consecutive weights*, but was made from 4294967296*")
            .WithParameterName("slice");
        slice.Should().OnlyContain(weight => weight == 7);
        random.Position.Should().Be(0);
        repeated.InitializeSlice(slice.AsSpan(0, 2), Distinct, shape, random);
        slice[..2].Should().Equal(Init.HeNormal().Initialize(new TensorShape(2, 1), Source()), "the second repeat begins as the first");
    }

    [Fact]
    public void ScaledAndMasked_OfWhatFillsSlices_FillSlices()
    {
        bool[] mask = [.. Enumerable.Range(0, 24).Select(i => i % 3 > 0)];
        ISliceInitializer[] slices = [Init.HeNormal().Scaled(0.3), Init.HeNormal().Masked(mask),
            Init.Sparse(0.5).WithSeed(1).Scaled(2), Init.HeNormal().Masked(mask).Scaled(2)];
        foreach (ISliceInitializer initializer in slices)
        {
            var slice = new float[7];
            PhiloxRandom random = Source();
            initializer.InitializeSlice(slice, 9, [6, 4], random);
            slice.Should().Equal(initializer.Initialize([6, 4], Source())[9..16]);
            random.Position.Should().Be(16);
        }
        ((Action)(() => Init.Orthogonal().Scaled(2).InitializeSlice(new float[2], 0, [6, 4], Source())))
            .Should().Throw<NotSupportedException>().WithMessage("Orthogonal(gain: 1, perBlock: True) fills whole parameters, not slices.");
    }

    [Fact]
    public void Blocks_OfAPackedInitializer_CannotBeChanged() =>
        Init.PerBlock(Init.Zeros(), Init.Ones()).Blocks.Should().NotBeAssignableTo<IWeightInitializer[]>();

    [Fact]
    public void Icnr_OfShapesThatDoNotFit_ThrowsOnlyWhereThereIsSomethingToFill()
    {
        var layout = new WeightLayout("out, in, kernel");
        Init.Icnr(Init.Ones(), 2).Initialize(new TensorShape(0, 1, 1, 1, 1).WithLayout(layout)).Should().BeEmpty();
        ((Action)(() => Init.Icnr(Init.Ones(), 2).Initialize(new TensorShape(4, 1, 1, 1, 1).WithLayout(layout))))
            .Should().Throw<ArgumentException>().WithParameterName("shape");
        ((Action)(() => Init.Icnr(Init.Ones(), int.MaxValue).Initialize([8, 1, 1, 1, 1]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have a multiple of 2147483647 outputs, *, but was [8, 1, 1, 1, 1]*, with 8 outputs.*");
    }

    [Theory]
    [MemberData(nameof(Wrappers))]
    public void Wrapped_ASeededInitializer_KeepsItsSeed(string wrapper)
    {
        TensorShape shape = TensorShape.Convolution(4, 8, [3, 3]);
        IWeightInitializer inside = Wrapped(Init.HeNormal().WithSeed(42))[wrapper],
            outside = Wrapped(Init.HeNormal())[wrapper].WithSeed(42);
        float[] first = inside.Initialize(shape), second = inside.Initialize(shape);
        first.Should().Equal(outside.Initialize(shape));
        second.Should().Equal(outside.Initialize(shape)).And.NotEqual(first, "two layers from one seed differ");
        // An explicit source wins.
        inside.Initialize(shape, Source()).Should().Equal(Wrapped(Init.HeNormal())[wrapper].Initialize(shape, Source()));
    }

    [Theory]
    [MemberData(nameof(Wrappers))]
    public void Wrapped_EqualInitializers_AreEqual(string wrapper)
    {
        IWeightInitializer one = Wrapped(Init.HeNormal())[wrapper],
            same = Wrapped(Init.HeNormal())[wrapper], other = Wrapped(Init.HeUniform())[wrapper];
        one.Should().Be(same).And.NotBe(other);
        one.GetHashCode().Should().Be(same.GetHashCode());
        one.ToString().Should().Contain("HeNormal(mode: In)");
        ((Action)(() => Wrapped(null!))).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        ((Action)(() => Init.Ones().Scaled(double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("factor");
        ((Action)(() => Init.Ones().Repeated(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("times");
        ((Action)(() => Init.Ones().Repeated(2, (RepeatOrder)9))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("order");
        ((Action)(() => Init.Icnr(Init.Ones(), 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("factor");
        ((Action)(() => Init.LooksLinear(mirrored: (MirroredAxes)9)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("mirrored");
    }

    private static Dictionary<string, IWeightInitializer> Wrapped(IWeightInitializer inner) => new()
    {
        ["Scaled"] = inner.Scaled(2),
        ["Masked"] = inner.Masked([.. Enumerable.Range(0, 288).Select(i => i % 3 == 0)]),
        ["Repeated"] = inner.Repeated(2),
        ["Icnr"] = Init.Icnr(inner, 2),
        ["LooksLinear"] = Init.LooksLinear(inner ?? throw new ArgumentNullException(nameof(inner))),
        ["PerBlock"] = Init.PerBlock(inner, inner),
    };

    private static PhiloxRandom Source() => TestSeed.Source(nameof(CompositionTests));
}

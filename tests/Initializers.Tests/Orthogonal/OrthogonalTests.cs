using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Initializers.Tests.KnownAnswers;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Orthogonal;

/// <summary>Orthogonal matrices: bits, orthonormality to the last digit of floats, and the roles of axes.
/// Their distribution is in Statistics.</summary>
public class OrthogonalTests
{
    /// <summary>The accuracy that is required at any size.</summary>
    private const double Orthonormal = 2e-6;

    public static TheoryData<string[]> Answers => [.. KnownAnswerFile.Lines("orthogonal.txt")];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Orthogonal_OfGivenNormals_HasTheBitsOfTheDefinition(string[] answer)
    {
        TensorShape shape = [long.Parse(answer[0]), long.Parse(answer[1])];
        float[] weights = Init.Orthogonal(double.Parse(answer[2], CultureInfo.InvariantCulture)).Initialize(shape, new GivenNormals());
        OrthogonalMatrices.BitsOf(weights, answer[3]).Should().Be(answer[3]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(50, 33)]
    [InlineData(149, 149)]
    public void Write_EveryWidthOfVector_GivesTheSameBits(int rows, int columns)
    {
        float[] scalar = OrthogonalMatrices.Written<Lanes32, uint, float>(rows, columns);
        if (Lanes128.IsSupported) OrthogonalMatrices.Written<Lanes128, Vector128<uint>, float>(rows, columns).Should().Equal(scalar);
        if (Lanes256.IsSupported) OrthogonalMatrices.Written<Lanes256, Vector256<uint>, float>(rows, columns).Should().Equal(scalar);
        if (Lanes512.IsSupported) OrthogonalMatrices.Written<Lanes512, Vector512<uint>, float>(rows, columns).Should().Equal(scalar);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 64)]
    [InlineData(97, 61)]
    [InlineData(61, 97)]
    [InlineData(2000, 3)]
    [InlineData(3, 2000)]
    [InlineData(260, 260)]
    public void Orthogonal_OfAMatrix_HasOrthonormalRowsOrColumns(int outputs, int inputs) =>
        OrthogonalMatrices.ErrorOf(Init.Orthogonal().Initialize([outputs, inputs], Source()),
            outputs, inputs, (output, input) => output * inputs + input).Should().BeLessThan(Orthonormal);

    [Fact]
    public void Orthogonal_OfOneElement_IsTheGainWithASign()
    {
        var random = Source();
        Enumerable.Range(0, 64).Select(_ => Init.Orthogonal(1.5).Initialize([1, 1], random)[0]).Distinct()
            .Should().BeEquivalentTo([1.5f, -1.5f]);
    }

    [Theory]
    [InlineData("out, in/groups, *kernel", 1)]
    [InlineData("out, in/groups, *kernel", 2)]
    [InlineData("*kernel, in/groups, out", 2)]
    [InlineData("in, out/groups, *kernel", 2)]
    [InlineData("in/groups, *kernel, out", 3)]
    public void Orthogonal_OfAConvolution_IsOrthonormalInEachGroup(string axes, int groups)
    {
        const int Inputs = 6, Outputs = 24, Taps = 3;
        var layout = new WeightLayout(axes);
        TensorShape shape = TensorShape.Convolution(Inputs, Outputs, [Taps], groups, layout);
        float[] weights = Init.Orthogonal(2).Initialize(shape, Source());
        string[] names = [.. axes.Split(", ").Select(name => name.TrimStart('*'))];
        for (int group = 0; group < groups; group++)
        {
            int ins = Inputs / groups, outs = Outputs / groups;
            int IndexOf(int output, int column)
            {
                int index = 0;
                for (int axis = 0; axis < names.Length; axis++)
                {
                    int position = names[axis] switch
                    {
                        "out" => group * outs + output,
                        "in" => group * ins + column / Taps,
                        "out/groups" => output,
                        "in/groups" => column / Taps,
                        _ => column % Taps,
                    };
                    index = index * (int)shape[axis] + position;
                }
                return index;
            }
            OrthogonalMatrices.ErrorOf([.. weights.Select(weight => weight / 2)], outs, ins * Taps, IndexOf)
                .Should().BeLessThan(Orthonormal);
        }
    }

    [Fact]
    public void Orthogonal_OfAnotherLayout_IsTheSameLayer()
    {
        float[] outIn = Init.Orthogonal().Initialize(TensorShape.Convolution(5, 4, [3, 2]), Source()); // [4, 5, 3, 2]
        // [3, 2, 5, 4]
        float[] inOut = Init.Orthogonal().Initialize(TensorShape.Convolution(5, 4, [3, 2], layout: WeightLayout.InOut), Source());
        for (int output = 0; output < 4; output++)
        {
            for (int input = 0; input < 5; input++)
            {
                for (int tap = 0; tap < 6; tap++) inOut[(tap * 5 + input) * 4 + output].Should().Be(outIn[(output * 5 + input) * 6 + tap]);
            }
        }
    }

    [Fact]
    public void Orthogonal_OfPackedGates_IsOrthogonalByGateUnlessAskedOtherwise()
    {
        TensorShape gates = TensorShape.Linear(inputs: 10, outputs: 40).WithBlocks(4);
        float[] weights = Init.Orthogonal().Initialize(gates, Source());
        for (int gate = 0; gate < 4; gate++)
            OrthogonalMatrices.ErrorOf(weights, 10, 10, (output, input) => (gate * 10 + output) * 10 + input)
                .Should().BeLessThan(Orthonormal);
        weights[..100].Should().NotEqual(weights[100..200]);

        float[] whole = Init.Orthogonal(perBlock: false).Initialize(gates, Source());
        OrthogonalMatrices.ErrorOf(whole, 40, 10, (output, input) => output * 10 + input).Should().BeLessThan(Orthonormal);
        OrthogonalMatrices.ErrorOf(whole, 10, 10, (output, input) => output * 10 + input).Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Orthogonal_OfABatch_IsOrthogonalInEachEntry()
    {
        float[] experts = Init.Orthogonal().Initialize(new TensorShape(3, 8, 5).WithLayout(new WeightLayout("batch, out, in")), Source());
        for (int expert = 0; expert < 3; expert++)
            OrthogonalMatrices.ErrorOf(experts, 8, 5, (output, input) => expert * 40 + output * 5 + input).Should().BeLessThan(Orthonormal);
        // An entry takes the words that it would take alone, after those before it.
        var random = Source();
        random.Skip(40);
        experts[40..80].Should().Equal(Init.Orthogonal().Initialize([8, 5], random));
    }

    [Fact]
    public void Orthogonal_StoredWithItsZeros_IsBlockDiagonal()
    {
        // A layout whose axes hold all channels also stores elements between groups.
        TensorShape shape = new TensorShape(6, 4).WithLayout(new WeightLayout("out, in")).WithGroups(2);
        var random = Source();
        float[] weights = Init.Orthogonal().Initialize(shape, random);
        for (int group = 0; group < 2; group++)
            OrthogonalMatrices.ErrorOf(weights, 3, 2, (output, input) => (group * 3 + output) * 4 + group * 2 + input)
                .Should().BeLessThan(Orthonormal);
        for (int output = 0; output < 6; output++)
        {
            for (int input = 0; input < 4; input++) (weights[output * 4 + input] != 0).Should().Be(output / 3 == input / 2);
        }
        random.Position.Should().Be(24);
    }

    [Fact]
    public void Orthogonal_OfZeros_IsOrthogonal()
    {
        // A source that gives only 0, or a last number of 0: a sign of 0 would make a column 0.
        OrthogonalMatrices.ErrorOf(Init.Orthogonal().Initialize([5, 3], new ZeroNormals()), 5, 3, (output, input) => output * 3 + input)
            .Should().Be(0);
    }

    [Theory]
    [InlineData(8, 2, 2)]
    [InlineData(2, 8, 0.5)]
    public void OrthogonalScaled_OfAMatrix_HasTheSpectralNormOfTheCondition(int outputs, int inputs, float norm)
    {
        float[] weights = Init.OrthogonalScaled().Initialize([outputs, inputs], Source());
        weights.Should().Equal(Init.Orthogonal(norm).Initialize([outputs, inputs], Source()));
        // The channels count, not the taps.
        Init.OrthogonalScaled(3).Initialize(TensorShape.Convolution(inputs, outputs, [3]), Source())
            .Should().Equal(Init.Orthogonal(3 * norm).Initialize(TensorShape.Convolution(inputs, outputs, [3]), Source()));
    }

    [Fact]
    public void OrthogonalScaled_OfAPackedMatrixAsAWhole_CountsItsOutputs()
    {
        TensorShape packed = TensorShape.Linear(inputs: 4, outputs: 16).WithBlocks(4);
        Init.OrthogonalScaled(perBlock: false).Initialize(packed, Source())
            .Should().Equal(Init.Orthogonal(2, perBlock: false).Initialize(packed, Source()));
        Init.OrthogonalScaled().Initialize(packed, Source()).Should().Equal(Init.Orthogonal().Initialize(packed, Source()));
    }

    [Theory]
    [InlineData(KernelCentre.Later, 1, 2)]
    [InlineData(KernelCentre.Earlier, 1, 1)]
    public void DeltaOrthogonal_OfAConvolution_IsOrthogonalAtTheCentreAlone(KernelCentre centre, int row, int column)
    {
        float[] kernel = Init.DeltaOrthogonal(centre: centre).Initialize(TensorShape.Convolution(5, 7, [3, 4]), Source());
        float[] matrix = Init.Orthogonal().Initialize([7, 5], Source());
        for (int i = 0; i < kernel.Length; i++)
            kernel[i].Should().Be(i % 12 == row * 4 + column ? matrix[i / 12] : 0);
    }

    [Fact]
    public void DeltaOrthogonal_OfGroupsAndAxes_IsOrthogonalInEach()
    {
        foreach (TensorShape kernel in (TensorShape[])[[3], [3, 3], [3, 1, 5]])
        {
            float[] weights = Init.DeltaOrthogonal().Initialize(TensorShape.Convolution(4, 12, kernel, groups: 2), Source());
            int taps = (int)kernel.Count, centre = taps / 2;
            weights.Count(weight => weight != 0).Should().Be(24);
            for (int group = 0; group < 2; group++)
                OrthogonalMatrices.ErrorOf(weights, 6, 2, (output, input) => ((group * 6 + output) * 2 + input) * taps + centre)
                    .Should().BeLessThan(Orthonormal);
        }
    }

    [Fact]
    public void DeltaOrthogonal_OfAGain_IsThatManyTimesItself()
    {
        TensorShape kernel = TensorShape.Convolution(4, 6, [3]);
        Init.DeltaOrthogonal(2).Initialize(kernel, Source())
            .Should().Equal(Init.DeltaOrthogonal().Initialize(kernel, Source()).Select(weight => 2 * weight));
    }

    [Fact]
    public void DeltaOrthogonal_OfABatch_IsAtTheCentreOfEachEntry()
    {
        float[] kernels = Init.DeltaOrthogonal().Initialize(
            new TensorShape(2, 3, 3, 3).WithLayout(new WeightLayout("batch, out, in, kernel")), Source());
        for (int i = 0; i < kernels.Length; i++) (kernels[i] != 0).Should().Be(i % 3 == 1);
        for (int entry = 0; entry < 2; entry++)
            OrthogonalMatrices.ErrorOf(kernels, 3, 3, (output, input) => entry * 27 + (output * 3 + input) * 3 + 1)
                .Should().BeLessThan(Orthonormal);
    }

    [Fact]
    public void Orthogonal_OfALayoutThatNamesTheGroupTwice_IsOneMatrix()
    {
        PhiloxRandom random = Source();
        float[] weights = Init.Orthogonal().Initialize(
            new TensorShape(4, 3).WithLayout(new WeightLayout("out/groups, in/groups")).WithGroups(2), random);
        weights.Should().Equal(Init.Orthogonal().Initialize([4, 3], Source()), "no axis tells one group from another");
        random.Position.Should().Be(12);
    }

    [Fact]
    public void DeltaOrthogonal_Convolved_KeepsTheLengthOfASignal()
    {
        const int Length = 9;
        float[] kernel = Init.DeltaOrthogonal().Initialize(TensorShape.Convolution(3, 5, [3]), Source());
        float[] signal = Init.Normal(0, 1).Initialize([3, Length], Source().Fork("signal"));
        double before = signal.Sum(value => (double)value * value), after = 0;
        for (int output = 0; output < 5; output++)
        {
            for (int x = 0; x < Length; x++)
            {
                double sum = 0;
                for (int input = 0; input < 3; input++)
                {
                    for (int tap = 0; tap < 3; tap++)
                        sum += kernel[(output * 3 + input) * 3 + tap] * signal[input * Length + (x + tap - 1 + Length) % Length];
                }
                after += sum * sum;
            }
        }
        after.Should().BeApproximately(before, 3 * Orthonormal * before);
    }

    [Fact]
    public void Initialize_AWideConvolutionWithDelta_Throws()
    {
        var weights = new float[30];
        Action act = () => Init.DeltaOrthogonal().Initialize(weights, TensorShape.Convolution(5, 2, [3]), Source());
        act.Should().Throw<ArgumentException>().WithMessage(
            "shape must have at least as many outputs as inputs, in each group and block, but was [2, 5, 3] (out, in, *kernel), " +
            "with 5 inputs for 2 outputs.*").WithParameterName("shape");
        weights.Should().OnlyContain(weight => weight == 0);
    }

    [Fact]
    public void Initialize_NoMatrix_Throws()
    {
        foreach (IWeightInitializer initializer in (IWeightInitializer[])[Init.Orthogonal(), Init.DeltaOrthogonal()])
        {
            ((Action)(() => initializer.Initialize([5]))).Should().Throw<ArgumentException>()
                .WithMessage("shape must have at least 2 axes for its layout, \"out, in/groups, ?kernel\", but was [5].*")
                .WithParameterName("shape");
            ((Action)(() => initializer.Initialize(new TensorShape(9, 4).WithBlocks(2))))
                .Should().Throw<ArgumentException>()
                .WithMessage("shape must have outputs that divide evenly into its 2 blocks, but was *with 9 outputs.*");
        }
        ((Action)(() => Init.OrthogonalScaled(1.5e38).Initialize([16, 4]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must lead to a gain that is finite as a float when doubled, but was *which leads to 3E+38.*")
            .WithParameterName("shape");
    }

    [Fact]
    public void Initialize_AMatrixBeyondTheArrays_IsRefusedBeforeAnythingIsDrawn()
    {
        HaarMatrix.Fits(46_000, 46_000).Should().BeTrue();
        HaarMatrix.Fits(67_000_000, 4).Should().BeTrue();
        HaarMatrix.Fits(2_000_000_000, 1).Should().BeFalse();
        HaarMatrix.Fits(100_000_000, 20).Should().BeFalse();
        HaarMatrix.Fits(67_000_000, 32).Should().BeFalse("its reflectors are padded to 36");
        HaarMatrix.Fits(70_000_000, 1).Should().BeFalse("its panel is wider than one column");
    }

    [Fact]
    public unsafe void Initialize_AMatrixBeyondTheArrays_IsRefused()
    {
        // Memory that is reserved and never touched costs nothing.
        const int Count = 70_000_000;
        void* memory = NativeMemory.Alloc(Count, sizeof(float));
        try
        {
            foreach ((IWeightInitializer initializer, TensorShape shape) in ((IWeightInitializer, TensorShape)[])[
                (Init.Orthogonal(), [Count, 1]), (Init.DeltaOrthogonal(), [Count, 1, 1])])
                ((Action)(() => initializer.Initialize(new Span<float>(memory, Count), shape, Source())))
                    .Should().Throw<ArgumentException>().WithMessage("shape must have matrices of at most*").WithParameterName("shape");
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [Fact]
    public void Run_ManyItemsOnSeveralThreads_DoesEachOnce()
    {
        var counts = new int[1_000_000];
        WorkItems<float>.Run(new Counting(counts), threads: 4);
        counts.Should().OnlyContain(count => count == 1);
    }

    private readonly struct Counting(int[] counts) : IWorkItems<float>
    {
        public int Count => counts.Length;

        public int MemoryLength => 16;

        public void Do(int item, Span<float> memory) => Interlocked.Increment(ref counts[item]);
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(OrthogonalTests));

    private sealed class ZeroNormals : IRandomBitSource
    {
        public void NextBits(Span<uint> destination) => destination.Clear();

        public void NextNormal(Span<float> destination, double mean, double standardDeviation) => destination.Clear();
    }
}

using CsCheck;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Orthogonal;

/// <summary>Orthogonal convolutions with circular padding keep lengths, use every tap, in every layout; their
/// bits are in the golden file.</summary>
public class ConvolutionOrthogonalTests
{
    /// <summary>Columns of floats are orthonormal to 1e-6 (OrthogonalTests); each factor consists of some.</summary>
    private const double Orthonormal = 1e-6;

    [Theory]
    [InlineData(4, 4, new[] { 3 }, 1)]
    [InlineData(3, 7, new[] { 4 }, 1)]
    [InlineData(1, 1, new[] { 5 }, 1)]
    [InlineData(5, 6, new[] { 3, 3 }, 1)]
    [InlineData(4, 8, new[] { 2, 4 }, 2)]
    [InlineData(3, 3, new[] { 3, 1, 2 }, 1)]
    [InlineData(16, 32, new[] { 3, 3 }, 1)]
    public void Convolved_InCircles_KeepsTheLengthOfASignal(int inputs, int outputs, int[] kernel, int groups)
    {
        TensorShape shape = TensorShape.Convolution(inputs, outputs, kernel, groups);
        double[] floats = [.. Init.ConvolutionOrthogonal(3).Initialize(shape, Source()).Select(weight => (double)weight)];
        AssertKeepsLength(floats, inputs, outputs, kernel, groups, Orthonormal);
        AssertKeepsLength(Init.ConvolutionOrthogonal(3).Initialize<double>(shape, Source()),
            inputs, outputs, kernel, groups, OrthogonalInDoubleTests.Orthonormal);
    }

    [Fact]
    public void Initialize_OfASquareKernel_UsesAllTaps()
    {
        // Each half of the space is treated alike at each tap: no tap has less than a fifth of an equal share of the squares.
        float[] weights = Init.ConvolutionOrthogonal().Initialize(TensorShape.Convolution(32, 32, [3, 3]), Source());
        double[] squares =
            [.. Enumerable.Range(0, 9).Select(tap => weights.Where((_, i) => i % 9 == tap).Sum(weight => (double)weight * weight))];
        squares.Sum().Should().BeApproximately(32, 1e-4, "all taps together have orthonormal columns");
        squares.Should().OnlyContain(square => square > 32 / 9.0 / 5);
        ((double)squares[4]).Should().Be(squares.Max(), "the middle of two steps along each axis is the centre");
    }

    [Fact]
    public void Initialize_OfOneInput_IsAtTheCentre()
    {
        float[] weights = Init.ConvolutionOrthogonal().Initialize(TensorShape.Convolution(1, 4, [3, 5]), Source());
        for (int i = 0; i < weights.Length; i++) (weights[i] != 0).Should().Be(i % 15 == 7, "no projection of one dimension is a half");
    }

    [Fact]
    public void Initialize_WithoutKernel_IsOrthogonal()
    {
        Init.ConvolutionOrthogonal(0.5).Initialize([7, 5], Source()).Should().Equal(Init.Orthogonal(0.5).Initialize([7, 5], Source()));
        Init.ConvolutionOrthogonal().Initialize([7, 5, 1, 1], Source()).Should().Equal(Init.Orthogonal().Initialize([7, 5], Source()));
    }

    [Fact]
    public void Initialize_OfLayoutsGroupsAndBatches_HasTheKernelsOfEach()
    {
        // [12, 2, 2, 3]
        float[] outIn = Init.ConvolutionOrthogonal().Initialize(
            TensorShape.Convolution(4, 12, [2, 3], groups: 2).WithBlocks([4, 2]), Source());
        // [2, 3, 2, 12]
        float[] inOut = Init.ConvolutionOrthogonal().Initialize(
            TensorShape.Convolution(4, 12, [2, 3], groups: 2, WeightLayout.InOut).WithBlocks([4, 2]), Source());
        for (int output = 0; output < 12; output++)
        {
            for (int input = 0; input < 2; input++)
            {
                for (int tap = 0; tap < 6; tap++) inOut[(tap * 2 + input) * 12 + output].Should().Be(outIn[(output * 2 + input) * 6 + tap]);
            }
        }

        // Each matrix takes as many words as it has elements, of which it needs the first.
        long start = 0;
        foreach (int outputs in (int[])[4, 2, 4, 2])
        {
            PhiloxRandom random = Source();
            random.Skip(start);
            TensorShape one = TensorShape.Convolution(2, outputs, [2, 3]);
            outIn[(int)start..(int)(start + one.Count)].Should().Equal(Init.ConvolutionOrthogonal().Initialize(one, random));
            random.Position.Should().Be(start += one.Count);
        }

        float[] batch = Init.ConvolutionOrthogonal().Initialize(
            new TensorShape(2, 3, 3, 3).WithLayout(new("batch, out, in, kernel")), Source());
        batch[..27].Should().Equal(Init.ConvolutionOrthogonal().Initialize([3, 3, 3], Source()));
    }

    [Fact]
    public void Initialize_OneThreadOrAll_SameBits()
    {
        TensorShape shape = TensorShape.Convolution(70, 90, [3, 3]);
        float[] alone = Init.ConvolutionOrthogonal().Initialize(shape, new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 });
        Init.ConvolutionOrthogonal().Initialize(shape, new PhiloxRandom(1)).AsSpan().SequenceEqual(alone).Should().BeTrue();
    }

    [Fact]
    public void Initialize_WhatCannotKeepLengths_IsRefused()
    {
        PhiloxRandom random = Source();
        ((Action)(() => Init.ConvolutionOrthogonal().Initialize(TensorShape.Convolution(5, 2, [3]), random)))
            .Should().Throw<ArgumentException>()
            .WithMessage("shape must have at least as many outputs as inputs*, but was *with 5 inputs for 2 outputs*")
            .WithParameterName("shape");
        ((Action)(() => Init.ConvolutionOrthogonal().Initialize(TensorShape.Convolution(3, 6, [3]).WithBlocks([4, 2]), random)))
            .Should().Throw<ArgumentException>().WithParameterName("shape");
        ((Action)(() => Init.ConvolutionOrthogonal().Initialize([5], random)))
            .Should().Throw<ArgumentException>().WithParameterName("shape");
        ((Action)(() => Init.ConvolutionOrthogonal(float.MaxValue))).Should().Throw<ArgumentException>().WithParameterName("gain");
        random.Position.Should().Be(0);
        Init.Get("convolution_orthogonal").Should().Be(Init.ConvolutionOrthogonal());
    }

    private static void AssertKeepsLength(double[] weights, int inputs, int outputs, int[] kernel, int groups, double orthonormal)
    {
        int[] grid = [.. kernel.Select(extent => extent + 2)];
        int positions = grid.Aggregate(1, (product, extent) => product * extent),
            taps = kernel.Aggregate(1, (product, extent) => product * extent);
        int factors = kernel.Sum(extent => extent - 1) + 1;
        Gen.Single[-1, 1].Array[inputs * positions].Holds(signal =>
        {
            double before = signal.Sum(value => (double)value * value), after = 0;
            for (int output = 0; output < outputs; output++)
            {
                for (int position = 0; position < positions; position++)
                {
                    double sum = 0;
                    for (int input = 0; input < inputs / groups; input++)
                    {
                        int channel = output / (outputs / groups) * (inputs / groups) + input;
                        for (int tap = 0; tap < taps; tap++)
                            sum += weights[(output * (inputs / groups) + input) * taps + tap] *
                                signal[channel * positions + Shifted(position, tap, kernel, grid)];
                    }
                    after += sum * sum;
                }
            }
            after.Should().BeApproximately(9 * before, 2 * factors * orthonormal * 9 * before);
        }, count: 3);
    }

    /// <summary>The position that a tap reads, with circular padding.</summary>
    private static int Shifted(int position, int tap, int[] kernel, int[] grid)
    {
        (int shifted, int stride) = (0, 1);
        for (int axis = kernel.Length - 1; axis >= 0; axis--)
        {
            (position, int at) = Math.DivRem(position, grid[axis]);
            (tap, int by) = Math.DivRem(tap, kernel[axis]);
            shifted += (at + by) % grid[axis] * stride;
            stride *= grid[axis];
        }
        return shifted;
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(ConvolutionOrthogonalTests));
}

using Initializers.Tests.Statistics;

namespace Initializers.Tests.Composition;

/// <summary>A transposed convolution that starts as a convolution followed by nearest-neighbour enlargement.</summary>
public class IcnrTransposedTests
{
    [Theory]
    [InlineData(2, 4)]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    public void IcnrTransposed_Convolved_EnlargesWithoutCheckerboards(int factor, int extent)
    {
        const int Inputs = 3, Outputs = 2, Length = 5;
        TensorShape shape = TensorShape.TransposedConvolution(Inputs, Outputs, [extent]);
        float[] weights = Init.IcnrTransposed(Init.HeNormal(), factor).Initialize(shape, Source()); // [in, out, kernel]
        float[] small = Init.HeNormal().Initialize(TensorShape.TransposedConvolution(Inputs, Outputs, [extent / factor]), Source());
        float[] signal = Init.Normal(1).Initialize([Inputs, Length], Source().Fork("signal"));

        double[,] enlarged = Transposed(weights, extent, factor, signal), plain = Transposed(small, extent / factor, 1, signal);

        for (int output = 0; output < Outputs; output++)
        {
            for (int x = 0; x < enlarged.GetLength(1); x++)
                enlarged[output, x].Should().Be(plain[output, x / factor], "each position of the small image is repeated");
        }

        static double[,] Transposed(float[] weights, int extent, int stride, float[] signal)
        {
            var result = new double[Outputs, (Length - 1) * stride + extent];
            for (int x = 0; x < Length; x++)
            {
                for (int input = 0; input < Inputs; input++)
                {
                    for (int output = 0; output < Outputs; output++)
                    {
                        for (int tap = 0; tap < extent; tap++)
                            result[output, x * stride + tap] += (double)weights[(input * Outputs + output) * extent + tap] *
                                signal[input * Length + x];
                    }
                }
            }
            return result;
        }
    }

    [Fact]
    public void IcnrTransposed_InAnyLayout_RepeatsTheTapsOfTheSmallerKernel()
    {
        foreach (WeightLayout layout in (WeightLayout[])[WeightLayout.OutIn, WeightLayout.InOut])
        {
            TensorShape shape = TensorShape.TransposedConvolution(3, 2, [4, 6], layout: layout, stride: [2, 2]),
                inside = TensorShape.TransposedConvolution(3, 2, [2, 3], layout: layout);
            IcnrTransposedInitializer icnr = Init.IcnrTransposed(Init.HeNormal(), 2);
            float[] weights = icnr.Initialize(shape, Source()), small = Init.HeNormal().Initialize(inside, Source());
            for (int element = 0; element < weights.Length; element++)
            {
                int from = 0, left = element, stride = 1;
                for (int axis = 3; axis >= 0; axis--)
                {
                    (left, int position) = Math.DivRem(left, (int)shape[axis]);
                    from += (shape[axis] == inside[axis] ? position : position / 2) * stride;
                    stride *= (int)inside[axis];
                }
                weights[element].Should().Be(small[from]);
            }
            icnr.Predict(shape)!.Value.StandardDeviation.Should().Be(Init.HeNormal().StandardDeviation(inside))
                .And.Be(Init.HeNormal().StandardDeviation(shape), "strides leave the fan-in as it is");
            var slice = new float[17];
            PhiloxRandom random = Source();
            icnr.InitializeSlice(slice, 9, shape, random);
            slice.Should().Equal(weights[9..26]);
            random.Position.Should().Be(26);
        }
    }

    [Fact]
    public void Icnr_OfATransposedLayout_RepeatsItsOutputs()
    {
        // [in, out, *kernel]: the outputs are the second axis.
        TensorShape shape = TensorShape.TransposedConvolution(3, 8, [3, 3]);
        float[] weights = Init.Icnr(Init.HeNormal(), 2).Initialize(shape, Source()),
            small = Init.HeNormal().Initialize(TensorShape.TransposedConvolution(3, 2, [3, 3]), Source());
        for (int input = 0; input < 3; input++)
        {
            for (int output = 0; output < 8; output++)
            {
                for (int tap = 0; tap < 9; tap++)
                    weights[(input * 8 + output) * 9 + tap].Should().Be(small[(input * 2 + output / 4) * 9 + tap]);
            }
        }
    }

    [Fact]
    public void IcnrTransposed_OfWhatDoesNotFit_IsRefused()
    {
        PhiloxRandom random = Source();
        ((Action)(() => Init.IcnrTransposed(Init.Ones(), 2).Initialize(TensorShape.TransposedConvolution(3, 2, [5]), random)))
            .Should().Throw<ArgumentException>()
            .WithMessage("shape must have a kernel whose extents are multiples of 2, the stride, but was *, with an extent of 5.*")
            .WithParameterName("shape");
        ((Action)(() => Init.IcnrTransposed(Init.Ones(), 2).Initialize([4, 4], random)))
            .Should().Throw<ArgumentException>().WithMessage("*kernel axis*").WithParameterName("shape");
        ((Action)(() => Init.IcnrTransposed(Init.Ones(), 0))).Should().Throw<ArgumentException>().WithParameterName("factor");
        ((Action)(() => Init.IcnrTransposed(null!, 2))).Should().Throw<ArgumentNullException>().WithParameterName("inner");
        random.Position.Should().Be(0);
        Init.IcnrTransposed(Init.HeNormal(), 2).ToString().Should().Be("IcnrTransposed(HeNormal(mode: In), factor: 2)");
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(IcnrTransposedTests));
}

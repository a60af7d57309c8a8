namespace Initializers.Tests.Schemes;

/// <summary>Bilinear kernels, against the authors' formula and by what they do to images.</summary>
public class BilinearTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    public void Bilinear_OfAnyExtent_IsTheAuthorsKernel(int extent)
    {
        // surgery.py of FCN: factor = (size + 1) // 2, centre = factor - 1 for odd sizes and factor - 0.5 for even ones.
        int factor = (extent + 1) / 2;
        double centre = extent % 2 == 1 ? factor - 1 : factor - 0.5;
        float[] kernel = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(1, 1, [extent, extent]));
        for (int y = 0; y < extent; y++)
        {
            for (int x = 0; x < extent; x++)
                kernel[y * extent + x].Should().Be((float)((1 - Math.Abs(y - centre) / factor) * (1 - Math.Abs(x - centre) / factor)));
        }
    }

    [Fact]
    public void Bilinear_OfManyChannels_JoinsEachToItselfAlone()
    {
        float[] diagonal = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(2, 3, [2]));
        diagonal.Should().Equal(0.5f, 0.5f, 0, 0, 0, 0, 0, 0, 0.5f, 0.5f, 0, 0);
        float[] depthwise = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(3, 3, [4], groups: 3));
        Init.Bilinear().Initialize([3, 1, 4])
            .Should().Equal(depthwise, "the only input goes to every output, as in a depthwise kernel whose groups are not given");
        depthwise.Should().Equal(0.25f, 0.75f, 0.75f, 0.25f, 0.25f, 0.75f, 0.75f, 0.25f, 0.25f, 0.75f, 0.75f, 0.25f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Bilinear_InATransposedConvolution_EnlargesByInterpolation(int factor)
    {
        // Stride f, extent 2 f - f mod 2, padding ceil((f - 1) / 2): inside, a plane stays a plane, with a slope of 1 / f.
        int extent = 2 * factor - factor % 2, padding = factor / 2;
        const int Side = 6;
        float[] kernel = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(1, 1, [extent, extent]));
        var enlarged = new double[Side * factor + extent, Side * factor + extent];
        for (int i = 0; i < Side * Side; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            for (int tap = 0; tap < kernel.Length; tap++)
                enlarged[y * factor + tap / extent, x * factor + tap % extent] += (2 * y + 3 * x) * kernel[tap];
        }
        for (int y = factor; y < (Side - 1) * factor - 1; y++)
        {
            for (int x = factor; x < (Side - 1) * factor - 1; x++)
            {
                // Products and sums of floats within 2^-24 of the exact weights; values are below 25.
                (enlarged[padding + y, padding + x + 1] - enlarged[padding + y, padding + x]).Should().BeApproximately(3.0 / factor, 1e-5);
                (enlarged[padding + y + 1, padding + x] - enlarged[padding + y, padding + x]).Should().BeApproximately(2.0 / factor, 1e-5);
            }
        }
    }

    [Fact]
    public void Bilinear_OfOneAndThreeAxes_IsLinearAndTrilinear()
    {
        float[] linear = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(1, 1, [4]));
        float[] trilinear = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(1, 1, [4, 4, 4]));
        for (int i = 0; i < 64; i++) trilinear[i].Should().Be(linear[i / 16] * linear[i / 4 % 4] * linear[i % 4]);
    }

    [Fact]
    public void Bilinear_OfAMatrix_Throws() =>
        ((Action)(() => Init.Bilinear().Initialize([3, 3]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must be a convolution with at least one kernel axis, but was [3, 3]*").WithParameterName("shape");
}

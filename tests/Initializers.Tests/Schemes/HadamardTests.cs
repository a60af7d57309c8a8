using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Schemes;

/// <summary>Hadamard matrices and ZerO, against Sylvester's recursion.</summary>
public class HadamardTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    [InlineData(3, 8)]
    [InlineData(16, 16)]
    [InlineData(17, 4)]
    public void Hadamard_OfAMatrix_IsTheCornerOfSylvesters(int outputs, int inputs)
    {
        Matrix<double> sylvester = Sylvester(Math.Max(outputs, inputs));
        float[] weights = Init.Hadamard(3).Initialize([outputs, inputs]);
        for (int i = 0; i < weights.Length; i++)
            weights[i].Should().Be((float)(3 * Math.Sqrt(1.0 / sylvester.RowCount) * sylvester[i / inputs, i % inputs]));
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 7)]
    [InlineData(5, 16)]
    public void Hadamard_WithAPowerOfTwo_IsOrthogonal(int outputs, int inputs)
    {
        // stored by columns
        Matrix<double> q = Matrix<double>.Build.Dense(inputs, outputs, Init.Hadamard().Initialize<double>([outputs, inputs]));
        Matrix<double> products = outputs >= inputs ? q.TransposeAndMultiply(q) : q.TransposeThisAndMultiply(q);
        // The magnitude is rounded once to a float: half an ulp, 2^-24, twice.
        (products - Matrix<double>.Build.DenseIdentity(products.RowCount)).Enumerate().Max(Math.Abs)
            .Should().BeLessThanOrEqualTo(Math.ScaleB(1.01, -23));
    }

    [Fact]
    public void Hadamard_OfAConvolution_HasARowForEachOutput() =>
        Init.Hadamard().Initialize(TensorShape.Convolution(3, 4, [5])).Should().Equal(Init.Hadamard().Initialize([4, 15]));

    [Fact]
    public void ZerO_ThatDoesNotWiden_IsTheIdentity()
    {
        Init.ZerOHadamard().Initialize([2, 3]).Should().Equal(1, 0, 0, 0, 1, 0);
        Init.ZerOHadamard(0.5).Initialize([2, 2]).Should().Equal(0.5f, 0, 0, 0.5f);
        Init.ZerOHadamard().Initialize(TensorShape.Convolution(2, 2, [3]))
            .Should().Equal(Init.Dirac().Initialize(TensorShape.Convolution(2, 2, [3])));
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(5, 2)]
    [InlineData(9, 8)]
    public void ZerO_ThatWidens_IsTheAuthorsHadamard(int outputs, int inputs)
    {
        // weight = I [out, 2^m] (H 2^(-m/2)) I [2^m, in], m = ceil(log2(out))
        Matrix<double> hadamard = Sylvester(outputs);
        float[] matrix = Init.ZerOHadamard().Initialize([outputs, inputs]);
        for (int i = 0; i < matrix.Length; i++)
            matrix[i].Should().Be((float)(hadamard[i / inputs, i % inputs] / Math.Sqrt(hadamard.RowCount)));

        float[] kernel = Init.ZerOHadamard(centre: KernelCentre.Earlier).Initialize(TensorShape.Convolution(inputs, outputs, [2, 3]));
        for (int i = 0; i < kernel.Length; i++) kernel[i].Should().Be(i % 6 == 1 ? matrix[i / 6] : 0);
    }

    [Fact]
    public void GroupsAndBlocksTogether_AreCornersOfTheirOwn()
    {
        // Two groups of two blocks of two outputs, each with the two inputs of its group.
        TensorShape shape = new TensorShape(8, 4).WithLayout(new WeightLayout("out, in")).WithGroups(2).WithBlocks(2);
        Init.Hadamard(Math.Sqrt(2)).Initialize(shape).Should().Equal(
            1, 1, 0, 0, 1, -1, 0, 0, 1, 1, 0, 0, 1, -1, 0, 0,
            0, 0, 1, 1, 0, 0, 1, -1, 0, 0, 1, 1, 0, 0, 1, -1);
    }

    [Fact]
    public void ZerO_ThatWidens_LeavesNoTwoOutputsAlike()
    {
        float[] weights = Init.ZerOHadamard().Initialize([8, 4]);
        Enumerable.Range(0, 8).Select(output => weights[(4 * output)..(4 * output + 4)].Sum(weight => weight > 0 ? 1 : 0))
            .Should().OnlyContain(positive => positive > 0);
        weights.Should().OnlyContain(weight => weight != 0, "zero padding would leave the outputs beyond the inputs without connections");
    }

    [Fact]
    public void Groups_AndBlocks_AreMatricesOfTheirOwn()
    {
        TensorShape packed = TensorShape.Linear(inputs: 2, outputs: 8).WithBlocks(2);
        float[] one = Init.Hadamard().Initialize([4, 2]);
        Init.Hadamard().Initialize(packed).Should().Equal([.. one, .. one]);
        Init.ZerOHadamard().Initialize(packed)
            .Should().Equal([.. Init.ZerOHadamard().Initialize([4, 2]), .. Init.ZerOHadamard().Initialize([4, 2])]);
        Init.Identity().Initialize(packed).Should().Equal([.. Init.Identity().Initialize([4, 2]), .. Init.Identity().Initialize([4, 2])]);
        TensorShape grouped = new TensorShape(4, 4).WithLayout(new WeightLayout("out, in")).WithGroups(2); // stores what is no connection
        Init.Hadamard(Math.Sqrt(2)).Initialize(grouped).Should().Equal(1, 1, 0, 0, 1, -1, 0, 0, 0, 0, 1, 1, 0, 0, 1, -1);
    }

    [Fact]
    public void Identity_OfABatch_IsTheIdentityInEachEntry()
    {
        TensorShape batch = new TensorShape(2, 2, 3).WithLayout(new WeightLayout("batch, out, in"));
        Init.Identity(2).Initialize(batch).Should().Equal(2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 2, 0);
        Init.Identity().Initialize(new TensorShape(2, 3, 2).WithLayout(new WeightLayout("out, batch, in")))
            .Should().Equal(1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1);
    }

    [Fact]
    public void Identity_OfARankThatDoesNotFit_Throws()
    {
        var batch = new WeightLayout("batch, in, out");
        ((Action)(() => Init.Identity().Initialize(new TensorShape(2, 2, 2, 2).WithLayout(batch))))
            .Should().Throw<ArgumentException>().WithMessage("shape must be a matrix*").WithParameterName("shape");
        ((Action)(() => Init.Identity().Initialize([5]))).Should().Throw<ArgumentException>().WithParameterName("shape");
        ((Action)(() => Init.Hadamard().Initialize(new TensorShape(2, 2, 2, 2).WithLayout(batch))))
            .Should().Throw<ArgumentException>()
            .WithMessage("shape must have 3 axes for its layout, \"batch, in, out\", but was [2, 2, 2, 2].*").WithParameterName("shape");
    }

    private static Matrix<double> Sylvester(int size)
    {
        Matrix<double> h = Matrix<double>.Build.Dense(1, 1, 1);
        while (h.RowCount < size) h = h.Append(h).Stack(h.Append(-h));
        return h;
    }
}

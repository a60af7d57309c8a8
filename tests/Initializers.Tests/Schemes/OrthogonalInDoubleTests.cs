using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Initializers.Kernels;
using Initializers.Tests.KnownAnswers;
using Initializers.Tests.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Schemes;

/// <summary>Matrices of doubles are the reflections of the same floats, multiplied out in double.</summary>
public class OrthogonalInDoubleTests
{
    /// <summary>The greatest error of inner products. Errors of n roundings of 2^-53 add up as their square root: 2e-15 at n = 512.</summary>
    public const double Orthonormal = 1e-14;

    public static TheoryData<string[]> Answers => [.. KnownAnswerFile.Lines("orthogonal-double.txt")];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Orthogonal_OfGivenNormals_HasTheBitsOfTheDefinition(string[] answer)
    {
        TensorShape shape = [long.Parse(answer[0]), long.Parse(answer[1])];
        double[] weights = Init.Orthogonal(double.Parse(answer[2], CultureInfo.InvariantCulture)).Initialize<double>(shape, new GivenNormals());
        string bits = answer[3].Length == 16 * weights.Length
            ? string.Concat(weights.Select(weight => BitConverter.DoubleToUInt64Bits(weight).ToString("x16")))
            : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(weights.AsSpan())));
        bits.Should().Be(answer[3]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(61, 97)]
    [InlineData(512, 512)]
    [InlineData(512, 100)]
    [InlineData(3, 2000)]
    public void Orthogonal_InDouble_IsOrthonormalToTheLastDigits(int outputs, int inputs) =>
        ErrorOf(Init.Orthogonal().Initialize<double>([outputs, inputs], Source()), outputs, inputs).Should().BeLessThan(Orthonormal);

    /// <summary>Floats are sums of products of floats: 512 roundings of 2^-24 of numbers below 1, which add up as their square root.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(61, 97)]
    [InlineData(512, 512)]
    public void Orthogonal_InDouble_IsTheMatrixOfFloatsToTheirLastBits(int outputs, int inputs)
    {
        double largest = Math.ScaleB(Math.Sqrt(512), -24);
        float[] floats = Init.Orthogonal(0.7).Initialize([outputs, inputs], Source());
        double[] doubles = Init.Orthogonal(0.7).Initialize<double>([outputs, inputs], Source());
        for (int i = 0; i < floats.Length; i++) doubles[i].Should().BeApproximately(floats[i], largest);
    }

    [Fact]
    public void Orthogonal_InDouble_TakesTheWordsOfFloats()
    {
        PhiloxRandom one = Source(), other = Source();
        Init.Orthogonal().Initialize([30, 20], one);
        Init.Orthogonal().Initialize<double>([30, 20], other);
        other.Position.Should().Be(one.Position);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(50, 33)]
    [InlineData(149, 149)]
    public void Write_EveryWidthOfVector_GivesTheSameBits(int rows, int columns)
    {
        double[] scalar = Written<Doubles64>(rows, columns);
        Written<DoublesTwice<Doubles64>>(rows, columns).Should().Equal(scalar);
        if (Lanes256.IsSupported) Written<Doubles256>(rows, columns).Should().Equal(scalar);
        if (Lanes512.IsSupported) Written<Doubles512>(rows, columns).Should().Equal(scalar);
    }

    [Fact]
    public void Orthogonal_OnOneThreadOrAll_IsTheSameMatrix()
    {
        PhiloxRandom one = Source();
        one.MaxDegreeOfParallelism = 1;
        Init.Orthogonal().Initialize<double>([300, 200], one).Should().Equal(Init.Orthogonal().Initialize<double>([300, 200], Source()));
    }

    [Fact]
    public void OrthogonalScaled_InDouble_HasTheGainInDouble()
    {
        double[] plain = Init.Orthogonal().Initialize<double>([30, 20], Source());
        Init.OrthogonalScaled(0.1).Initialize<double>([30, 20], Source()).Should()
            .Equal(plain.Select(weight => 0.1 * Math.Sqrt(1.5) * weight), (weight, other) => Math.Abs(weight - other) < 1e-16);
    }

    [Fact]
    public void DeltaOrthogonal_InDouble_IsOrthonormalAtTheCentre()
    {
        double[] kernel = Init.DeltaOrthogonal().Initialize<double>(TensorShape.Convolution(40, 60, [3]), Source());
        ErrorOf([.. kernel.Where((_, i) => i % 3 == 1)], 60, 40).Should().BeLessThan(Orthonormal);
        kernel.Where((_, i) => i % 3 != 1).Should().OnlyContain(weight => weight == 0);
    }

    private static double ErrorOf(double[] weights, int outputs, int inputs)
    {
        Matrix<double> q = Matrix<double>.Build.Dense(outputs, inputs, (output, input) => weights[output * inputs + input]);
        Matrix<double> products = outputs >= inputs ? q.TransposeThisAndMultiply(q) : q.TransposeAndMultiply(q);
        return (products - Matrix<double>.Build.DenseIdentity(products.RowCount)).Enumerate().Max(Math.Abs);
    }

    private static unsafe double[] Written<TDoubles>(int rows, int columns) where TDoubles : unmanaged, IDoubles<TDoubles>
    {
        float[] normals = Init.Normal(1).Initialize([rows, columns], Source());
        var weights = new double[rows * columns];
        long[] rowOffsets = [.. Enumerable.Range(0, rows).Select(row => (long)row * columns)];
        long[] columnOffsets = [.. Enumerable.Range(0, columns).Select(column => (long)column)];
        fixed (double* pinned = weights)
        {
            var target = new MatrixTarget<double>(pinned, rowOffsets, columnOffsets, 1);
            HaarMatrix.Write<TDoubles, TDoubles, double>(normals, rows, columns, target, threads: 2);
        }
        return weights;
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(OrthogonalInDoubleTests));
}

using System.Globalization;
using Initializers.Tests.KnownAnswers;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Orthogonal;

/// <summary>Matrices of doubles are the reflections of the same floats, multiplied out in double.</summary>
public class OrthogonalInDoubleTests
{
    /// <summary>The greatest error of inner products. Errors of n roundings of 2^-53 add up as their square
    /// root: 2e-15 at n = 512.</summary>
    public const double Orthonormal = 1e-14;

    public static TheoryData<string[]> Answers => [.. KnownAnswerFile.Lines("orthogonal-double.txt")];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Orthogonal_OfGivenNormals_HasTheBitsOfTheDefinition(string[] answer)
    {
        TensorShape shape = [long.Parse(answer[0]), long.Parse(answer[1])];
        double[] weights =
            Init.Orthogonal(double.Parse(answer[2], CultureInfo.InvariantCulture)).Initialize<double>(shape, new GivenNormals());
        OrthogonalMatrices.BitsOf(weights, answer[3]).Should().Be(answer[3]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(61, 97)]
    [InlineData(512, 512)]
    [InlineData(512, 100)]
    [InlineData(3, 2000)]
    public void Orthogonal_InDouble_IsOrthonormalToTheLastDigits(int outputs, int inputs) =>
        OrthogonalMatrices.ErrorOf(Init.Orthogonal().Initialize<double>([outputs, inputs], Source()), outputs, inputs)
            .Should().BeLessThan(Orthonormal);

    /// <summary>Floats are sums of products of floats: 512 roundings of 2^-24 of numbers below 1, which add up
    /// as their square root.</summary>
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
        double[] scalar = OrthogonalMatrices.Written<Doubles64, Doubles64, double>(rows, columns);
        OrthogonalMatrices.Written<DoublesTwice<Doubles64>, DoublesTwice<Doubles64>, double>(rows, columns).Should().Equal(scalar);
        if (Lanes256.IsSupported) OrthogonalMatrices.Written<Doubles256, Doubles256, double>(rows, columns).Should().Equal(scalar);
        if (Lanes512.IsSupported) OrthogonalMatrices.Written<Doubles512, Doubles512, double>(rows, columns).Should().Equal(scalar);
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
        OrthogonalMatrices.ErrorOf([.. kernel.Where((_, i) => i % 3 == 1)], 60, 40).Should().BeLessThan(Orthonormal);
        kernel.Where((_, i) => i % 3 != 1).Should().OnlyContain(weight => weight == 0);
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(OrthogonalInDoubleTests));
}

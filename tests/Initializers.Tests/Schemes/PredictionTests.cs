using CsCheck;
using Initializers.Tests.Shapes;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Schemes;

/// <summary>Predictions by formula against filled weights, over every kind of shape.</summary>
public class PredictionTests
{
    private const double Rounding = 1e-6; // of the values to floats, and of sums of them

    public static TheoryData<string> Fixed =>
    [
        "Hadamard", "ZerOHadamard", "Bilinear", "Dirac", "Identity",
        "state_space/hippo_legs_a", "state_space/hippo_legs_b", "state_space/hippo_legs_p",
        "state_space/s4d_log_real_part", "state_space/s4d_lin_imaginary_part",
        "state_space/s4d_inv_imaginary_part", "state_space/mamba_log_a", "Ones",
    ];

    [Theory]
    [MemberData(nameof(Fixed))]
    public void Predict_OfFixedValues_IsTheirMoments(string name)
    {
        int filled = 0;
        foreach (TensorShape shape in ShapeSamples.All.Concat([[7], [1], [5, 5], [1, 1], [3, 8],
            new TensorShape(6, 6).WithLayout(new("in, out")).WithBlocks([5, 1]), [64, 33, 3], [2, 2, 16, 7], [1, 1, 1]]))
        {
            foreach (IWeightInitializer initializer in Variants(Init.Get(name)))
            {
                if (!TryFill(initializer, shape, out float[] weights)) continue;
                filled++;
                WeightPrediction promise = ((IPredictableInitializer)initializer).Predict(shape)!.Value;
                double mean = weights.Average(weight => (double)weight), largest = weights.Max(weight => Math.Abs((double)weight));
                double deviation = Math.Sqrt(weights.Average(weight => (weight - mean) * (weight - mean)));
                promise.Mean.Should().BeApproximately(mean, Rounding * largest, "{0} of {1}", initializer, shape);
                promise.StandardDeviation.Should().BeApproximately(deviation, Rounding * largest, "{0} of {1}", initializer, shape);
                ((float)promise.Smallest)
                    .Should().BeApproximately(weights.Min(), (float)(Rounding * largest), "{0} of {1}", initializer, shape);
                ((float)promise.Largest)
                    .Should().BeApproximately(weights.Max(), (float)(Rounding * largest), "{0} of {1}", initializer, shape);
            }
        }
        filled.Should().BePositive();
    }

    [Fact]
    public void Predict_OfOrthogonalOnes_IsTheirMeanSquare()
    {
        Gen<IPredictableInitializer> initializers = Gen.OneOf<IPredictableInitializer>(
            Init.Orthogonal(2), Init.OrthogonalScaled(), Init.Orthogonal(perBlock: false), Init.DeltaOrthogonal(3),
            Init.ConvolutionOrthogonal(-2));
        Gen.Select(ShapeGen.Any, initializers).Where((shape, given) => TryFill(given, shape, out _)).Holds((shape, initializer) =>
        {
            float[] weights = initializer.Initialize(shape, TestSeed.Source(nameof(PredictionTests)));
            WeightPrediction promise = initializer.Predict(shape)!.Value;
            Math.Sqrt(weights.Average(weight => (double)weight * weight)).Should()
                .BeApproximately(promise.StandardDeviation, Rounding * promise.Largest, "lengths are those of the gain");
            weights.Max(Math.Abs).Should().BeLessThanOrEqualTo((float)(promise.Largest * (1 + Rounding)));
        }, count: 500);
    }

    [Fact]
    public void Predict_OfSparseOnes_CountsWhatIsKept() => Gen.Select(
        ShapeGen.Any,
        Gen.OneOf(Init.Sparse(0.4, 2), Init.SparseConnections(2, 2), Init.Sparse(0.4, 2, SparseUnit.Input), Init.Sparse(0, 2)))
        .Holds((shape, sparse) =>
    {
        float[] weights = sparse.Initialize(shape, TestSeed.Source(nameof(PredictionTests)));
        double share = weights.Count(weight => weight != 0) / (double)weights.Length;
        sparse.Predict(shape)!.Value.StandardDeviation.Should().BeApproximately(2 * Math.Sqrt(share), 1e-12);
    });

    [Fact]
    public void Predict_OfManyStates_PromisesNothing()
    {
        StateSpaceInit.MambaLogA().Predict([3, 1 << 16]).Should().NotBeNull();
        StateSpaceInit.MambaLogA().Predict([3, (1 << 16) + 1]).Should().BeNull();
        StateSpaceInit.HippoLegsA().Predict([(1 << 16) + 1, (1 << 16) + 1]).Should().BeNull();
    }

    [Fact]
    public void SumOf_TruncatedHadamardMatrices_IsThatOfTheirElements()
    {
        for (int rows = 1; rows <= 40; rows++)
        {
            for (int columns = 1; columns <= 40; columns++)
            {
                double sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++) sum += HadamardMatrix.At(row, column, 1);
                }
                ((double)HadamardMatrix.SumOf(rows, columns)).Should().Be(sum, "{0} by {1}", rows, columns);
            }
        }
        HadamardMatrix.SumOf(long.MaxValue, 1).Should().Be(long.MaxValue);
        HadamardMatrix.SumOf(1L << 31, 1L << 31).Should().Be(1L << 31);
    }

    private static IEnumerable<IWeightInitializer> Variants(IWeightInitializer initializer) => initializer switch
    {
        HadamardInitializer => [initializer, Init.Hadamard(-3)],
        ZerOInitializer => [initializer, Init.ZerOHadamard(-2, KernelCentre.Earlier)],
        IdentityInitializer => [initializer, Init.Identity(-2, shift: 3)],
        DiracInitializer => [initializer, Init.Dirac(2, KernelCentre.Earlier, shift: -1)],
        _ => [initializer],
    };

    private static bool TryFill(IWeightInitializer initializer, TensorShape shape, out float[] weights)
    {
        weights = new float[shape.Count];
        try
        {
            initializer.Initialize(weights, shape, TestSeed.Source(nameof(PredictionTests)));
            return true;
        }
        catch (ArgumentException refused)
        {
            refused.ParamName.Should().Be("shape");
            ((Action)(() => ((IPredictableInitializer)initializer).Predict(shape)))
                .Should().Throw<ArgumentException>().WithParameterName(nameof(shape));
            return false;
        }
    }
}

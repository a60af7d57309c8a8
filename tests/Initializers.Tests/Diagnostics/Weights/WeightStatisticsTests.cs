using Initializers.Diagnostics;
using Initializers.Tests.Contracts;
using Initializers.Tests.Statistics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Diagnostics;

/// <summary>Statistics of weights against definitions, and checks that find what is wrong and nothing else.</summary>
public class WeightStatisticsTests
{
    [Fact]
    public void Of_FewWeights_AreTheDefinitions()
    {
        WeightStatistics statistics = WeightStatistics.Of([1, 2, 3, 6, 0, 0], [2, 3]);
        // Mean 2; distances -1 0 1 4 -2 -2; squares 26, cubes 48, fourth powers 290.
        (statistics.Count, statistics.Zeros, statistics.NonFinite).Should().Be((6L, 2L, 0L));
        statistics.Mean.Should().Be(2);
        statistics.StandardDeviation.Should().BeApproximately(Math.Sqrt(26 / 6.0), 1e-15);
        statistics.Skewness.Should().BeApproximately(48 / 6.0 / Math.Pow(26 / 6.0, 1.5), 1e-15);
        statistics.Kurtosis.Should().BeApproximately(290 / 6.0 / Math.Pow(26 / 6.0, 2), 1e-14);
        (statistics.Smallest, statistics.Largest).Should().Be((0, 6));
        statistics.Histogram!.DataCount.Should().Be(6);
        (statistics.EqualRows, statistics.EqualColumns).Should().Be((0L, 0L));
        statistics.ToString().Should().StartWith("[2, 3] (out, in): mean 2, standard deviation 2.082, from 0 to 6");
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(12, 5)]
    [InlineData(3, 20)]
    public void SpectralNorm_OfAMatrix_IsItsGreatestSingularValue(int rows, int columns)
    {
        float[] weights = Init.Normal(0, 1).Initialize([rows, columns], Source());
        double norm = Matrix<double>.Build.Dense(columns, rows, (column, row) => weights[row * columns + column])
            .Svd(computeVectors: false).L2Norm;
        // The iteration ends where a step changes the eigenvalue by 1e-9; what is left of it decays no faster than the ratio of
        // the first two.
        WeightStatistics.Of(weights, [rows, columns]).SpectralNorm.Should().BeApproximately(norm, 1e-6 * norm);
    }

    [Fact]
    public void OrthogonalityError_OfOrthogonalMatrices_IsThatOfFloats()
    {
        WeightStatistics.Of(Init.Orthogonal(3).Initialize([20, 30], Source()), [20, 30], orthogonality: true).OrthogonalityError
            .Should().BeLessThan(2e-6);
        TensorShape groups = TensorShape.Convolution(8, 12, [3], groups: 2).WithBlocks(3);
        WeightStatistics.Of(Init.Orthogonal(0.1).Initialize(groups, Source()), groups, orthogonality: true).OrthogonalityError
            .Should().BeLessThan(2e-6);
        WeightStatistics.Of([1, 1, 0, 1], [2, 2], orthogonality: true).OrthogonalityError
            .Should().BeApproximately(2 / 3.0, 1e-15, "Q^T Q is [[1, 1], [1, 2]], of mean square 1.5");
        WeightStatistics.Of([1, 1, 0, 1], [2, 2]).OrthogonalityError.Should().Be(double.NaN, "it was not asked for");
        WeightStatistics.Of([1, 2, 3], [3], orthogonality: true).OrthogonalityError.Should().Be(double.NaN);
    }

    [Fact]
    public void EqualUnits_AreCounted()
    {
        WeightStatistics symmetric = WeightStatistics.Of([1, 2, 1, 2, 3, 4], [3, 2]);
        (symmetric.EqualRows, symmetric.EqualColumns).Should().Be((2L, 0L));
        WeightStatistics constant = WeightStatistics.Of(Init.Constant(0.1).Initialize([4, 3]), [4, 3]);
        (constant.EqualRows, constant.EqualColumns).Should().Be((4L, 3L));
        // Units of different groups see different inputs: equal kernels are no symmetry.
        TensorShape groups = TensorShape.Convolution(2, 2, [3], groups: 2);
        WeightStatistics.Of(Init.Ones().Initialize(groups), groups).EqualRows.Should().Be(0);
        // In Keras's order a unit is a column of what is stored.
        WeightStatistics.Of([1, 1, 2, 2], new TensorShape(2, 2).WithLayout(WeightLayout.InOut)).EqualRows.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Catalogue.Predictable), MemberType = typeof(Catalogue))]
    public void Check_OfWhatAnInitializerFilled_IsFine(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        TensorShape shape = initializer is FixedInitializer or WrappingInitializer or PerBlockInitializer
            ? Catalogue.ShapeFor(initializer) : [150, 120];
        WeightCheck check = WeightStatistics
            .Of(initializer.Initialize(shape, TestSeed.Source($"{nameof(WeightStatisticsTests)} {name}")), shape).Check(initializer);
        Significance.OfScore(check.MeanScore, $"The score of the mean of {name}");
        Significance.OfScore(check.DeviationScore, $"The score of the deviation of {name}");
        check.Findings.Where(finding => !finding.Contains("standard errors") && !finding.Contains("stay equal")).Should().BeEmpty();
        if (check.Prediction is { StandardDeviation: > 0 }
            && initializer is not (FixedInitializer or RepeatedInitializer or IcnrInitializer or PerBlockInitializer))
            check.Findings.Should().NotContain(finding => finding.Contains("stay equal"));
        check.Prediction.Should().NotBeNull();
    }

    [Fact]
    public void Check_OfOtherWeights_SaysWhatIsWrong()
    {
        TensorShape shape = [256, 784];
        WeightStatistics he = WeightStatistics.Of(Init.HeNormal().Initialize(shape, Source()), shape);
        he.Check(Init.HeNormal().WithSeed(1)).IsFine.Should().BeTrue();
        he.Check(Init.HeNormal()).ToString().Should().StartWith("as predicted: mean ");
        he.Check(Init.GlorotNormal()).Findings.Should().Contain(finding =>
            finding.StartsWith("the standard deviation is 0.05", StringComparison.Ordinal)
            && finding.EndsWith(" that GlorotNormal(mode: Average) predicts", StringComparison.Ordinal));
        he.Check(Init.HeUniform()).Findings.Should().ContainMatch("the largest weight is *; HeUniform(mode: In) has none above 0.08748");
        he.Check(Init.Normal(0.01, Math.Sqrt(2.0 / 784))).Findings.Should().ContainSingle().Which.Should().MatchRegex(
            @"the mean is .*, \d+\.\d standard errors from the 0\.01 that Normal");
        // The truncation forgotten: 12 % too narrow.
        WeightStatistics.Of(Init.TruncatedNormal(0, Math.Sqrt(2.0 / 784)).Initialize(shape, Source()), shape)
            .Check(Init.HeTruncatedNormal()).Findings.Should().ContainMatch("the standard deviation is *");
        WeightStatistics.Of(Init.Zeros().Initialize(shape), shape).Check(Init.Zeros()).Findings
            .Should().Equal("256 rows equal another row: these units get the same gradients and stay equal");
        ((Action)(() => he.Check(null!))).Should().Throw<ArgumentNullException>().WithParameterName("initializer");
    }

    [Fact]
    public void Check_OfWhatIsNoNumber_SaysSo()
    {
        float[] weights = Init.HeNormal().Initialize([10, 10], Source());
        (weights[3], weights[70]) = (float.NaN, float.PositiveInfinity);
        WeightStatistics statistics = WeightStatistics.Of(weights, [10, 10]);
        (statistics.NonFinite, statistics.Count).Should().Be((2L, 100L));
        double.IsFinite(statistics.Mean).Should().BeTrue("the others still have one");
        statistics.SpectralNorm.Should().Be(double.NaN);
        statistics.Check(Init.HeNormal()).Findings.Should().Contain("2 of 100 weights are not finite");
        WeightStatistics.Of([float.NaN], [1]).Mean.Should().Be(double.NaN);
    }

    [Fact]
    public void Check_OfWhatPromisesNothing_HasNoScores()
    {
        WeightCheck check = WeightStatistics.Of(RecurrentInit.Chrono(9).Initialize([4]), [4]).Check(RecurrentInit.Chrono(9));
        (check.Prediction, check.IsFine).Should().Be((null, true));
        check.MeanScore.Should().Be(double.NaN);
    }

    [Theory]
    [InlineData("HeNormal", 3)]
    [InlineData("GlorotUniform", 1.8)]
    [InlineData("HeTruncatedNormal", 2.3655)]
    public void Predict_Density_HasThePromisedMoments(string name, double kurtosis)
    {
        // By Simpson's rule on 20,000 intervals between the bounds, within 1e-7: jumps at the bounds are at its ends.
        WeightPrediction promise = ((IPredictableInitializer)Init.Get(name)).Predict([64, 50])!.Value;
        double Moment(int power) =>
            SimpsonRule.IntegrateComposite(
                weight => promise.Density(weight) * Math.Pow(weight / promise.StandardDeviation, power),
                promise.Smallest, promise.Largest, 20000);
        Moment(0).Should().BeApproximately(1, 1e-7);
        Moment(2).Should().BeApproximately(1, 1e-7);
        Moment(4).Should().BeApproximately(promise.Kurtosis, 1e-6);
        promise.Kurtosis.Should().BeApproximately(kurtosis, 1e-4);
        (promise.Density(2 * promise.Largest), promise.Density(2 * promise.Smallest))
            .Should().Match<(double, double)>(tails => tails.Item1 < 1e-12 && tails.Item2 < 1e-12);
    }

    [Fact]
    public void Predict_OfWhatIsMadeOfOthers_FollowsFromThem()
    {
        WeightPrediction he = Init.Normal(0.1, 0.2).Predict([10, 20])!.Value;
        he.Should().Be(Init.Normal(0.1, 0.2).Scaled(1).Predict([10, 20]));
        WeightPrediction halved = Init.Normal(0.1, 0.2).Scaled(-0.5).Predict([10, 20])!.Value;
        (halved.Mean, halved.StandardDeviation, halved.Largest, halved.Distribution)
            .Should().Be((-0.05, 0.1, -0.5 * he.Smallest, Distribution.Normal));
        // One in four is kept: mean 0.025, E w^2 = 0.25 (0.04 + 0.01), less the square of the mean.
        WeightPrediction masked = Init.Normal(0.1, 0.2).Masked([true, false, false, false]).Predict([2, 2])!.Value;
        (masked.Mean, masked.Kurtosis).Should().Be((0.025, double.NaN));
        masked.StandardDeviation.Should().BeApproximately(Math.Sqrt(0.0125 - 0.000625), 1e-15);
        Init.Sparse(0.75, 2).Predict([8, 8])!.Value.StandardDeviation.Should().Be(1);
        Init.DeltaOrthogonal(3).Predict(TensorShape.Convolution(4, 9, [5]))!.Value.StandardDeviation
            .Should().BeApproximately(Math.Sqrt(1 / 5.0), 1e-15, "of 5 taps one has weights of deviation 3 / sqrt(9)");
        Init.FromArray([1, 2, 6]).Predict([3])!.Value.Should().Be(new WeightPrediction(3, Math.Sqrt(14 / 3.0), 1, 6));
        RecurrentInit.Chrono(9).Scaled(2).Predict([8]).Should().BeNull();
    }

    [Fact]
    public void Predict_WithoutFans_Throws() =>
        ((Action)(() => Init.HeNormal().Predict([5]))).Should().Throw<ArgumentException>().WithMessage("*WithFans*")
            .WithParameterName("shape");

    [Fact]
    public void Of_WrongLengthOrNothing_Throws()
    {
        ((Action)(() => WeightStatistics.Of([1, 2], [3]))).Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => WeightStatistics.Of([], [0]))).Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => WeightStatistics.Of([1, 2], [2]).Check(Init.HeNormal())))
            .Should().Throw<ArgumentException>().WithMessage("initializer must be one that can fill weights of *")
            .WithParameterName("initializer");
        ((Func<WeightCheck>)(() => new WeightCheck(null, 0, 0, null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("Findings");
        ((Action)(() => WeightStatistics.Of([1, 2], [1, 2], cancellation: new CancellationToken(canceled: true))))
            .Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1e-45f, 3e-45f)]
    [InlineData(float.MaxValue, float.MinValue)]
    [InlineData(1f, 1.0000001f)]
    [InlineData(0f, -0f)]
    [InlineData(float.Epsilon, float.MaxValue)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NaN, float.NaN)]
    public void Of_NumbersAtTheEdges_AreDescribedAndDrawn(float one, float other)
    {
        WeightStatistics statistics = WeightStatistics.Of([one, other, one], [1, 3], orthogonality: true);
        statistics.ToString().Should().StartWith("[1, 3] (out, in): mean ");
        statistics.Check(Init.Normal(0, 1)).MeanScore.Should().NotBe(double.NegativeInfinity);
        WeightPictures.Histogram(statistics, Init.Normal(0, 1)).Svg.Should().StartWith("<svg");
    }

    [Fact]
    public void Texts_LeaveOutWhatVectorsAndConstantsDoNotHave()
    {
        string constant = WeightStatistics.Of([1, 1, 1, 1], [4]).ToString(), matrix = WeightStatistics.Of([1, 2, 3, 5], [2, 2]).ToString();
        constant.Should().Be("[4]: mean 1, standard deviation 0, from 1 to 1, zeros 0.0 %, not finite 0");
        matrix.Should().ContainAll(", kurtosis ", ", equal rows 0", ", spectral norm 6.2");
    }

    [Fact]
    public void Texts_SayWhatTheyAre()
    {
        Init.HeNormal().Predict([4, 8])!.Value.ToString().Should().Be("mean 0, deviation 0.5, from -3.169 to 3.169, Normal");
        new WeightPrediction(1, 0, 1, 1).ToString().Should().Be("mean 1, deviation 0, from 1 to 1");
        new WeightCheck(null, 0, 0, ["bad"])
            .Should().Be(new WeightCheck(null, 0, 0, ["bad"])).And.NotBe(new WeightCheck(null, 0, 0, ["worse"]));
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(WeightStatisticsTests));
}

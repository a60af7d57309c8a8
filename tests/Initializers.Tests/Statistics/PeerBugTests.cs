namespace Initializers.Tests.Statistics;

/// <summary>Bugs in the distributions of other libraries, found by reading their sources: each has a test that
/// would have caught it.</summary>
public class PeerBugTests
{
    private const int Count = 10_000;

    private static readonly TensorShape Square = TensorShape.Linear(inputs: 100, outputs: 100);

    // TorchSharp: xavier_normal_ and glorot_normal_ draw from the uniform distribution, which ends at sqrt(3) deviations.
    [Fact]
    public void GlorotNormal_BeyondTheUniformsBounds_HasWeights() =>
        Draw(Init.GlorotNormal()).Should().Contain(weight => Math.Abs(weight) > 1.8 * Init.GlorotNormal().StandardDeviation(Square));

    // TorchSharp: trunc_normal_ swaps mean and deviation; with mean 0 all weights are equal.
    [Fact]
    public void TruncatedNormal_MeanZero_IsNoConstant() =>
        Draw(Init.TruncatedNormal(0, 1)).Distinct().Count().Should().BeGreaterThan(Count * 99 / 100);

    // tfjs, DL4J and haiku's defaults: a truncated normal has only 0.8796 of the requested deviation.
    // SiaNet: corrected but not truncated, 13.7 % too wide.
    [Fact]
    public void TruncatedSchemes_AfterTruncation_HaveTheDeviationThatTheyPromise()
    {
        foreach (VarianceScalingInitializer initializer in new[] {
            Init.VarianceScaling(), Init.LeCunTruncatedNormal(), Init.GlorotTruncatedNormal(), Init.HeTruncatedNormal() })
        {
            double promised = initializer.StandardDeviation(Square);
            Significance.OfScore(ScoreOfVariance(Draw(initializer), promised, kurtosis: 2.06), $"The variance of {initializer}");
            Draw(initializer).Should().OnlyContain(weight => Math.Abs(weight) <= 2 * promised / 0.8796);
        }
    }

    // DL4J: LECUN_UNIFORM and VAR_SCALING_UNIFORM_* end at 3 / sqrt(n), a factor of sqrt(3) too wide. MXNet:
    // Xavier(gaussian) keeps the uniform's magnitude of 3.
    [Fact]
    public void UniformAndNormal_OfOneScheme_HaveOneDeviation()
    {
        Draw(Init.LeCunUniform()).Should().OnlyContain(weight => Math.Abs(weight) <= Math.Sqrt(3.0 / 100));
        Significance.OfScore(ScoreOfVariance(Draw(Init.LeCunUniform()), Math.Sqrt(1.0 / 100), kurtosis: 1.8),
            "The variance of LeCunUniform");
        Significance.OfScore(ScoreOfVariance(Draw(Init.GlorotNormal()), Math.Sqrt(1.0 / 100), kurtosis: 3), "The variance of GlorotNormal");
    }

    // DL4J: `scale` multiplies the bound, not the variance.
    [Fact]
    public void VarianceScaling_FourTimesTheScale_DoublesTheWeights() =>
        Draw(Init.VarianceScaling(4, FanMode.In, Distribution.Normal))
            .Should().Equal(Draw(Init.VarianceScaling(1, FanMode.In, Distribution.Normal)).Select(weight => 2 * weight));

    // SiaNet: scales below 1 are rejected.
    [Fact]
    public void VarianceScaling_ScaleBelowOne_IsAScale() =>
        Init.VarianceScaling(0.25, FanMode.In, Distribution.Normal).StandardDeviation(Square).Should().Be(0.05);

    // BrightWire: the Gaussian weights are multiplied by the square root of n instead of divided by it, and Xavier lacks a root.
    [Fact]
    public void Schemes_MoreConnections_HaveSmallerWeights()
    {
        TensorShape wide = TensorShape.Linear(inputs: 400, outputs: 400);
        foreach (VarianceScalingInitializer initializer in new[] { Init.LeCunNormal(), Init.GlorotNormal(), Init.HeNormal() })
            initializer.StandardDeviation(wide).Should().Be(initializer.StandardDeviation(Square) / 2);
    }

    // MLX: he_normal's gain defaults to 1, which makes it LeCun's. MXNet: MSRAPrelu averages the fans and has a slope by default.
    [Fact]
    public void HeNormal_ByDefault_HasTwiceTheVarianceOfLeCun() =>
        Init.HeNormal().StandardDeviation(TensorShape.Linear(inputs: 50, outputs: 7)).Should().Be(Math.Sqrt(2.0 / 50));

    // PyTorch, timm, Paddle, Flux: the bounds of trunc_normal_ are absolute, so that its default [-2, 2] truncates
    // nothing at a deviation of 0.02.
    [Fact]
    public void TruncatedNormal_SmallDeviation_IsCutInItsOwnUnits()
    {
        Draw(Init.TruncatedNormal(0, 0.02)).Should().OnlyContain(weight => Math.Abs(weight) <= 0.04f);
        Draw(Init.LeCunTruncatedNormal()).Max().Should().BeLessThanOrEqualTo((float)(0.1 * 2 / 0.8796));
    }

    // PyTorch #155588: a bound of 2 with a deviation of 0.001 gave weights of 2,000 deviations and a kurtosis of
    // 28,122. JAX #4559: minus infinity at u = 0.
    [Theory]
    [InlineData(2000)]
    [InlineData(6)]
    [InlineData(double.PositiveInfinity)]
    public void TruncatedNormal_WideBounds_HasNoOutliers(double bound)
    {
        uint[] words = [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];
        var weights = new float[words.Length];
        new SequenceRandom(words).NextTruncatedNormal(weights, 0, 0.001, -bound, bound);

        weights.Should().OnlyContain(weight => Math.Abs(weight) <= 0.001f * OctaveQuantile.Largest);
    }

    // JAX #10951: truncated normals beyond 5.25 deviations fail in float32.
    [Fact]
    public void TruncatedNormal_FarInATail_IsThere()
    {
        float[] weights = Draw(Init.TruncatedNormal(0, 1, 9, 10));

        weights.Should().OnlyContain(weight => weight >= 9 && weight <= 10);
        weights.Distinct().Count().Should().BeGreaterThan(Count / 2);
    }

    // Keras on PyTorch: four candidates are drawn, and the first is kept if none lies between the bounds.
    [Fact]
    public void TruncatedNormal_AMillionWeights_StayInBounds()
    {
        var weights = new float[1 << 20];
        TestSeed.Source("bounds").NextTruncatedNormal(weights, 0, 1, -2, 2);

        weights.AsSpan().ContainsAnyExceptInRange(-2f, 2f).Should().BeFalse();
    }

    // torch.rand and others: a uniform on [low, high) that rounds up to high.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(1000, 1001)]
    public void Uniform_LastWord_IsBelowTheUpperBound(double low, double high)
    {
        var weights = new float[2];
        new SequenceRandom(uint.MinValue, uint.MaxValue).NextUniform(weights, low, high);

        ((double)weights[0]).Should().Be(low);
        ((double)weights[1]).Should().BeLessThan(high);
    }

    // JAX: uniform(scale) starts at 0, although its siblings are symmetric.
    [Fact]
    public void Uniform_ByDefault_IsSymmetric() =>
        Draw(Init.Uniform()).Should().Contain(weight => weight < 0).And.Contain(weight => weight > 0);

    // JAX in float16 and bfloat16: noise has only 1,024 or 128 distinct values and a biased mean. Here it is
    // drawn as floats and rounded once.
    [Fact]
    public void Half_Normal_IsTheFloatRoundedOnce()
    {
        Half[] halves = Init.Normal(0, 1).Initialize<Half>([1 << 16], TestSeed.Source("half"));

        halves.Should().Equal(Init.Normal(0, 1).Initialize([1 << 16], TestSeed.Source("half")).Select(weight => (Half)weight));
        halves.Distinct().Count().Should().BeGreaterThan(10_000);
        Significance.OfScore(halves.Sum(weight => (double)weight) / 256, "The mean of normals as halves");
    }

    /// <summary>The z-score of the variance about 0, for noise of a given kurtosis: the square has variance (kurtosis - 1) sd^4.</summary>
    private static double ScoreOfVariance(float[] weights, double deviation, double kurtosis) =>
        (weights.Average(weight => (double)weight * weight) / (deviation * deviation) - 1) / Math.Sqrt((kurtosis - 1) / weights.Length);

    private static float[] Draw(IWeightInitializer initializer) => initializer.Initialize(Square, TestSeed.Source("peers"));
}

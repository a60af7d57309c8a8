namespace Initializers.Tests.Schemes;

/// <summary>Schemes as values: equality, text, and refused parameters.</summary>
public class SchemeTests
{
    [Fact]
    public void Equals_EqualFormulas_AreEqualValues()
    {
        (IWeightInitializer, IWeightInitializer)[] equal =
        [
            (Init.Zeros(), Init.Constant(0)),
            (Init.Zero(), Init.Zeros()),
            (Init.Ones(), Init.Constant(1)),
            (Init.RandomUniform(0, 1), Init.Uniform(0, 1)),
            (Init.RandomNormal(0, 1), Init.Normal(0, 1)),
            (Init.XavierNormal(2), Init.GlorotNormal(2)),
            (Init.XavierUniform(), Init.GlorotUniform()),
            (Init.XavierTruncatedNormal(), Init.GlorotTruncatedNormal()),
            (Init.KaimingNormal(0.1, FanMode.Out), Init.HeNormal(0.1, FanMode.Out)),
            (Init.KaimingUniform(), Init.HeUniform()),
            (Init.KaimingTruncatedNormal(), Init.HeTruncatedNormal()),
            (Init.HeNormal(), Init.VarianceScaling(2, FanMode.In, Distribution.Normal)),
            (Init.GlorotUniform(), Init.VarianceScaling(1, FanMode.Average, Distribution.Uniform)),
            (Init.LeCunTruncatedNormal(), Init.VarianceScaling()),
            (Init.LeCunNormal(), Init.HeNormal(negativeSlope: 1)),
            (Init.HeTruncatedNormal(bound: 3), Init.VarianceScaling(2, FanMode.In, Distribution.TruncatedAt(3))),
            (Init.Identity(), Init.Identity(1)),
        ];
        foreach ((IWeightInitializer one, IWeightInitializer other) in equal)
        {
            one.Should().Be(other);
            one.GetHashCode().Should().Be(other.GetHashCode());
        }
    }

    [Fact]
    public void Equals_OtherFormulas_AreOtherValues()
    {
        IWeightInitializer[] all =
        [
            Init.Zeros(), Init.Ones(), Init.Uniform(), Init.Uniform(0, 1), Init.Normal(),
            Init.Normal(0, 1), Init.TruncatedNormal(), Init.TruncatedNormal(lower: -3),
            Init.VarianceScaling(), Init.VarianceScaling(3), Init.LeCunNormal(), Init.LeCunUniform(),
            Init.GlorotNormal(), Init.GlorotNormal(2), Init.GlorotUniform(), Init.GlorotUniform(mode: FanMode.Sum),
            Init.HeNormal(), Init.HeNormal(0.5), Init.HeNormal(mode: FanMode.Out), Init.HeUniform(),
            Init.HeTruncatedNormal(), Init.HeTruncatedNormal(bound: 3), Init.Identity(), Init.Identity(2),
            Init.Dirac(), Init.Dirac(2), Init.Dirac(centre: KernelCentre.Earlier),
        ];
        all.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("Zeros()", "zeros")]
    [InlineData("HeNormal(mode: In)", "he_normal")]
    [InlineData("HeNormal(mode: In)", "torch/kaiming_normal_")]
    [InlineData("HeTruncatedNormal(mode: In)", "keras/HeNormal")]
    [InlineData("GlorotUniform(mode: Average)", "xavier_uniform_")]
    [InlineData("LeCunNormal()", "LeCunNormal")]
    [InlineData("VarianceScaling(scale: 1, mode: In, distribution: TruncatedNormal)", "variance_scaling")]
    [InlineData("Uniform(low: -0.05, high: 0.05)", "uniform")]
    [InlineData("Normal(mean: 0, standardDeviation: 0.05)", "normal")]
    [InlineData("TruncatedNormal(mean: 0, standardDeviation: 0.05, lower: -2, upper: 2)", "truncated_normal")]
    [InlineData("Identity(gain: 1)", "identity")]
    [InlineData("Dirac(groups: 1, centre: Later)", "torch/dirac_")]
    public void ToString_OfDefaults_IsWhatOneWouldType(string text, string name) => Init.Get(name).ToString().Should().Be(text);

    [Fact]
    public void ToString_OfParameters_NamesThem()
    {
        Init.Constant(-0.1).ToString().Should().Be("Constant(-0.1)");
        Init.HeNormal(0.2, FanMode.Out).ToString().Should().Be("HeNormal(negativeSlope: 0.2, mode: Out)");
        Init.GlorotNormal(1.5).ToString().Should().Be("GlorotNormal(gain: 1.5, mode: Average)");
        Init.HeTruncatedNormal(bound: 3).ToString().Should().Be("HeTruncatedNormal(mode: In, bound: 3)");
        Init.LeCunTruncatedNormal(3).ToString().Should().Be("LeCunTruncatedNormal(bound: 3)");
        Init.VarianceScaling(0.5, FanMode.Sum, Distribution.TruncatedAt(3)).ToString()
            .Should().Be("VarianceScaling(scale: 0.5, mode: Sum, distribution: TruncatedAt(3))");
        Init.OrthogonalScaled().ToString().Should().Be("OrthogonalScaled(gain: 1, perBlock: True)");
        Init.SparseConnections().ToString().Should().Be("SparseConnections(connections: 15, standardDeviation: 1, per: Output)");
        Init.HeNormal().WithSeed(42).ToString().Should().Be("HeNormal(mode: In).WithSeed(42)");
        Init.HeNormal().WithRandom(new PhiloxRandom(7)).ToString().Should().Be("HeNormal(mode: In).WithRandom(PhiloxRandom(seed: 7))");
    }

    [Fact]
    public void StandardDeviation_OfAShape_IsSqrtOfScaleOverFan()
    {
        TensorShape shape = TensorShape.Convolution(inputs: 16, outputs: 32, kernel: [3, 3]);
        Init.HeNormal().StandardDeviation(shape).Should().Be(Math.Sqrt(2.0 / (16 * 9)));
        Init.GlorotUniform().StandardDeviation(shape).Should().Be(Math.Sqrt(2.0 / (48 * 9)));
        Init.LeCunTruncatedNormal().StandardDeviation(shape).Should().Be(Math.Sqrt(1.0 / (16 * 9)));
    }

    [Fact]
    public void HeUniform_OfSqrt5_IsPyTorchsDefaultForLayers()
    {
        // U(-1/sqrt(fan-in), 1/sqrt(fan-in)): 1/8 for 64 inputs.
        float[] weights = Init.HeUniform(negativeSlope: Math.Sqrt(5)).Initialize([1000, 64], new PhiloxRandom(1));
        weights.Max(Math.Abs).Should().BeInRange(0.1249f, 0.125f);
    }

    [Fact]
    public void Identity_AnyMatrix_HasTheGainOnItsDiagonal()
    {
        Init.Identity().Initialize([2, 3]).Should().Equal(1, 0, 0, 0, 1, 0);
        Init.Identity(-0.5).Initialize([3, 2]).Should().Equal(-0.5f, 0, 0, -0.5f, 0, 0);
        ((Action)(() => Init.Identity().Initialize([2, 2, 2]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must be a matrix of inputs and outputs, or a batch of them, but was [2, 2, 2] (out, in, ?kernel).*")
            .WithParameterName("shape");
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        Refuse(() => Init.Constant(double.NaN), "value must be a number that is finite as a float, but was NaN.*", "value");
        Refuse(() => Init.Constant(1e39), "value must be a number that is finite as a float, but was 1E+39.*", "value");
        Refuse(() => Init.Uniform(1, 0), "low must be a number below high, which is 0, but was 1.*", "low");
        Refuse(() => Init.Uniform(double.NegativeInfinity, 0), "low must be a *finite*, but was -Infinity.*", "low");
        Refuse(() => Init.Normal(double.NaN), "standardDeviation must be a finite number of at least 0, but was NaN.*",
            "standardDeviation");
        Refuse(() => Init.Normal(double.NaN, 1), "mean must be a number that is finite as a float, but was NaN.*", "mean");
        Refuse(() => Init.Normal(0, -0.1), "standardDeviation must be a finite number of at least 0, but was -0.1.*", "standardDeviation");
        Refuse(() => Init.TruncatedNormal(standardDeviation: 0),
            "standardDeviation must be a finite number above 0, but was 0.*", "standardDeviation");
        Refuse(() => Init.TruncatedNormal(lower: 2, upper: -2), "lower must be a number below upper, which is -2, but was 2.*", "lower");
        Refuse(() => Init.VarianceScaling(0), "scale must be a finite number above 0, but was 0.*", "scale");
        Refuse(() => Init.VarianceScaling(double.NaN), "scale must be a finite number above 0, but was NaN.*", "scale");
        Refuse(() => Init.VarianceScaling(1, (FanMode)7), "mode must be In, Out, Average, Sum or GeometricMean, but was 7.*", "mode");
        Refuse(() => new VarianceScalingInitializer(1, FanMode.In, null!), "*", "distribution");
        Refuse(() => Init.GlorotNormal(-1), "gain must be a finite number above 0, but was -1.*", "gain");
        Refuse(() => Init.GlorotNormal(double.PositiveInfinity), "gain must be a finite number above 0, but was Infinity.*", "gain");
        Refuse(() => Init.GlorotNormal(1e-320), "gain must be a number whose square is finite and above 0, but was *E-320.*", "gain");
        Refuse(() => Init.Uniform(0), "bound must be a finite number above 0, but was 0.*", "bound");
        Refuse(() => Init.Uniform(2e38), "bound must be a number that is finite as a float when doubled, but was 2E+38.*", "bound");
        Refuse(() => Init.HeNormal(double.NaN), "negativeSlope must be a *number*, but was NaN.*", "negativeSlope");
        Refuse(() => Init.HeTruncatedNormal(bound: 0), "bound must be a finite number above 0, but was 0.*", "bound");
        Refuse(() => Init.HeTruncatedNormal(bound: double.PositiveInfinity),
            "bound must be a finite number above 0, but was Infinity.*", "bound");
        Refuse(() => Init.Identity(double.NaN), "gain must be a *number*, but was NaN.*", "gain");
        Refuse(() => Init.HeNormal().WithRandom(null!), "*", "random");
        Refuse(() => ((IWeightInitializer)null!).WithSeed(1), "*", "initializer");
    }

    [Fact]
    public void Fans_ThatAreZeroOrUnknown_AreRefusedAndLeaveTheSpan()
    {
        float[] weights = [7, 7, 7];
        void Fill(TensorShape shape) => Init.HeNormal().Initialize(weights.AsSpan(), shape, new PhiloxRandom(1));
        ((Action)(() => Fill([3]))).Should().Throw<ArgumentException>().WithMessage("*WithFans*").WithParameterName("shape");
        ((Action)(() => Fill(TensorShape.Vector(3).WithFans(0, 3)))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have a fan above 0, but was [3], fans: (0, 3), whose fan (In) is 0.*").WithParameterName("shape");
        ((Action)(() => Fill(TensorShape.Linear(1, 3).WithGroups(2)))).Should().Throw<ArgumentException>().WithParameterName("shape");
        weights.Should().Equal(7, 7, 7);
        Fill(TensorShape.Vector(3).WithFans(5, 3));
        weights.Should().NotContain(7);
    }

    private static void Refuse(Func<object> make, string message, string parameter) =>
        make.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
}

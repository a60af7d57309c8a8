using System.Text.Json;
using Initializers.Tests.KnownAnswers;

namespace Initializers.Tests.Activations;

/// <summary>The theory of wide networks against mathematics at 40 digits, closed forms and simulation.</summary>
public class MeanFieldTests
{
    private const double Promised = 1e-10;

    [Fact]
    public void FixedPoints_OfTheMathematics_AreThose()
    {
        foreach (JsonElement answer in MathematicsFile.Entries("mean_field"))
        {
            FixedPoints points = new MeanField(Activation.Tanh, answer.Number("sw2"), answer.Number("sb2")).FixedPoints();
            points.EveryVariance.Should().BeFalse();
            FixedPoint point = points.Points.Should().ContainSingle().Which;
            point.Variance.Should().BeApproximately(answer.Number("q"), Promised);
            point.Slope.Should().BeApproximately(answer.Number("chi"), Promised);
            point.IsStable.Should().BeTrue();
        }
    }

    [Fact]
    public void EdgeOfChaos_OfTheMathematics_IsThat()
    {
        foreach (JsonElement answer in MathematicsFile.Entries("edge_of_chaos"))
        {
            (double weightVariance, double variance) = MeanField.EdgeOfChaos(Activation.Tanh, answer.Number("sb2")).Should().ContainSingle().Which;
            weightVariance.Should().BeApproximately(answer.Number("sw2"), 1e-9, "the answer has 15 digits");
            variance.Should().BeApproximately(answer.Number("q"), 1e-9);
        }
    }

    [Fact]
    public void FixedPoints_OfReLU_AreNoneOrEveryOrZero()
    {
        new MeanField(Activation.ReLU, 2).FixedPoints().EveryVariance.Should().BeTrue("He's variance keeps whatever comes");
        new MeanField(Activation.ReLU, 2, 0.1).FixedPoints().Should().BeEquivalentTo(new FixedPoints([], false), "each layer adds a tenth");
        new MeanField(Activation.ReLU, 1).FixedPoints().Points.Should().ContainSingle().Which.Variance.Should().Be(0);
        FixedPoint withBias = new MeanField(Activation.ReLU, 1, 0.1).FixedPoints().Points.Should().ContainSingle().Which;
        withBias.Variance.Should().BeApproximately(0.2, Promised, "q = q / 2 + 0.1");
        withBias.Slope.Should().BeApproximately(0.5, Promised);
        withBias.LogSlope.Should().BeApproximately(0.5, Promised);
        withBias.VarianceDepth.Should().BeApproximately(1 / Math.Log(2), 1e-8);
    }

    [Theory]
    [InlineData("GELU", 1.072, 1.144)]
    [InlineData("SiLU", 1.067, 1.173)]
    [InlineData("Mish", 1.059, 1.076)]
    [InlineData("HardSwish", 1.081, 1.224)]
    public void FixedPoints_AtTheForwardGain_OfSmoothReLUs_AreUnstable(string name, double chi, double logSlope)
    {
        Activation activation = name switch { "GELU" => Activation.GELU, "SiLU" => Activation.SiLU, "Mish" => Activation.Mish, _ => Activation.HardSwish };
        double gain = Gain.Forward(activation);
        FixedPoint point = new MeanField(activation, gain * gain).FixedPoints().Points.Single(point => Math.Abs(point.Variance - 1) < 1e-6);
        point.Slope.Should().BeApproximately(chi, 6e-4);
        point.LogSlope.Should().BeApproximately(logSlope, 6e-4);
        point.IsStable.Should().BeFalse();
        point.VarianceDepth.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Map_OfGeluAtItsGain_LeavesTheUnstablePointAsTheLiteratureWarns()
    {
        // 30 layers take q = 0.9 to 0.0012 and 1.1 to 11.
        var field = new MeanField(Activation.GELU, Math.Pow(Gain.Forward(Activation.GELU), 2));
        (double below, double above) = (0.9, 1.1);
        for (int layer = 0; layer < 30; layer++) (below, above) = (field.Map(below), field.Map(above));
        below.Should().BeApproximately(0.0012, 0.00005);
        above.Should().BeApproximately(11, 0.05);
    }

    [Fact]
    public void SeluAtOne_IsAStableFixedPoint()
    {
        FixedPoint point = new MeanField(Activation.SELU, 1).FixedPoints().Points.Single(point => point.Variance > 0);
        point.Variance.Should().BeApproximately(1, 1e-9);
        point.IsStable.Should().BeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.7)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Correlation_OfReLU_IsTheArcCosineKernel(double c)
    {
        // Cho and Saul (2009), "Kernel Methods for Deep Learning", eq. 6.
        double expected = (Math.Sqrt(1 - c * c) + c * (Math.PI - Math.Acos(c))) / Math.PI;
        new MeanField(Activation.ReLU, 2).Correlation(c, 1.7).Should().BeApproximately(expected, 1e-9);
    }

    [Fact]
    public void Correlation_OfLinearAndResidualLayers_IsItsFormula()
    {
        new MeanField(Activation.Identity, 1, 0.5).Correlation(0.3, 2).Should().BeApproximately((0.6 + 0.5) / 2.5, 1e-10);
        new MeanField(Activation.Identity, 1, 0, skip: 1).Map(3).Should().BeApproximately(6, 1e-12);
        new MeanField(Activation.Tanh, 1, 0, skip: 1).Slope(0.5).Should().BeApproximately(1 + new MeanField(Activation.Tanh, 1).Slope(0.5), 1e-12);
    }

    [Fact]
    public void Map_OfAWideNetwork_IsWhatOneSees()
    {
        // A layer of 4,000 units: mean square of sums over 4,000 outputs, in 16 seeds of their own, against V(q) within their standard error.
        const int Width = 2000, Seeds = 16;
        foreach (Activation activation in (Activation[])[Activation.Tanh, Activation.GELU, Activation.ReLU])
        {
            var field = new MeanField(activation, 1.5, 0.1);
            double[] seen = [.. Enumerable.Range(0, Seeds).Select(seed => Seen(activation, seed))];
            double mean = seen.Average(), deviation = Math.Sqrt(seen.Sum(value => (value - mean) * (value - mean)) / (Seeds - 1) / Seeds);
            Statistics.Significance.OfScore((mean - field.Map(0.8)) / (deviation * 2.3), $"The z-score of a wide layer of {activation}"); // a t with 15 degrees of freedom is as rare beyond 14.3 as a score beyond 6.28
        }

        static double Seen(Activation activation, int seed)
        {
            PhiloxRandom random = Statistics.TestSeed.Source($"{nameof(MeanFieldTests)} {activation} {seed}");
            double[] sums = Init.Normal(0, Math.Sqrt(0.8)).Initialize<double>([Width], random);
            double squares = sums.Sum(sum => activation.Function(sum) * activation.Function(sum)) / Width;
            // Given the inputs, each output is normal with variance 1.5 times their mean square, and its bias.
            double[] outputs = Init.Normal(0, 1).Initialize<double>([Width], random);
            return (1.5 * squares + 0.1) * outputs.Sum(output => output * output) / Width;
        }
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        ((Func<MeanField>)(() => new MeanField(null!, 1))).Should().Throw<ArgumentNullException>().WithParameterName("activation");
        ((Func<MeanField>)(() => new MeanField(Activation.GEGLU, 1))).Should().Throw<ArgumentException>().WithMessage("activation is GEGLU, a gate*");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weightVariance");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 1, -1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("biasVariance");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 1, 0, double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("skip");
        ((Action)(() => new MeanField(Activation.Tanh, 1).Correlation(1.1, 1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("correlation");
        ((Action)(() => new MeanField(Activation.Tanh, 1).Map(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("variance");
    }
}

using System.Text.Json;
using Initializers.Tests.KnownAnswers;
using MathNet.Numerics;

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
            MeanFieldFixedPoints points = new MeanField(Activation.Tanh, answer.Number("sw2"), answer.Number("sb2")).FixedPoints();
            points.EveryVariance.Should().BeFalse();
            MeanFieldFixedPoint point = points.Points.Should().ContainSingle().Which;
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
            (double weightVariance, double variance) = MeanField.EdgeOfChaos(Activation.Tanh, answer.Number("sb2"))
                .Should().ContainSingle().Which;
            weightVariance.Should().BeApproximately(answer.Number("sw2"), 1e-9, "the answer has 15 digits");
            variance.Should().BeApproximately(answer.Number("q"), 1e-9);
        }
    }

    [Fact]
    public void FixedPoints_OfReLU_AreNoneOrEveryOrZero()
    {
        new MeanField(Activation.ReLU, 2).FixedPoints().EveryVariance.Should().BeTrue("He's variance keeps any mean square");
        new MeanField(Activation.ReLU, 2, 0.1).FixedPoints()
            .Should().BeEquivalentTo(new MeanFieldFixedPoints([], false), "each layer adds a tenth");
        new MeanField(Activation.ReLU, 1).FixedPoints().Points.Should().ContainSingle().Which.Variance.Should().Be(0);
        MeanFieldFixedPoint withBias = new MeanField(Activation.ReLU, 1, 0.1).FixedPoints().Points.Should().ContainSingle().Which;
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
        Activation activation = name switch
        {
            "GELU" => Activation.GELU,
            "SiLU" => Activation.SiLU,
            "Mish" => Activation.Mish,
            _ => Activation.HardSwish,
        };
        double gain = Gain.Forward(activation);
        MeanFieldFixedPoint point = new MeanField(activation, gain * gain).FixedPoints().Points
            .Single(point => Math.Abs(point.Variance - 1) < 1e-6);
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
        MeanFieldFixedPoint point = new MeanField(Activation.SELU, 1).FixedPoints().Points.Single(point => point.Variance > 0);
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
    public void Correlation_OfReLU_IsTheArcCosineKernelNextTo1()
    {
        var field = new MeanField(Activation.ReLU, 2);
        for (double decade = -1; decade > -14; decade -= 0.25)
        {
            double c = 1 - Math.Pow(10, decade), expected = (Math.Sqrt((1 - c) * (1 + c)) + c * (Math.PI - Math.Acos(c))) / Math.PI;
            field.Correlation(c, 1.7).Should().BeApproximately(expected, 1e-9, "c is {0}", c);
            field.Correlation(c, 1e9).Should().BeApproximately(expected, 1e-9, "c is {0}", c);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(100)]
    [InlineData(1e6)]
    [InlineData(1e14)]
    public void Correlation_OfErf_IsItsKernelAtAnyVariance(double q)
    {
        // Williams (1996), "Computing with infinite networks", eq. 11.
        var field = new MeanField(new Activation("erf", z => SpecialFunctions.Erf(z)), 1);
        foreach (double c in (double[])[-0.9999, -0.3, 0, 0.5, 0.99, 0.999999])
        {
            double expected = Math.Asin(2 * c * q / (1 + 2 * q)) / Math.Atan2(2 * q, Math.Sqrt(1 + 4 * q));
            field.Correlation(c, q).Should().BeApproximately(expected, 1e-9, "c is {0}", c);
        }
    }

    [Fact]
    public void Correlation_OfSin_IsItsClosedFormAndItsIntegral()
    {
        MeanField named = new(Activation.Sin, 1.3, 0.2, 0.5), own = new(new Activation("own", Math.Sin), 1.3, 0.2, 0.5);
        foreach (double q in (double[])[0.01, 1, 30])
        {
            foreach (double c in (double[])[-1, -0.4, 0, 0.7, 0.9999, 1])
                named.Correlation(c, q).Should().BeApproximately(own.Correlation(c, q), 1e-9, "c is {0} and q {1}", c, q);
        }
        new MeanField(Activation.Sin, 1).Correlation(0.5, 1e12).Should().Be(0, "its phases are arbitrary");
        ((Action)(() => own.Correlation(0.5, 1e12)))
            .Should().Throw<ArgumentException>("32 points cannot resolve thousands of waves").WithParameterName("variance");
    }

    [Fact]
    public void FixedPoints_OfSin_AreThose()
    {
        // V(q) = q with V = sigma_w^2 (1 - exp(-2q)) / 2 + sigma_b^2; chi = sigma_w^2 (1 + exp(-2q)) / 2.
        MeanFieldFixedPoint point = new MeanField(Activation.Sin, 4, 0.1).FixedPoints().Points.Should().ContainSingle().Which;
        double q = point.Variance, decay = Math.Exp(-2 * q);
        (2 * (1 - decay) + 0.1 - q).Should().BeApproximately(0, Promised);
        point.Slope.Should().BeApproximately(2 * (1 + decay), Promised);
        point.LogSlope.Should().BeApproximately(4 * decay, Promised, "q V' / V is V'");
        new MeanField(Activation.Sin, 1.82, 0.5, 1.6).FixedPoints()
            .Should().Be(new MeanFieldFixedPoints([], false), "the skip connection alone adds");
        new MeanField(new Activation("mine", Math.Sin), 1.82, 0.5, 1.6).FixedPoints().Should().Be(new MeanFieldFixedPoints([], false));
        (double weightVariance, double variance) = MeanField.EdgeOfChaos(Activation.Sin, 0.61).Should().ContainSingle().Which;
        (weightVariance * (1 + Math.Exp(-2 * variance)) / 2).Should().BeApproximately(1, Promised);
        MeanField.EdgeOfChaos(new Activation("mine", Math.Sin), 0.61)
            .Should().ContainSingle().Which.Variance.Should().BeApproximately(variance, 1e-9, "derivatives by differences");
        MeanField.EdgeOfChaos(Activation.Sin, double.MaxValue).Should().BeEmpty();
    }

    [Fact]
    public void Searches_TellWhatIsDoneAndCanBeCancelled()
    {
        Searched((progress, cancellation) => new MeanField(Activation.Tanh, 2).FixedPoints(progress, cancellation));
        Searched((progress, cancellation) => MeanField.EdgeOfChaos(Activation.Tanh, 0.1, progress, cancellation));

        static void Searched(Action<IProgress<double>, CancellationToken> search)
        {
            var all = new List<double>();
            search(new Told(all.Add), CancellationToken.None);
            all.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(share => share > 0 && share <= 1);
            all[^1].Should().Be(1);
            using var cancellation = new CancellationTokenSource();
            var some = new List<double>();
            var told = new Told(share =>
            {
                some.Add(share);
                if (some.Count == 3) cancellation.Cancel();
            });
            ((Action)(() => search(told, cancellation.Token))).Should().Throw<OperationCanceledException>();
            some.Should().HaveCount(3);
        }
    }

    [Fact]
    public void Expectations_ThatDoNotExist_AreRefusedByTheNameOfTheParameter()
    {
        var fast = new MeanField(new Activation("fast", z => Math.Exp(z * z)), 1);
        ((Action)(() => fast.Map(1)))
            .Should().Throw<ArgumentException>()
            .WithMessage("E fast(z)^2 must be finite for z ~ N(0, 1), but was not. *must grow more slowly than exp(z^2 / 4).*")
            .WithParameterName("variance");
        ((Action)(() => fast.Slope(1))).Should().Throw<ArgumentException>().WithParameterName("variance");
        ((Action)(() => fast.LogSlope(1))).Should().Throw<ArgumentException>().WithParameterName("variance");
        ((Action)(() => fast.Correlation(0.5, 1))).Should().Throw<ArgumentException>().WithParameterName("variance");
        ((Action)(() => new MeanField(Activation.Tanh, double.MaxValue, double.MaxValue).Map(1e300)))
            .Should().Throw<ArgumentException>().WithMessage("variance must lead to a finite number*")
            .WithParameterName("variance");
        fast.FixedPoints().EveryVariance.Should().BeFalse();
    }

    [Fact]
    public void Functions_ThatThrow_PassTheirExceptionThrough()
    {
        var broken = new Activation("broken", z => z > 3 ? throw new ArgumentException("no such z", nameof(z)) : z);
        ((Action)(() => new MeanField(broken, 1).FixedPoints()))
            .Should().Throw<ArgumentException>().WithParameterName("z", "an exception of the user's function passes through unchanged");
        ((Action)(() => MeanField.EdgeOfChaos(broken, 1))).Should().Throw<ArgumentException>().WithParameterName("z");
    }

    [Fact]
    public void Texts_SayWhatTheyAre()
    {
        new MeanField(Activation.Tanh, 1.5, 0.1).ToString()
            .Should().Be("MeanField(activation: Tanh, weightVariance: 1.5, biasVariance: 0.1, skip: 0)");
        new MeanFieldFixedPoint(0.80574, 0.9985, 0.6512).ToString()
            .Should().Be("q = 0.8057, chi = 0.9985, d ln V / d ln q = 0.6512, stable");
        new MeanFieldFixedPoints([new(0, double.NaN, double.NaN), new(1, 2, 3)], false).ToString()
            .Should().Be("q = 0, chi = NaN, d ln V / d ln q = NaN; q = 1, chi = 2, d ln V / d ln q = 3, unstable");
        new MeanField(Activation.ReLU, 2).FixedPoints().ToString().Should().Be("every q is a fixed point");
        new MeanFieldFixedPoints([], false).ToString().Should().Be("no fixed point");
        new MeanFieldFixedPoints([new(1, 2, 3)], false)
            .Should().Be(new MeanFieldFixedPoints([new(1, 2, 3)], false)).And.NotBe(new MeanFieldFixedPoints([new(1, 2, 4)], false));
    }

    [Fact]
    public void Correlation_OfLinearAndResidualLayers_IsItsFormula()
    {
        new MeanField(Activation.Identity, 1, 0.5).Correlation(0.3, 2).Should().BeApproximately((0.6 + 0.5) / 2.5, 1e-10);
        new MeanField(Activation.Identity, 1, 0, skip: 1).Map(3).Should().BeApproximately(6, 1e-12);
        new MeanField(Activation.Tanh, 1, 0, skip: 1).Slope(0.5)
            .Should().BeApproximately(1 + new MeanField(Activation.Tanh, 1).Slope(0.5), 1e-12);
    }

    [Fact]
    public void Map_OfAWideNetwork_IsWhatOneSees()
    {
        // A layer of 4,000 units: mean square of 4,000 pre-activations, for 16 seeds, against
        // V(q) within their standard error.
        const int Width = 2000, Seeds = 16;
        foreach (Activation activation in (Activation[])[Activation.Tanh, Activation.GELU, Activation.ReLU])
        {
            var field = new MeanField(activation, 1.5, 0.1);
            double[] seen = [.. Enumerable.Range(0, Seeds).Select(seed => Seen(activation, seed))];
            double mean = seen.Average(), deviation = Math.Sqrt(seen.Sum(value => (value - mean) * (value - mean)) / (Seeds - 1) / Seeds);
            // a t with 15 degrees of freedom is as rare beyond 14.3 as a score beyond 6.28
            Statistics.Significance.OfScore((mean - field.Map(0.8)) / (deviation * 2.3), $"The z-score of a wide layer of {activation}");
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
        ((Func<MeanField>)(() => new MeanField(Activation.GEGLU, 1))).Should().Throw<ArgumentException>()
            .WithMessage("activation must be a function of one input, but was GEGLU, a gate of two inputs.*");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weightVariance");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 1, -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("biasVariance");
        ((Func<MeanField>)(() => new MeanField(Activation.Tanh, 1, 0, double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("skip");
        ((Action)(() => new MeanField(Activation.Tanh, 1).Correlation(1.1, 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("correlation");
        ((Action)(() => new MeanField(Activation.Tanh, 1).Map(0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("variance");
    }

    private sealed class Told(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}

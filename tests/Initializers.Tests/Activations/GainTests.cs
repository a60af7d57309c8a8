using System.Globalization;
using System.Text.Json;
using Initializers.Tests.KnownAnswers;
using MathNet.Numerics;

namespace Initializers.Tests.Activations;

/// <summary>Gains against mathematics at 40 digits, closed forms, and their promised accuracy.</summary>
public class GainTests
{
    /// <summary>The promised accuracy of integrals.</summary>
    private const double Promised = 1e-10;

    public static TheoryData<string, double> Answers
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (JsonElement row in MathematicsFile.Entries("gain"))
                data.Add(row.GetProperty("activation").GetString()!,
                    double.Parse(row.GetProperty("variance").GetString()!, CultureInfo.InvariantCulture));
            return data;
        }
    }

    public static TheoryData<string> Named => [.. ByName.Keys];

    private static Dictionary<string, Activation> ByName { get; } = new()
    {
        ["identity"] = Activation.Identity,
        ["relu"] = Activation.ReLU,
        ["relu6"] = Activation.ReLU6,
        ["relu_squared"] = Activation.ReLUSquared,
        ["leaky_relu(0.01)"] = Activation.LeakyReLU(),
        ["leaky_relu(0.2)"] = Activation.LeakyReLU(0.2),
        ["prelu"] = Activation.PReLU(),
        ["elu(1)"] = Activation.ELU(),
        ["elu(0.3)"] = Activation.ELU(0.3),
        ["celu(1)"] = Activation.CELU(),
        ["celu(2)"] = Activation.CELU(2),
        ["selu"] = Activation.SELU,
        ["gelu"] = Activation.GELU,
        ["gelu_tanh"] = Activation.GELUTanh,
        ["silu"] = Activation.SiLU,
        ["mish"] = Activation.Mish,
        ["hardswish"] = Activation.HardSwish,
        ["hardsigmoid"] = Activation.HardSigmoid,
        ["hardtanh"] = Activation.HardTanh,
        ["softplus"] = Activation.Softplus,
        ["softsign"] = Activation.Softsign,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
        ["sin"] = Activation.Sin,
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Gains_OfTheMathematics_AreThose(string name, double variance)
    {
        JsonElement row = MathematicsFile.Entries("gain").Single(row => row.GetProperty("activation").GetString() == name &&
            double.Parse(row.GetProperty("variance").GetString()!, CultureInfo.InvariantCulture) == variance);
        double Answer(string what) => double.Parse(row.GetProperty(what).GetString()!, CultureInfo.InvariantCulture);
        double forward = Math.Sqrt(variance / Answer("square")), backward = 1 / Math.Sqrt(Answer("derivative_square"));
        Gain.Forward(ByName[name], variance).Should().BeApproximately(forward, Promised * forward);
        Gain.Backward(ByName[name], variance).Should().BeApproximately(backward, Promised * backward);
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Gains_OfTheFunctionAlone_AreTheConstantsThatShip(string name)
    {
        // As a user would write it: without moments or a derivative, which is then computed by differences.
        Activation named = ByName[name], own = new(name, named.Function, null, [.. named.Kinks]);
        Gain.Forward(own).Should().BeApproximately(Gain.Forward(named), Promised);
        Gain.Backward(own).Should().BeApproximately(Gain.Backward(named), Promised * Gain.Backward(named));
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Derivative_OfANamedFunction_IsTheSlopeBesideEachPoint(string name)
    {
        Activation named = ByName[name], own = new(name, named.Function, null, [.. named.Kinks]);
        for (double z = -6.01; z < 7; z += 0.173) own.Derivative(z).Should().BeApproximately(named.Derivative(z), 1e-9, "z is {0}", z);
        foreach (double far in (double[])[-1e4, -700, 700, 1e4])
        {
            double.IsFinite(named.Function(far)).Should().BeTrue("z is {0}", far);
            double.IsFinite(named.Derivative(far)).Should().BeTrue("z is {0}", far);
        }
    }

    [Fact]
    public void Gains_OfTheTextbooks_AreTheirs()
    {
        Gain.Forward(Activation.ReLU).Should().Be(Math.Sqrt(2));
        Gain.Backward(Activation.ReLU).Should().Be(Math.Sqrt(2));
        Gain.Forward(Activation.LeakyReLU(0.2)).Should().BeApproximately(Math.Sqrt(2 / 1.04), 1e-15);
        Gain.Forward(Activation.SELU).Should().Be(1);
        Gain.Forward(Activation.Sin).Should().BeApproximately(Math.Sqrt(2 / (1 - Math.Exp(-2))), 1e-15);
        Gain.Forward(Activation.ReLUSquared, 3).Should().BeApproximately(Math.Sqrt(3 / 13.5), 1e-12, "E relu(z)^4 is 3 q^2 / 2");
        // The values of 1 / sqrt(E f^2) in the literature, to their digits.
        (Activation Activation, double Gain)[] table = [(Activation.GELU, 1.5335), (Activation.SiLU, 1.6765),
            (Activation.Mish, 1.4868), (Activation.Tanh, 1.5925), (Activation.Sigmoid, 1.8462), (Activation.Softplus, 1.0419),
            (Activation.Softsign, 2.3375), (Activation.ELU(), 1.2452), (Activation.HardSwish, 1.7367)];
        foreach ((Activation activation, double gain) in table) Gain.Forward(activation).Should().BeApproximately(gain, 5e-5);
    }

    [Fact]
    public void PyTorch_OfItsTable_IsWhatCalculateGainReturns()
    {
        Gain.PyTorch(Activation.Tanh).Should().Be(5.0 / 3);
        Gain.PyTorch(Activation.SELU).Should().Be(0.75);
        Gain.PyTorch(Activation.Sigmoid).Should().Be(1);
        Gain.PyTorch(Activation.Identity).Should().Be(1);
        Gain.PyTorch(Activation.ReLU).Should().Be(Math.Sqrt(2));
        Gain.PyTorch(Activation.LeakyReLU()).Should().BeApproximately(Math.Sqrt(2 / (1 + 0.01 * 0.01)), 1e-15);
        ((Action)(() => Gain.PyTorch(Activation.GELU))).Should().Throw<ArgumentException>()
            .WithMessage("activation must be one of PyTorch's calculate_gain*, but was GELU*").WithParameterName("activation");
        ((Action)(() => Gain.PyTorch(Activation.ReGLU))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Gates_OfIndependentInputs_HaveTheGainOfTheirFunction()
    {
        Gain.Forward(Activation.GEGLU).Should().Be(Gain.Forward(Activation.GELU), "the other input has the mean square q, whatever q");
        Gain.Forward(Activation.SwiGLU, 4).Should().BeApproximately(Gain.Forward(Activation.SiLU, 4) / 2, 1e-12);
        Gain.Backward(Activation.GLU, 4).Should().BeApproximately(Gain.Backward(Activation.Sigmoid, 4) / 2, 1e-12);
        Activation.GEGLU.Should().NotBe(Activation.GELU);
    }

    [Fact]
    public void Expectations_ThatDoNotExist_AreRefused()
    {
        Refused(z => Math.Exp(z * z / 4),
            "E own(z)^2 must be finite for z ~ N(0, 1), but was not. *must grow more slowly than exp(z^2 / 4).*");
        Refused(z => Math.Exp(Math.Exp(z)), "E own(z)^2 must be finite for z ~ N(0, 1), but was not. *");
        Refused(z => double.NaN, "E own(z)^2 must be finite for z ~ N(0, 1), but was not. *");
        Refused(z => Math.Sqrt(z), "E own(z)^2 must be finite for z ~ N(0, 1), but was not. *");
        Refused(z => 1 / z,
            "E own(z)^2 must be computable for z ~ N(0, 1), but was * with an error of *. Give the kinks*");
        Refused(z => 0, "activation must be a function whose values and slopes are not all 0, but was own, with the mean square 0.*");
        Gain.Forward(new Activation("exp", Math.Exp)).Should().BeApproximately(Math.Exp(-1), 1e-12, "E exp(2z) is exp(2)");
        Gain.Forward(new Activation("slow", z => Math.Exp(z * z / 8)))
            .Should().BeApproximately(Math.Pow(0.5, 0.25), 1e-10, "E exp(z^2 / 4) is sqrt(2)");

        static void Refused(Func<double, double> function, string message) =>
            ((Action)(() => Gain.Forward(new Activation("own", function))))
                .Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("activation");
    }

    [Fact]
    public void Gains_OfErf_AreItsClosedFormsAtAnyVariance()
    {
        // E erf(z)^2 = 2/pi asin(2q / (1 + 2q)), by the tangent where the sine is nearly 1, and erf'(z)^2 =
        // 4/pi exp(-2 z^2) has the expectation 4 / (pi sqrt(1 + 4q)).
        var erf = new Activation("erf", z => SpecialFunctions.Erf(z), z => 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z));
        for (double q = 1e-12; q < 1e30; q *= 10)
        {
            double forward = Math.Sqrt(q / (2 / Math.PI * Math.Atan2(2 * q, Math.Sqrt(1 + 4 * q))));
            double backward = Math.Sqrt(Math.PI / 4 * Math.Sqrt(1 + 4 * q));
            Gain.Forward(erf, q).Should().BeApproximately(forward, Promised * forward, "q is {0}", q);
            Gain.Backward(erf, q).Should().BeApproximately(backward, Promised * backward, "q is {0}", q);
        }
    }

    [Fact]
    public void Gains_OfSin_AreItsClosedFormsAndItsIntegrals()
    {
        var own = new Activation("own", Math.Sin, Math.Cos);
        foreach (double q in (double[])[1e-8, 0.3, 1, 17, 1000, 10000])
        {
            Gain.Forward(Activation.Sin, q).Should().BeApproximately(Gain.Forward(own, q), Promised * Gain.Forward(own, q), "q is {0}", q);
            Gain.Backward(Activation.Sin, q)
                .Should().BeApproximately(Gain.Backward(own, q), Promised * Gain.Backward(own, q), "q is {0}", q);
        }
        Gain.Forward(Activation.Sin, 1e200).Should().Be(Math.Sqrt(2e200), "E sin^2 is 1/2");
        Gain.Forward(Activation.Sin, 1e-20).Should().BeApproximately(1, 1e-15);
        Gain.Forward(Activation.Sin.AsGate("gate"), 1e200).Should().Be(Math.Sqrt(2));
    }

    [Theory]
    [InlineData(1e-320)]
    [InlineData(0.001)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1e6)]
    [InlineData(1e200)]
    public void Gains_OfCelu_AreItsIntegralsAtAnyAlpha(double alpha)
    {
        Activation celu = Activation.CELU(alpha), own = new("own", celu.Function, celu.Derivative, 0);
        Gain.Forward(celu).Should().BeApproximately(Gain.Forward(own), Promised);
        Gain.Backward(celu).Should().BeApproximately(Gain.Backward(own), Promised);
    }

    [Fact]
    public void Gains_OfFloatFunctionsAndOfKinksThatAreNotSaid_AreIntegrated()
    {
        Gain.Forward(new Activation("float", z => MathF.Tanh((float)z)))
            .Should().BeApproximately(Gain.Forward(Activation.Tanh), 1e-7, "a float has 24 bits");
        Activation said = new("said", z => Math.Max(z, 0.3), null, 0.3), unsaid = new("unsaid", z => Math.Max(z, 0.3));
        Gain.Forward(unsaid).Should().BeApproximately(Gain.Forward(said), Promised);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    [InlineData(1e300)]
    public void Expectations_OfAnyFunction_AreBoundedWork(double variance)
    {
        // At most 1,074 doublings of a distance to each side, 40 steps and a kink, and 500 halvings of 2 pieces, of 31 points each.
        const int Most = 31 * (2 * 1074 + 41 + 1000);
        Func<double, double>[] functions =
            [Math.Tanh, Math.Sin, z => Math.Sin(1e9 * z), z => 1 / z,
                z => MathF.Tanh((float)z), Math.Floor, z => double.IsNegative(z) ? -1 : 1];
        foreach (Func<double, double> function in functions)
        {
            int calls = 0;
            var counted = new Activation("counted", z =>
            {
                calls++;
                return function(z);
            }, null, 0.5);
            counted.MeanSquare(variance);
            calls.Should().BeInRange(1, Most);
        }
    }

    [Fact]
    public void Activations_OfEqualNameAndParameters_AreEqual()
    {
        Activation.LeakyReLU(0.2).Should().Be(Activation.LeakyReLU(0.2))
            .And.NotBe(Activation.LeakyReLU(0.1)).And.NotBe(Activation.PReLU(0.2));
        Activation.LeakyReLU(0.2).GetHashCode().Should().Be(Activation.LeakyReLU(0.2).GetHashCode());
        Func<double, double> cube = z => z * z * z;
        new Activation("own", cube).Should().Be(new Activation("own", cube))
            .And.NotBe(new Activation("own", z => z)).And.NotBe(new Activation("other", cube));
        new Activation("Tanh", Math.Tanh).Should().NotBe(Activation.Tanh, "only the library's own is recognized");
        Activation.ELU(0.5).ToString().Should().Be("ELU(0.5)");
    }

    [Fact]
    public void Parameters_ThatMakeNoSense_AreRefused()
    {
        ((Action)(() => Gain.Forward(null!))).Should().Throw<ArgumentNullException>().WithParameterName("activation");
        ((Action)(() => Gain.Forward(Activation.Tanh, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("variance");
        ((Action)(() => Gain.Backward(Activation.Tanh, double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("variance");
        ((Action)(() => Activation.LeakyReLU(double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("slope");
        ((Action)(() => Activation.CELU(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("alpha");
        ((Func<Activation>)(() => new Activation(null!, Math.Tanh))).Should().Throw<ArgumentNullException>().WithParameterName("name");
        ((Func<Activation>)(() => new Activation("own", null!))).Should().Throw<ArgumentNullException>().WithParameterName("function");
        ((Func<Activation>)(() => new Activation("own", Math.Tanh, null, double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("kinks");
    }
}

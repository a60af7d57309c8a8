using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>What docs/torchsharp.md says below its table: the functions of TorchSharp that do what PyTorch's documentation says.</summary>
public class TorchSharpInitAsDocumentedTests
{
    private const int Outputs = 1000, Inputs = 250;

    private const double KurtosisOfUniform = 1.8, KurtosisOfNormal = 3;

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["uniform_"] = w => init.uniform_(w, -1, 1),
        ["normal_"] = w => init.normal_(w),
        ["constant_"] = w => init.constant_(w, 0.5),
        ["ones_"] = w => init.ones_(w),
        ["zeros_"] = w => init.zeros_(w),
        ["eye_"] = w => init.eye_(w),
        ["sparse_"] = w => init.sparse_(w, 0.5),
        ["xavier_uniform_"] = w => init.xavier_uniform_(w),
        ["xavier_normal_"] = w => init.xavier_normal_(w),
        ["kaiming_uniform_"] = w => init.kaiming_uniform_(w),
        ["kaiming_normal_"] = w => init.kaiming_normal_(w),
        ["trunc_normal_"] = w => init.trunc_normal_(w),
        ["orthogonal_"] = w => init.orthogonal_(w),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    public static TheoryData<ScalarType> Types => [ScalarType.Float32, ScalarType.Float64];

    [Theory]
    [MemberData(nameof(Types))]
    public void Fills_AreAsDocumented(ScalarType type)
    {
        Values(init.constant_(Empty(type), 0.5)).Should().OnlyContain(value => value == 0.5);
        Values(init.ones_(Empty(type))).Should().OnlyContain(value => value == 1);
        Values(init.zeros_(ones(Outputs, Inputs, type))).Should().OnlyContain(value => value == 0);
        Values(init.eye_(Empty(type))).Select((value, at) => value == (at / Inputs == at % Inputs ? 1 : 0)).Should().NotContain(false);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void UniformAndNormal_AreAsDocumented(ScalarType type)
    {
        manual_seed(20);
        Follows(init.uniform_(Empty(type), -1, 2), 0.5, 3 / Math.Sqrt(12), KurtosisOfUniform);
        Follows(init.normal_(Empty(type), 1, 2), 1, 2, KurtosisOfNormal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Xavier_Uniform_IsAsDocumented(ScalarType type)
    {
        manual_seed(20);
        double deviation = 3 * Math.Sqrt(2.0 / (Inputs + Outputs));
        Follows(init.xavier_uniform_(Empty(type), 3), 0, deviation, KurtosisOfUniform);
        Follows(init.glorot_uniform_(Empty(type), 3), 0, deviation, KurtosisOfUniform);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Kaiming_IsAsDocumented_InBothModesAndForEachNonlinearity(ScalarType type)
    {
        const double Slope = 0.5;
        manual_seed(20);
        foreach (init.FanInOut mode in Enum.GetValues<init.FanInOut>())
        {
            foreach (init.NonlinearityType nonlinearity in Enum.GetValues<init.NonlinearityType>())
            {
                double gain = nonlinearity switch
                {
                    init.NonlinearityType.ReLU => Math.Sqrt(2),
                    init.NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + Slope * Slope)),
                    init.NonlinearityType.Tanh => 5.0 / 3,
                    _ => 1,
                };
                init.calculate_gain(nonlinearity, Slope).Should().BeApproximately(gain, 1e-15);
                double deviation = gain / Math.Sqrt(mode == init.FanInOut.FanIn ? Inputs : Outputs);
                Follows(init.kaiming_normal_(Empty(type), Slope, mode, nonlinearity), 0, deviation, KurtosisOfNormal);
                Follows(init.kaiming_uniform_(Empty(type), Slope, mode, nonlinearity), 0, deviation, KurtosisOfUniform);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Sparse_IsAsDocumented(ScalarType type)
    {
        manual_seed(20);
        double[] values = Values(init.sparse_(Empty(type), 0.35, 2));
        for (int column = 0; column < Inputs; column++)
            Enumerable.Range(0, Outputs).Count(row => values[row * Inputs + column] == 0).Should().Be(350);
        Near(new Sample([.. values.Where(value => value != 0)]).Deviation, 2);
    }

    [Fact]
    public void Dirac_IsAsDocumented_ButForGroups()
    {
        var parameter = new Parameter(empty(4, 3, 5));
        init.dirac_(parameter).Should().BeSameAs(parameter);
        (parameter.is_leaf, parameter.requires_grad).Should().Be((true, true));
        Values(parameter).Select((value, at) => value == (at / 15 == at / 5 % 3 && at % 5 == 2 ? 1 : 0)).Should().NotContain(false);

        using Tensor whole = full(4, 3, 10, -7f), part = whole[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(0, null, 2)];
        init.dirac_(part);
        Values(part).Should().Equal(Values(parameter));
        Values(whole).Count(value => value == -7).Should().Be(60);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachFunction_LeavesAParameterALeaf_AndWritesTheElementsOfAViewAlone(string name)
    {
        var parameter = new Parameter(empty(4, 4));
        Functions[name](parameter).Should().BeSameAs(parameter);
        (parameter.is_leaf, parameter.requires_grad).Should().Be((true, true));

        using Tensor whole = full(9, 9, -7f), part = whole[TensorIndex.Slice(1, null, 2), TensorIndex.Slice(0, 4)].t();
        Functions[name](part);
        Values(part).Should().NotContain(-7);
        Values(whole).Count(value => value == -7).Should().Be(81 - 16);
    }

    [Fact]
    public void NamedParameters_SeeAssignedWeights()
    {
        Sees(Linear(4, 4), layer => layer.weight = Sevens(4, 4));
        Sees(Conv2d(4, 4, 3), layer => layer.weight = Sevens(4, 4, 3, 3));
        Sees(Embedding(4, 4), layer => layer.weight = Sevens(4, 4));
        Sees(EmbeddingBag(4, 4), layer => layer.weight = Sevens(4, 4));
        Sees(LayerNorm(4), layer => layer.weight = Sevens(4));
        Sees(GroupNorm(2, 4), layer => layer.weight = Sevens(4));
        Sees(BatchNorm2d(4), layer => layer.weight = Sevens(4));

        static void Sees<T>(T layer, Action<T> assign) where T : Module
        {
            assign(layer);
            Values(layer.named_parameters().Single(one => one.name == "weight").parameter).Should().OnlyContain(value => value == 7);
        }
    }

    private static Parameter Sevens(params long[] shape) => new(full(shape, 7f));

    private static Tensor Empty(ScalarType type) => empty(Outputs, Inputs, type);

    private static double[] Values(Tensor weights)
    {
        using Tensor wide = weights.detach().to(float64).contiguous();
        return wide.data<double>().ToArray();
    }

    private static void Follows(Tensor weights, double mean, double deviation, double kurtosis)
    {
        using (weights)
        {
            Sample sample = Sample.Of(weights);
            Near(sample.Mean, mean);
            Near(sample.Deviation, deviation);
            Near(sample.Kurtosis, kurtosis);
        }
    }

    private static void Near(Measured measured, double value) => measured.Value.Should().BeApproximately(value, measured.Tolerance);
}

using Initializers.TorchSharp.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Modules;

public class ModuleDefaultTests
{
    [Fact]
    public void WeightsAreFilledByKindAndTheRestByWhatItIs()
    {
        using var module = new EveryKind();
        var random = new PhiloxRandom(3);
        ResolvedPlan plan = module.Initialize(Init.HeNormal(), random);
        foreach (PlannedParameter parameter in plan.Parameters.Where(parameter => parameter.State == ParameterState.Trained))
        {
            float[] values = TensorBits.Floats(module.get_parameter(parameter.Name) ?? throw new InvalidOperationException(parameter.Name));
            string name = parameter.Name, last = name.Split('.')[^1];
            if (name == "scale") values.Should().OnlyContain(value => value == 7, "no one knows what it is");
            else if (name == "prelu.weight") values.Should().OnlyContain(value => value == 0.1f);
            else if (last.Contains("bias") && !last.StartsWith("bias_k") && !last.StartsWith("bias_v"))
                values.Should().OnlyContain(value => value == 0, name);
            else if (name.Contains("norm")) values.Should().OnlyContain(value => value == 1, name);
            else values.Where(value => value != 0).Should().HaveCountGreaterThanOrEqualTo(values.Length - 8, name) // a padding row
                .And.OnlyHaveUniqueItems(name);
        }
        TensorBits.Floats(module.Dense.weight).Should().Equal(
            Init.HeNormal().Initialize(TensorShape.Linear(6, 4), random.Fork("dense.weight")));
        TensorBits.Floats(module.Grouped.weight).Should().Equal(
            Init.HeNormal().Initialize(TensorShape.Convolution(8, 12, [3, 3], groups: 4), random.Fork("grouped.weight")));
        float[] words = TensorBits.Floats(module.get_parameter("words.weight")!);
        float[] expected = Init.HeNormal().Initialize(new TensorShape(20, 8).WithFans(8, 8), random.Fork("words.weight"));
        expected.AsSpan(24, 8).Clear();
        words.Should().Equal(expected);
        plan.Check(module).IsAsPlanned.Should().BeTrue(plan.Check(module).ToString());
        plan.ToString().Should().Contain("words.weight").And.Contain("WithPaddingRow(3)").And.Contain("kept");
    }

    [Fact]
    public void SingleLayersHaveTheirOwnNames()
    {
        using Linear linear = Linear(6, 4);
        linear.Initialize(Init.HeNormal(), new PhiloxRandom(3));
        TensorBits.Floats(linear.weight).Should().Equal(Init.HeNormal().Initialize([4, 6], new PhiloxRandom(3).Fork("weight")));
        TensorBits.Floats(linear.bias!).Should().OnlyContain(value => value == 0);
        using PReLU slope = PReLU(3, init: 0.4);
        Init.Zeros().Initialize(slope.weight!);
        slope.Initialize(Init.HeNormal(), new PhiloxRandom(3));
        TensorBits.Floats(slope.weight!).Should().OnlyContain(value => value == 0.4f);
        using ReLU nothing = ReLU();
        nothing.Initialize(Init.HeNormal(), new PhiloxRandom(3)).Parameters.Should().BeEmpty();
    }

    [Fact]
    public void FrozenLayersAreKept()
    {
        using Sequential module = SmallConvolution.Create();
        Parameter frozen = module.get_parameter("conv.weight")!;
        frozen.requires_grad = false;
        float[] before = TensorBits.Floats(frozen);
        module.Initialize(Init.HeNormal(), new PhiloxRandom(3))["conv.weight"].Action.Should().Be(RuleAction.Keep);
        TensorBits.Floats(frozen).Should().Equal(before);
    }

    [Fact]
    public void SlopesOfAnyNameStartWhereTheirLayersDo()
    {
        using Sequential module = Sequential(("module", Sequential(
            ("act*", PReLU(2, init: 0.1)), ("act2", PReLU(2, init: 0.2)), ("act(1", PReLU(2, init: 0.1)))));
        Parameter frozen = module.get_parameter("module.act2.weight")!;
        frozen.requires_grad = false;
        Init.Constant(0.5).Initialize(frozen);
        module.Initialize(Init.HeNormal(), new PhiloxRandom(3));
        foreach ((string name, Parameter slope) in module.named_parameters())
            TensorBits.Floats(slope).Should().OnlyContain(value => value == (name.Contains("act2") ? 0.5f : 0.1f), name);
    }

    [Fact]
    public void AModuleWithoutRegisteredParametersIsRefused()
    {
        using var module = new Forgotten();
        module.Invoking(one => one.Initialize(Init.HeNormal(), new PhiloxRandom(3))).Should().Throw<ArgumentException>()
            .WithParameterName("module").WithMessage("*RegisterComponents*");
    }

    private sealed class Forgotten() : Module(nameof(Forgotten));

    [Fact]
    public void WrongInitializersAreRefused()
    {
        using Sequential module = SmallConvolution.Create();
        module.Invoking(one => one.Initialize(Init.HeNormal().WithSeed(1), new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("weights");
        module.Invoking(one => one.Initialize(null!, new PhiloxRandom(1))).Should().Throw<ArgumentNullException>()
            .WithParameterName("weights");
        module.Invoking(one => one.Initialize(Init.HeNormal(), null!)).Should().Throw<ArgumentNullException>().WithParameterName("random");
        module.Invoking(one => one.Initialize(Init.Dirac(), new PhiloxRandom(1))).Should().NotThrow();
        module.Invoking(one => one.Initialize(Frameworks.PyTorchInit.Normal(), new PhiloxRandom(1))).Should().Throw<PlanException>()
            .WithMessage("*PyTorchRandom*");
    }
}

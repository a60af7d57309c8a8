using Initializers.Diagnostics;
using Initializers.TorchSharp.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Modules;

public class ModulePlanTests
{
    private static readonly InitializationPlan He = new()
    {
        { "(scale|own_bias|prelu.weight)", Rule.Keep.Optional() },
        { "**", Rule.Initialize(Init.Ones()).OfRole("norm").Optional() },
        { "**", Rule.Initialize(Init.Zeros()).OfRole("bias").Optional() },
        { "**", Rule.Initialize(Init.HeNormal(mode: FanMode.Out)).Where(shape => shape.Rank > 1) },
    };

    /// <summary>What the kind of a layer says of a shape.</summary>
    private static readonly Dictionary<string, TensorShape> Meanings = new()
    {
        ["dense.weight"] = TensorShape.Linear(6, 4),
        ["pairs.weight"] = new TensorShape(4, 3, 5).WithLayout(new("out, in, in")),
        ["conv1.weight"] = TensorShape.Convolution(4, 6, [5]),
        ["grouped.weight"] = TensorShape.Convolution(8, 12, [3, 3], groups: 4),
        ["conv3.weight"] = TensorShape.Convolution(2, 4, [2, 3, 2]),
        ["up1.weight"] = TensorShape.TransposedConvolution(6, 4, [3], groups: 2),
        ["up2.weight"] = TensorShape.TransposedConvolution(6, 4, [3, 3]),
        ["up3.weight"] = TensorShape.TransposedConvolution(4, 2, [2, 2, 2]),
        ["words.weight"] = TensorShape.Embedding(20, 8),
        ["plain.weight"] = TensorShape.Embedding(20, 8),
        ["bag.weight"] = TensorShape.Embedding(10, 8),
        ["rnn.weight_ih_l0"] = [4, 3],
        ["rnn.weight_hh_l1_reverse"] = [4, 4],
        ["gru.weight_ih_l0"] = new TensorShape(12, 3).WithBlocks(3),
        ["gru.bias_hh_l0"] = new TensorShape(12).WithBlocks(3),
        ["lstm.weight_hh_l0"] = new TensorShape(16, 4).WithBlocks(4),
        ["lstm.bias_ih_l0"] = new TensorShape(16).WithBlocks(4),
        ["cell.weight_ih"] = new TensorShape(16, 3).WithBlocks(4),
        ["attention.in_proj_weight"] = new TensorShape(24, 8).WithBlocks(3),
        ["attention.in_proj_bias"] = new TensorShape(24).WithBlocks(3),
        ["attention.out_proj.weight"] = [8, 8],
        ["apart.k_proj_weight"] = [8, 6],
        ["encoder.layers.1.self_attn.in_proj_weight"] = new TensorShape(24, 8).WithBlocks(3),
        ["encoder.layers.0.linear1.weight"] = [16, 8],
        ["inner.first.weight"] = [3, 2],
        ["token"] = [1, 1, 8],
    };

    private static readonly Dictionary<string, string?> Roles = new()
    {
        ["dense.weight"] = "weight",
        ["dense.bias"] = "bias",
        ["words.weight"] = "embedding",
        ["batchnorm.weight"] = "norm",
        ["batchnorm.bias"] = "bias",
        ["batchnorm.running_mean"] = null,
        ["layernorm.weight"] = "norm",
        ["groupnorm.weight"] = "norm",
        ["encoder.layers.0.norm1.weight"] = "norm",
        ["encoder.layers.0.norm1.bias"] = "bias",
        ["prelu.weight"] = "slope",
        ["lstm.bias_ih_l0"] = "bias",
        ["attention.in_proj_bias"] = "bias",
        ["list.1.weight"] = "weight",
        ["dict.b.weight"] = "weight",
        ["token"] = null,
        ["scale"] = null,
    };

    [Fact]
    public void TheKindOfALayerSaysWhatAShapeDoesNot()
    {
        using var module = new EveryKind();
        ResolvedPlan plan = He.Resolve(module);
        foreach ((string name, TensorShape shape) in Meanings) plan[name].Shape.Should().Be(shape, name);
        foreach ((string name, string? role) in Roles) plan[name].Role.Should().Be(role, name);
        plan.Parameters.Where(parameter => parameter.PaddingRow is not null)
            .Select(parameter => (parameter.Name, parameter.PaddingRow)).Should().Equal(("words.weight", 3), ("bag.weight", 9));
        plan.Parameters.Select(parameter => parameter.Name).Should().BeEquivalentTo(
            module.named_parameters().Select(one => one.name).Concat(module.named_buffers().Select(one => one.name)));
        plan.Parameters.Where(parameter => parameter.State == ParameterState.Buffer).Should()
            .OnlyContain(parameter => parameter.Action == RuleAction.Skip).And.HaveCount(4);
    }

    [Fact]
    public void ResolvingChangesNothing()
    {
        using var module = new EveryKind();
        Dictionary<string, byte[]> before = Bits(module);
        nint[] addresses = [.. module.parameters().Select(parameter => parameter.Handle)];
        using Tensor generator = get_rng_state();
        He.Resolve(module);
        Bits(module).Should().BeEquivalentTo(before);
        TensorBits.Of(get_rng_state()).Should().Equal(TensorBits.Of(generator));
        module.parameters().Should().OnlyContain(parameter => parameter.requires_grad && parameter.is_leaf);
        addresses.Should().HaveCount(module.parameters().Count());
    }

    [Fact]
    public void ValuesAreThoseOfThePlan()
    {
        using var module = new EveryKind();
        ResolvedPlan plan = He.Initialize(module, new PhiloxRandom(5));
        Dictionary<string, float[]> expected = plan.Parameters.ToDictionary(one => one.Name, one => new float[one.Elements]);
        foreach (string kept in (string[])["scale", "own_bias", "prelu.weight"])
            TensorBits.Floats(module.get_parameter(kept)!).CopyTo(expected[kept], 0);
        plan.Initialize(name => expected[name], new PhiloxRandom(5));
        foreach ((string name, Parameter parameter) in module.named_parameters())
            TensorBits.Floats(parameter).Should().Equal(expected[name], name);
        TensorBits.Floats(module.get_parameter("words.weight")!)[24..32].Should().OnlyContain(value => value == 0);
        plan.Check(module).IsAsPlanned.Should().BeTrue(plan.Check(module).ToString());

        Init.Constant(1).Initialize(module.Dense.weight);
        plan.Check(module).Findings.Should().ContainSingle().Which.Name.Should().Be("dense.weight");
        plan.Initialize(module, new PhiloxRandom(5));
        plan.Check(module).IsAsPlanned.Should().BeTrue();
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void OtherTypesHaveTheSameValues(ScalarType type)
    {
        using Sequential floats = SmallConvolution.Create(), others = SmallConvolution.Create(type);
        He.Initialize(floats, new PhiloxRandom(5));
        ResolvedPlan plan = He.Initialize(others, new PhiloxRandom(5));
        foreach ((Parameter one, Parameter other) in floats.parameters().Zip(others.parameters()))
        {
            using Tensor expected = one.to(type);
            TensorBits.Of(other).Should().Equal(TensorBits.Of(expected));
        }
        plan.Check(others).IsAsPlanned.Should().BeTrue(plan.Check(others).ToString());
    }

    [Fact]
    public void MixedTypesAndStridesAreFilled()
    {
        using Sequential module = Sequential(("a", Linear(6, 4)), ("b", Linear(4, 4, dtype: ScalarType.BFloat16)), ("c", Linear(4, 2)));
        var last = (Linear)module.named_children().Last().Item2;
        last.weight = new Parameter(zeros(4, 2).t());
        He.Initialize(module, new PhiloxRandom(5));
        TensorBits.Floats(last.weight).Should().Equal(
            Init.HeNormal(mode: FanMode.Out).Initialize([2, 4], new PhiloxRandom(5).Fork("c.weight")));
        last.weight.stride().Should().Equal(1, 2);
    }

    [Fact]
    public void SharedParametersAreFilledOnce()
    {
        using var module = new Tied();
        ResolvedPlan plan = He.Initialize(module, new PhiloxRandom(5));
        plan["words.weight"].Action.Should().Be(RuleAction.Initialize);
        plan["head.weight"].TiedTo.Should().Be("words.weight");
        plan["twin.weight"].TiedTo.Should().Be("first.weight");
        plan.ToString().Should().Contain("tied to words.weight");
        TensorBits.Of(module.Head.weight).Should().Equal(TensorBits.Of(module.Words.weight!));
        TensorBits.Floats(module.Head.weight)[..5].Should().OnlyContain(value => value == 0, "the padding row is 0 for both");
        plan.Check(module).IsAsPlanned.Should().BeTrue();

        var own = new InitializationPlan { { "head.weight", Init.Zeros() }, He };
        own.Invoking(one => one.Resolve(module)).Should().Throw<PlanException>().WithParameterName("module")
            .WithMessage("*share the memory of others*");
        new InitializationPlan { { "head.weight", Rule.TiedTo("words.weight") }, { "twin.weight", Rule.TiedTo("first.weight") }, He }
            .Resolve(module)["head.weight"].TiedTo.Should().Be("words.weight");
        new InitializationPlan { { "**", Rule.Skip } }.Resolve(module)["head.weight"].Action.Should().Be(RuleAction.Skip);
    }

    [Fact]
    public void SecondNamesWithinModulesAreFound()
    {
        Linear shared = Linear(3, 3);
        using Sequential inner = Sequential(("one", shared), ("two", shared)), module = Sequential(("a", inner), ("b", Linear(3, 3)));
        ResolvedPlan plan = He.Initialize(module, new PhiloxRandom(5));
        plan["a.two.weight"].TiedTo.Should().Be("a.one.weight");
        SignalPropagation.Observe(module, randn(8, 3), He).Layers.Should().HaveCount(3);
        WeightStatistics.Of(module).Select(one => one.Name).Should().Contain("a.one.weight");
    }

    [Fact]
    public void PaddingRowsOfOneTableMustAgree()
    {
        Embedding one = Embedding(6, 4, padding_idx: 1), other = Embedding(6, 4, padding_idx: 2), none = Embedding(6, 4);
        other.weight = one.weight!;
        none.weight = one.weight!;
        using Sequential module = Sequential(("one", one), ("other", other)), fine = Sequential(("one", one), ("none", none));
        He.Invoking(plan => plan.Resolve(module)).Should().Throw<ArgumentException>().WithParameterName(nameof(module))
            .WithMessage("module must have one padding row for a table, but one.weight has 1 and 2.*");
        He.Resolve(fine)["one.weight"].PaddingRow.Should().Be(1);
    }

    [Fact]
    public void PaddingRowsAmongKeptRowsAreKept()
    {
        using Embedding words = Embedding(6, 4, padding_idx: 1);
        var kept = new InitializationPlan { { "weight", Rule.Initialize(Init.Normal(0, 1)).WithKeptRows(3) } };
        float[] before = TensorBits.Floats(words.weight!);
        kept.Initialize(words, new PhiloxRandom(5)).Check(words).IsAsPlanned.Should().BeTrue();
        TensorBits.Floats(words.weight!)[..12].Should().Equal(before[..12]);
        TensorBits.Floats(words.weight!)[12..].Should().NotIntersectWith(before[12..]);
    }

    [Fact]
    public void ViewsThatDifferInStridesOfSingleElementsAreTheSame()
    {
        Tensor all = zeros(4, 1);
        using var module = new Raw(all, all.as_strided([4, 1], [1, 7]));
        He.Resolve(module)["p1"].TiedTo.Should().Be("p0");
    }

    [Fact]
    public void TiesOfRulesReceiveACopy()
    {
        using Sequential module = Sequential(("a", Linear(3, 3)), ("b", Linear(3, 3)));
        new InitializationPlan { { "b.weight", Rule.TiedTo("a.weight") }, He }.Initialize(module, new PhiloxRandom(5));
        TensorBits.Of(module.get_parameter("b.weight")!).Should().Equal(TensorBits.Of(module.get_parameter("a.weight")!));
    }

    [Fact]
    public void FrozenParametersAndBuffersAreLeftAloneUnlessNamed()
    {
        using Sequential module = SmallConvolution.Create();
        Parameter frozen = module.get_parameter("conv.weight")!;
        frozen.requires_grad = false;
        float[] before = TensorBits.Floats(frozen);

        ResolvedPlan plan = He.Initialize(module, new PhiloxRandom(5));
        TensorBits.Floats(frozen).Should().Equal(before);
        (plan["conv.weight"].Action, plan["norm.running_var"].Action).Should().Be((RuleAction.Keep, RuleAction.Skip));
        plan.ToString().Should().Contain("kept, frozen").And.Contain("skipped, buffer");

        foreach (string pattern in (string[])["conv.weight", "(conv|stem).weight"])
            new InitializationPlan { { pattern, Init.Zeros() }, He }.Resolve(module)["conv.weight"].Action.Should()
                .Be(RuleAction.Initialize);
        foreach (string pattern in (string[])["conv.*", "**.weight"])
            new InitializationPlan { { pattern, Init.Zeros() }, He }.Resolve(module)["conv.weight"].Action.Should().Be(RuleAction.Keep);
        new InitializationPlan { { "**", Rule.Initialize(Init.Zeros()).OfRole("frozen") }, He }.Initialize(module, new PhiloxRandom(5));
        TensorBits.Floats(frozen).Should().OnlyContain(value => value == 0);

        new InitializationPlan { { "**.running_var", Init.Constant(3) }, He }.Initialize(module, new PhiloxRandom(5));
        module.named_buffers().Single(buffer => buffer.name == "norm.running_var").buffer.sum().item<float>().Should().Be(24);
        new InitializationPlan { { "norm.running_*", Init.Constant(3) }, He }.Invoking(one => one.Resolve(module)).Should()
            .Throw<PlanException>().WithMessage("*left alone unless a rule names them*role \"frozen\" or \"buffer\"*");
        var integers = new InitializationPlan { { "norm.num_batches_tracked", Init.Constant(3) }, { "**", Rule.Keep } };
        using Sequential counting = Sequential(("norm", BatchNorm2d(8)));
        integers.Invoking(one => one.Initialize(counting, new PhiloxRandom(5))).Should().Throw<ArgumentException>()
            .WithParameterName("module").WithMessage("*norm.num_batches_tracked is not one*of int64*");
    }

    [Fact]
    public void ARefusedFillWritesNothing()
    {
        using Sequential module = Sequential(("a", Linear(3, 3)), ("b", Linear(3, 3, device: device("meta"))));
        Dictionary<string, byte[]> before = Bits(module, name => name.StartsWith('a'));
        He.Resolve(module)["b.weight"].Prediction.Should().NotBeNull("a plan needs no memory");
        He.Invoking(plan => plan.Initialize(module, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("module").WithMessage("*b.weight is not one*meta device*");
        He.Invoking(plan => plan.Resolve(module).Check(module)).Should().Throw<ArgumentException>().WithParameterName("module");
        Bits(module, name => name.StartsWith('a')).Should().BeEquivalentTo(before);

        using Sequential other = SmallConvolution.Create();
        ResolvedPlan resolved = He.Resolve(other);
        resolved.Invoking(plan => plan.Initialize(module, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("module").WithMessage("*conv.weight is in the plan alone*and * more*");
        resolved.Invoking(plan => plan.Check(module)).Should().Throw<ArgumentException>().WithParameterName("module");

        Tensor all = zeros(12);
        using var overlapping = new Raw(all[TensorIndex.Slice(0, 8)].view(2, 4), all[TensorIndex.Slice(4, 12)].view(2, 4));
        He.Invoking(plan => plan.Initialize(overlapping, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("module").WithMessage("*share some*");
        He.Invoking(plan => plan.Initialize((Module)null!, new PhiloxRandom(1))).Should().Throw<ArgumentNullException>()
            .WithParameterName("module");
        He.Invoking(plan => plan.Initialize(other, null!)).Should().Throw<ArgumentNullException>().WithParameterName("random");
    }

    [Fact]
    public void ProgressAndCancellation()
    {
        using Sequential module = SmallConvolution.Create();
        var seen = new List<PlanProgress>();
        He.Initialize(module, new PhiloxRandom(1), new Collected(seen));
        seen[^1].Should().Be(new PlanProgress("out.bias", 8, 8, seen[^1].AllElements, seen[^1].AllElements));
        seen[^1].AllElements.Should().Be(module.parameters().Sum(parameter => parameter.numel()));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        He.Invoking(plan => plan.Initialize(module, new PhiloxRandom(1), null, stop.Token)).Should()
            .Throw<OperationCanceledException>();
    }

    private static Dictionary<string, byte[]> Bits(Module module, Func<string, bool>? where = null) =>
        module.state_dict().Where(one => where?.Invoke(one.Key) ?? true).ToDictionary(one => one.Key, one => TensorBits.Of(one.Value));

    private sealed class Collected(List<PlanProgress> seen) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => seen.Add(value);
    }

    /// <summary>Layers that share weights, as TorchSharp has them: by one parameter, and by two that are one tensor.</summary>
    private sealed class Tied : Module
    {
        public Embedding Words { get; } = Embedding(7, 5, padding_idx: 0);

        public Linear Head { get; } = Linear(5, 7);

        public Tied() : base(nameof(Tied))
        {
            Linear first = Linear(3, 3), twin = Linear(3, 3);
            Head.weight = Words.weight!;
            twin.weight = first.weight;
            register_module("words", Words);
            register_module("head", Head);
            register_module("first", first);
            register_module("twin", twin);
        }
    }
}

using Initializers.Diagnostics;
using Initializers.Frameworks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>The code of docs/torchsharp.md and of the README's section on TorchSharp, line for line.</summary>
public class TorchSharpSnippets
{
    private static Linear Layer => nn.Linear(64, 10);

    [Fact]
    public void ReadMe()
    {
        using Sequential model = nn.Sequential(
            ("conv", nn.Conv2d(1, 8, 3)), ("norm", nn.BatchNorm2d(8)), ("flat", nn.Flatten()), ("out", nn.Linear(288, 10)));
        Linear layer = Layer;
        using Tensor batch = rand(4, 1, 8, 8);

        var random = new PhiloxRandom(42);
        Init.HeNormal().Initialize(layer.weight, random.Fork("layer.weight"));    // a tensor, of any type and strides
        Console.WriteLine(model.Initialize(Init.HeNormal(), random));             // a module: weights, biases 0, norms 1; says what it did
        var plan = new InitializationPlan
        {
            { "**", Rule.Initialize(Init.Ones()).OfRole("norm").Optional() }, { "**.weight", Init.HeNormal() }, { "**.bias", Init.Zeros() },
        };
        Console.WriteLine(plan.Initialize(model, random));                        // a module, by rules of your own
        Console.WriteLine(SignalPropagation.Observe(model, batch, plan));         // its signals, layer by layer
        PyTorchRandom next = torch.Generator.Default.ToPyTorchRandom();           // goes on where torch's generator stands

        next.InitialSeed.Should().Be((ulong)torch.initial_seed());
        plan.Resolve(model).Check(model).IsAsPlanned.Should().BeTrue();
    }

    [Fact]
    public void Modules()
    {
        using Sequential model = nn.Sequential(
            ("words", nn.Embedding(100, 8, padding_idx: 0)), ("body", nn.Linear(8, 8)), ("norm", nn.LayerNorm(8)),
            ("flat", nn.Flatten()), ("head", nn.Linear(32, 5)));
        var plan = new InitializationPlan
        {
            { "head.weight", Rule.Initialize(Init.LeCunNormal()).Optional() },          // a rule that may match nothing
            { "**", Rule.Initialize(Init.Normal(0, 0.02)).OfRole("embedding").Optional() },
            { "**", Rule.Initialize(Init.Ones()).OfRole("norm").Optional() },
            { "**", Rule.Initialize(Init.HeNormal()).OfRole("weight").Optional() },
            { "**", Rule.Initialize(Init.Zeros()).OfRole("bias").Optional() },
        };
        ResolvedPlan resolved = plan.Resolve(model);                  // the dry run: nothing is filled yet
        resolved.Initialize(model, new PhiloxRandom(42));
        PlanCheck check = resolved.Check(model);                      // moments, bounds, NaN, copies, padding rows
        new HtmlReport("My model").Add(resolved, check).Save("report.html");

        check.IsAsPlanned.Should().BeTrue(check.ToString());
        File.ReadAllText("report.html").Should().Contain("words.weight");
        Init.HeNormal().Initialize(model.get_parameter("head.weight")!);
        Console.WriteLine(model.Initialize(Init.HeNormal(), new PhiloxRandom(42)));
    }

    [Fact]
    public void Signals()
    {
        using Sequential model = nn.Sequential(("a", nn.Linear(8, 16)), ("tanh", nn.Tanh()), ("b", nn.Linear(16, 4)));
        using Tensor batch = randn(64, 8);
        var plan = new InitializationPlan { { "**.weight", Init.GlorotNormal() }, { "**.bias", Init.Zeros() } };

        SignalReport report = SignalPropagation.Observe(model, batch, plan, seeds: 16);
        SignalPictures.MeanSquares([("my model", report)]).Save("signals.svg");
        LsuvReport lsuv = new Lsuv().Run(model, batch, new PhiloxRandom(42));
        foreach ((string name, WeightStatistics statistics) in WeightStatistics.Of(model)) Console.WriteLine($"{name}: {statistics}");

        report.Layers.Should().HaveCount(2);
        lsuv.IsWithinTolerance.Should().BeTrue();
    }

    [Fact]
    public void Generators()
    {
        using Tensor expected = empty(256, 784);
        torch.manual_seed(42);
        nn.init.kaiming_uniform_(expected);
        using Tensor after = rand(3);

        torch.manual_seed(42);
        PyTorchRandom random = torch.Generator.Default.ToPyTorchRandom();
        float[] weights = PyTorchInit.KaimingUniform().Initialize([256, 784], random);   // what kaiming_uniform_ would draw
        random.CopyTo(torch.Generator.Default);                                          // and torch goes on behind it

        weights.Should().Equal(expected.data<float>().ToArray());
        using Tensor next = rand(3);
        next.data<float>().ToArray().Should().Equal(after.data<float>().ToArray());
    }

    [Fact]
    public void Strides()
    {
        using Tensor tensor = empty(9, 5).t();
        torch.manual_seed(7);
        nn.init.normal_(tensor);
        float[] weights = PyTorchInit.Normal().WithStrides(tensor.stride()).Initialize(
            [5, 9], new PyTorchRandom(7, version: PyTorchVersion.V211));
        weights.Should().Equal(tensor.contiguous().data<float>().ToArray());
    }
}

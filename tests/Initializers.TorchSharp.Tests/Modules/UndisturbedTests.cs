using Initializers.Diagnostics;
using Initializers.TorchSharp.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Modules;

/// <summary>What looks at a module leaves it as it was: parameters, optimizers, ties, tensors that are others', and memory.</summary>
public class UndisturbedTests
{
    private static readonly InitializationPlan Normal = new() { { "**", Init.Normal(0, 1) } };

    [Fact]
    public void LookingAtEmbeddingsLeavesTheirParametersToOptimizers()
    {
        using var module = new Tables();
        nint[] handles = [.. module.parameters().Select(parameter => parameter.Handle)];
        using optim.Optimizer optimizer = optim.SGD(module.parameters(), 1.0);
        byte[] before = TensorBits.Of(module.Words.weight!);
        ResolvedPlan plan = Normal.Resolve(module);
        WeightStatistics.Of(module);
        SignalPropagation.Observe(module.Words, arange(6));
        plan.Check(module);
        TensorBits.Of(module.Words.weight!).Should().Equal(before);
        plan["words.weight"].PaddingRow.Should().Be(3);
        module.parameters().Select(parameter => parameter.Handle).Should().Equal(handles);
        module.parameters().Should().OnlyContain(parameter => HasNoGradient(parameter));

        module.Words.call(arange(6)).sum().backward();
        optimizer.step();
        TensorBits.Of(module.Words.weight!).Should().NotEqual(before);
    }

    [Fact]
    public void LookingAtEmbeddingsKeepsTheirGradients()
    {
        using Embedding embedding = Embedding(6, 4, padding_idx: 3);
        embedding.call(arange(6)).sum().backward();
        byte[] gradient = TensorBits.Of(embedding.weight!.grad!);
        Normal.Resolve(embedding)["weight"].PaddingRow.Should().Be(3);
        TensorBits.Of(embedding.weight!.grad!).Should().Equal(gradient);
    }

    [Fact]
    public void PaddingRowsAreFoundInEveryKindOfTable()
    {
        foreach (EmbeddingBagMode mode in new[] { EmbeddingBagMode.Sum, EmbeddingBagMode.Mean, EmbeddingBagMode.Max })
        {
            foreach (bool last in new[] { false, true })
            {
                using EmbeddingBag bag = EmbeddingBag(6, 4, mode: mode, include_last_offset: last, padding_index: 2);
                Normal.Resolve(bag)["weight"].PaddingRow.Should().Be(2, $"{mode}, {last}");
                using EmbeddingBag without = EmbeddingBag(6, 4, mode: mode, include_last_offset: last);
                Normal.Resolve(without)["weight"].PaddingRow.Should().BeNull();
            }
        }
        using EmbeddingBag sparseBag = EmbeddingBag(6, 4, mode: EmbeddingBagMode.Sum, sparse: true, include_last_offset: true);
        Normal.Resolve(sparseBag)["weight"].PaddingRow.Should().BeNull();
        using Embedding sparse = Embedding(6, 4, padding_idx: 5, sparse: true), shortened = Embedding(6, 4, padding_idx: 1, max_norm: 0.5);
        Normal.Resolve(sparse)["weight"].PaddingRow.Should().Be(5);
        Init.Normal(0, 1).Initialize(shortened.weight!, 1);
        byte[] before = TensorBits.Of(shortened.weight!);
        Normal.Resolve(shortened)["weight"].PaddingRow.Should().Be(1);
        TensorBits.Of(shortened.weight!).Should().Equal(before, "a lookup would shorten the rows");
        using Embedding frozen = Embedding_from_pretrained(torch.ones(4, 2), true, padding_idx: 2);
        new InitializationPlan { { "weight", Init.Ones() } }.Resolve(frozen)["weight"].PaddingRow.Should().Be(2);
        frozen.weight!.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void PaddingRowsOfTiedTablesAreFoundInAnyOrder()
    {
        foreach (bool linearFirst in new[] { false, true })
        {
            Embedding embedding = Embedding(6, 4, padding_idx: 3);
            Linear linear = Linear(4, 6);
            if (linearFirst) embedding.weight = linear.weight;
            else linear.weight = embedding.weight!;
            using Sequential module =
                linearFirst ? Sequential(("l", linear), ("e", embedding)) : Sequential(("e", embedding), ("l", linear));
            ResolvedPlan plan = Normal.Resolve(module);
            plan.Initialize(module, new PhiloxRandom(1));
            TensorBits.Floats(linear.weight)[12..16].Should().OnlyContain(value => value == 0);
            plan.Check(module).IsAsPlanned.Should().BeTrue();
        }
    }

    [Fact]
    public void FillsLeaveNoTensorsBehind()
    {
        using Sequential module = SmallConvolution.Create();
        using Tensor tensor = zeros(8, 8), view = zeros(8, 8).t();
        using DisposeScope scope = NewDisposeScope();
        Fill();
        int before = scope.DisposablesCount;
        for (int i = 0; i < 5; i++) Fill();
        scope.DisposablesCount.Should().BeLessThanOrEqualTo(before);

        void Fill()
        {
            Init.HeNormal().Initialize(tensor, 1);
            Init.HeNormal().Initialize(view, 1);
            new ModuleFillOnce(module).Run();
        }
    }

    [Fact]
    public void TensorsOfOthersAreNotDisposed()
    {
        using Tensor batch = randn(5, 4);
        var positions = new Positions();
        var passing = new Passing();
        SignalPropagation.Observe(positions, batch);
        SignalPropagation.Observe(passing, batch);
        new Lsuv().Run(passing, batch, new PhiloxRandom(1));
        batch.IsInvalid.Should().BeFalse();
        positions.Table.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void ExpandedBuffersAndFailuresAreRestored()
    {
        using var module = new Expanded();
        using Tensor batch = randn(6, 4);
        byte[] before = TensorBits.Of(module.Layer.weight);
        var plan = new InitializationPlan { { "**.weight", Init.HeNormal() }, { "**.bias", Init.Zeros() } };
        SignalPropagation.Observe(module, batch, plan).Layers.Should().ContainSingle();
        module.Fails = true;
        Action observe = () => SignalPropagation.Observe(module, batch, plan);
        observe.Should().Throw<System.Runtime.InteropServices.ExternalException>("its own function in place breaks the backward pass");
        TensorBits.Of(module.Layer.weight).Should().Equal(before);
    }

    [Fact]
    public void ScopesOfTheCallerKeepTheirTensors()
    {
        using Embedding words = Embedding(6, 4, padding_idx: 3);
        Parameter kept = words.weight!;
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor batch = randn(5, 4);
            var passing = new Passing();
            SignalPropagation.Observe(passing, batch);
            Normal.Resolve(words);
            scope.Contains(batch).Should().BeTrue("an input that is passed on stays in the caller's scope");
        }
        kept.IsInvalid.Should().BeFalse();
        Normal.Resolve(words)["weight"].PaddingRow.Should().Be(3);
    }

    [Fact]
    public void TablesOfInferenceModeAreRefused()
    {
        using IDisposable inference = inference_mode();
        using Sequential module = Sequential(("words", Embedding(6, 4, padding_idx: 3)));
        inference.Dispose();
        Normal.Invoking(plan => plan.Resolve(module)).Should().Throw<ArgumentException>().WithParameterName(nameof(module))
            .WithMessage("module must have embeddings *but words cannot: *made in inference_mode() cannot: make it outside.*");
    }

    [Fact]
    public void OverlapsOfManyStridedTensorsAreFoundInOnePass()
    {
        Tensor table = zeros(500, 2000);
        using var columns = new Raw(Enumerable.Range(0, 2000).Select(column => table[TensorIndex.Colon, column]));
        ResolvedPlan filled = Normal.Initialize(columns, new PhiloxRandom(1));
        TensorBits.Floats(table).Should().NotContain(0);
        filled.Check(columns).IsAsPlanned.Should().BeTrue();

        using var twice = new Raw([.. Enumerable.Range(0, 2000).Select(column => table[TensorIndex.Colon, column]), table[7, 9]]);
        Normal.Invoking(one => one.Initialize(twice, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithMessage("*but p9 and p2000 share some*");
        Tensor pairs = zeros(4, dtype: ScalarType.ComplexFloat32), numbers = pairs.view_as_real();
        var keeping = new InitializationPlan { { "p0", Rule.Keep }, { "p1", Init.Normal(0, 1) } };
        using var mixed = new Raw(pairs, numbers[3]);
        keeping.Invoking(plan => plan.Initialize(mixed, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithMessage("*but p0 and p1 share some*");
        using var apart = new Raw(pairs[TensorIndex.Slice(step: 2)], numbers[TensorIndex.Slice(1, step: 2)]);
        keeping.Initialize(apart, new PhiloxRandom(1));
    }

    [Fact]
    public void OverlapsOfStridedTensorsAreRefused()
    {
        Tensor all = zeros(6, 4);
        (Tensor One, Tensor Other)[] pairs =
        [
            (all, all.t()), (all, all[TensorIndex.Slice(step: 2)]), (all[TensorIndex.Slice(step: 2)], all[TensorIndex.Slice(2, 4)]),
        ];
        foreach ((Tensor one, Tensor other) in pairs)
        {
            using var module = new Raw(one, other);
            Normal.Invoking(plan => plan.Initialize(module, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
                .WithParameterName(nameof(module)).WithMessage("*share some*");
        }
        using var interleaved =
            new Raw(all[TensorIndex.Colon, TensorIndex.Slice(0, 2)], all[TensorIndex.Colon, TensorIndex.Slice(2, 4)]);
        Normal.Initialize(interleaved, new PhiloxRandom(1)).Check(interleaved).IsAsPlanned.Should().BeTrue();
    }

    [Fact]
    public void APlanIsForModulesAlike()
    {
        using Sequential one = Sequential(("a", Embedding(6, 4)), ("b", Linear(4, 2))),
            padded = Sequential(("a", Embedding(6, 4, padding_idx: 2)), ("b", Linear(4, 2)));
        ResolvedPlan plan = Normal.Resolve(one);
        plan.Invoking(resolved => resolved.Initialize(padded, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithMessage("*a.weight has the padding row 2, where the plan has none*");
        one.get_parameter("b.weight")!.requires_grad = false;
        plan.Invoking(resolved => resolved.Initialize(one, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithMessage("*b.weight is frozen, where the plan has it trained*");
    }

    private static bool HasNoGradient(Parameter parameter) => parameter.grad is null && parameter.requires_grad;

    private readonly struct ModuleFillOnce(Module module)
    {
        public void Run()
        {
            using DisposeScope scope = NewDisposeScope(); // for the wrappers that TorchSharp makes of a module's tensors
            module.Initialize(Init.HeNormal(), new PhiloxRandom(1));
        }
    }

    private sealed class Tables : Module
    {
        public Embedding Words { get; } = Embedding(6, 4, padding_idx: 3);

        public Tables() : base(nameof(Tables))
        {
            register_module("words", Words);
            register_module("out", Linear(4, 2));
        }
    }

    private sealed class Positions : Module<Tensor, Tensor>
    {
        public Parameter Table { get; } = new(randn(5, 4));

        public Positions() : base(nameof(Positions)) => register_parameter("table", Table);

        public override Tensor forward(Tensor input) => Table;
    }

    /// <summary>A layer that is skipped: its input is its output.</summary>
    private sealed class Passing : Module<Tensor, Tensor>
    {
        private readonly Parameter _unused = new(randn(4, 4));

        public Passing() : base(nameof(Passing)) => register_parameter("unused", _unused);

        public override Tensor forward(Tensor input) => input;
    }

    private sealed class Expanded : Module<Tensor, Tensor>
    {
        public Linear Layer { get; } = Linear(4, 4);

        public bool Fails { get; set; }

        public Expanded() : base(nameof(Expanded))
        {
            register_module("layer", Layer);
            register_buffer("mask", ones(1, 4).expand(4, 4));
        }

        public override Tensor forward(Tensor input)
        {
            Tensor output = Layer.call(input).sigmoid(), square = output * output;
            if (Fails) output.add_(1);
            return square;
        }
    }
}

using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Modules;

/// <summary>Models in which parameters come after the tables of embeddings, while whose padding rows are looked for.</summary>
public class EmbeddingWithSiblingsTests
{
    [Fact]
    public void Initialize_ParametersBehindEmbeddings_FillsAllOfThem()
    {
        using var model = new Tables();
        var plan = new InitializationPlan { { "**", Init.Normal() } };
        plan.Initialize(model, new PhiloxRandom(1));
        foreach (string name in (string[])["bag.weight", "table.weight"])
        {
            float[] weights = model.get_parameter(name)!.data<float>().ToArray();
            weights[4..6].Should().OnlyContain(value => value == 0);
            weights[..4].Concat(weights[6..]).Should().NotContain(0);
        }
        model.get_parameter("out.weight")!.data<float>().ToArray().Should().NotContain(0);
    }

    private sealed class Tables : Module
    {
        public Tables() : base(nameof(Tables))
        {
            register_module("table", Embedding(6, 2, padding_idx: 2));
            register_module("bag", EmbeddingBag(6, 2, padding_index: 2));
            register_module("out", Linear(2, 3));
        }
    }
}

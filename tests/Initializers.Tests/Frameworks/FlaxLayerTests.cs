using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;

namespace Initializers.Tests.Frameworks;

/// <summary>Flax's modules against values drawn by its own models; the sizes are those of make_jax.py.</summary>
public class FlaxLayerTests
{
    private static readonly JsonElement[] Cases =
        [.. GoldenFile.Of("JAX").SelectMany(file => GoldenFile.Root(file).GetProperty("cases").EnumerateArray())];

    [OurGoldenTheory]
    [InlineData("linen Mlp seed=0", 0, JaxLayout.Partitionable, false, false)]
    [InlineData("linen Mlp jit seed=42", 42, JaxLayout.Partitionable, true, false)]
    [InlineData("linen Mlp legacy seed=42", 42, JaxLayout.Legacy, false, false)]
    [InlineData("linen Mlp separator seed=0", 0, JaxLayout.Partitionable, false, true)]
    public void Dense_OfALinenModel_HasItsParameters(string name, long seed, JaxLayout layout, bool isJitted, bool separator)
    {
        var root = JaxKey.FromSeed(seed, layout);
        (FlaxLayer first, FlaxLayer second) = (FlaxLayer.Dense(5, 7), FlaxLayer.Dense(7, 3));
        if (isJitted) (first, second) = (first.InJit(), second.InJit());
        AreGolden(name, [.. first.Initialize(root, ["Dense_0"], separator), .. second.Initialize(root, ["Dense_1"], separator)],
            skipped: 1);
    }

    [OurGoldenFact]
    public void Layers_OfALinenModel_HaveItsParameters()
    {
        var root = JaxKey.FromSeed(0);
        AreGolden("linen Net seed=0", [.. new[] { "Block_0", "tail" }.SelectMany(Block)]);
        AreGolden("linen Embed seed=0", FlaxLayer.Embed(49, 7).Initialize(root, []));

        IEnumerable<NamedTensor<float>> Block(string name) =>
        [
            .. FlaxLayer.Conv(3, 4, [3, 3]).Initialize(root, [name, "Conv_0"]),
            .. FlaxLayer.Norm(4).Initialize(root, [name, "LayerNorm_0"]),
            .. FlaxLayer.Dense(4, 3, JaxInit.HeUniform()).Initialize(root, [name, "Dense_0"]),
        ];
    }

    [OurGoldenTheory]
    [InlineData("nnx Rngs(default) seed=0", 0)]
    [InlineData("nnx Rngs(params) seed=3", 3)]
    public void Layers_OfAnNnxModel_TakeKeysInTurn(string name, long seed)
    {
        var rngs = new FlaxRngs(seed);
        FlaxLayer[] layers = [FlaxLayer.Dense(5, 7), FlaxLayer.Conv(3, 4, [3, 3]), FlaxLayer.Norm(7), FlaxLayer.Embed(49, 7),
            FlaxLayer.Dense(7, 3, useBias: false), FlaxLayer.Dense(3, 5, JaxInit.HeUniform())];
        AreGolden(name, [.. layers.SelectMany(layer => layer.Initialize(rngs))]);
        rngs.Count.Should().Be(10);
    }

    [Fact]
    public void Arguments_ThatFlaxDoesNotTake_AreRefused()
    {
        ((Action)(() => FlaxLayer.Conv(3, 4, [3], groups: 2)))
            .Should().Throw<ArgumentException>().WithParameterName("groups").WithMessage("groups must be a divisor of the 3*but was 2*");
        ((Action)(() => FlaxLayer.Conv(3, 4, [3], groups: 0))).Should().Throw<ArgumentException>().WithParameterName("groups");
        ((Action)(() => FlaxLayer.Dense(-1, 4))).Should().Throw<ArgumentException>();
        ((Action)(() => FlaxLayer.Dense(2, 4).Initialize(JaxKey.FromSeed(0), null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => FlaxLayer.Dense(2, 4).Initialize(null!))).Should().Throw<ArgumentNullException>();
    }

    /// <summary>Checks that the parameters are those of a case, in any order, except for some that have no layer.</summary>
    private static void AreGolden(string name, IReadOnlyList<NamedTensor<float>> parameters, int skipped = 0)
    {
        JsonElement[] steps =
            [.. Cases.Single(golden => golden.GetProperty("name").GetString() == name).GetProperty("steps").EnumerateArray()];
        parameters.Should().HaveCount(steps.Length - skipped);
        int turn = 0;
        foreach (NamedTensor<float> parameter in parameters)
        {
            JsonElement step = steps.Single(step => step.Op() == "linen" ? PathOf(step) == parameter.Name
                : step.GetProperty("args").GetProperty("count").GetInt32() == turn);
            step.GetProperty("args").GetProperty("param").GetString().Should().Be(parameter.Name.Split('/')[^1]);
            parameter.Shape.Should().Be(step.Shape());
            GoldenArray.Of<float>(parameter.Values).Compare(step).Difference.Should().BeNull(parameter.Name);
            turn++;
        }
    }

    private static string PathOf(JsonElement step) =>
        string.Join('/', step.GetProperty("args").GetProperty("scope").EnumerateArray()
            .Select(part => part.GetString()).Append(step.GetProperty("args").GetProperty("param").GetString()));
}

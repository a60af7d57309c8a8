using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>Presets that are made for a number of layers refuse models of another number.</summary>
public class PresetDepthTests
{
    private static readonly Dictionary<string, (string, TensorShape)[]> Models = new()
    {
        ["Gpt2"] = [.. ModelShapes.Gpt2(layers: 2, width: 8, vocabulary: 11, positions: 5)],
        ["Mamba"] =
        [
            ("backbone.embedding.weight", [11, 4]), .. Enumerable.Range(0, 2).SelectMany(i => MambaLayer($"backbone.layers.{i}")),
            ("backbone.norm_f.weight", [4]),
        ],
    };

    [Theory]
    [InlineData("Gpt2", 1)]
    [InlineData("Gpt2", 3)]
    [InlineData("Gpt2", 12)]
    [InlineData("Mamba", 1)]
    [InlineData("Mamba", 24)]
    public void WholeModels_OfAnotherNumber_AreRefused(string family, int layers)
    {
        PlanFault fault = Faults(Preset(family, layers), Models[family]).Should().ContainSingle().Which;
        fault.Kind.Should().Be(PlanFaultKind.Layers);
        fault.Message.Should().StartWith($"ModelPlan.{family}(layers: {layers}) is for a model of {layers} layer")
            .And.Contain(", but this one has 2, the last one with ").And.EndWith(": write layers: 2");
        Preset(family, 2).Resolve(Models[family]).ToString().Should().NotContain("layers of");
    }

    [Fact]
    public void PresetsWithinOthers_RefuseToo()
    {
        var plan = new InitializationPlan { { "wte.weight", Rule.Keep }, ModelPlan.Gpt2(layers: 12) };
        Faults(plan, Models["Gpt2"]).Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Layers);
        plan = ModelPlan.DeepNorm(new() { { "**", Init.GlorotUniform() } }, encoderLayers: 2, decoderLayers: 1);
        (string, TensorShape)[] parameters =
        [
            .. from side in (string[])["encoder", "decoder"]
               from layer in (int[])[0, 1]
               select ($"{side}.layers.{layer}.fc1.weight", new TensorShape(4, 4)),
        ];
        PlanFault fault = Faults(plan, parameters).Should().ContainSingle().Which;
        fault.Message.Should().StartWith("ModelPlan.DeepNorm(decoderLayers: 1)").And.EndWith("write decoderLayers: 2");
        fault.Name.Should().Be("decoder.layers.1.fc1.weight");
    }

    /// <summary>The first stage of a pipeline: nothing stands behind its last layer.</summary>
    [Fact]
    public void FirstPartOfAModel_IsNoted() =>
        ModelPlan.Gpt2(layers: 12).Resolve(Models["Gpt2"].Where(one => !one.Item1.StartsWith("ln_f", StringComparison.Ordinal))).ToString()
            .Should().EndWith("2 of the 12 layers of ModelPlan.Gpt2(layers: 12) are there: right for a part of the model alone.");

    [Theory]
    [InlineData(0, 5, false, "note")]
    [InlineData(6, 11, true, "note")]
    [InlineData(3, 8, false, "note")]
    [InlineData(0, 11, true, "nothing")]
    [InlineData(0, 10, true, "fault")]
    [InlineData(0, 12, false, "fault")]
    [InlineData(12, 12, false, "fault")]
    [InlineData(0, -1, true, "nothing")]
    public void Parts_AreNoFault_WhereTheirNumbersFit(int first, int last, bool hasEnd, string expected)
    {
        var count = new PresetDepth("Gpt2", 12, "**.h.{layer}.**", behind: "**.ln_f.weight");
        IEnumerable<string> layers = Enumerable.Range(first, last - first + 1).Select(layer => $"transformer.h.{layer}.ln_1.weight");
        (PlanFault? fault, string? note) = count.Look([.. layers, .. hasEnd ? (string[])["transformer.ln_f.weight"] : []]);
        (fault is not null ? "fault" : note is not null ? "note" : "nothing").Should().Be(expected);
    }

    /// <summary>Where both ends lie in one process, as in a pipeline that goes forth and back, the last layer has its number.</summary>
    [Fact]
    public void BothEnds_WithoutTheMiddle_AreNoFault() =>
        new PresetDepth("Gpt2", 12, "**.h.{layer}.**", behind: "ln_f.weight").Look(["h.0.w", "h.11.w", "ln_f.weight"]).Note.Should()
            .StartWith("2 of the 12 layers");

    private static InitializationPlan Preset(string family, int layers) =>
        family == "Gpt2" ? ModelPlan.Gpt2(layers) : ModelPlan.Mamba(layers);

    private static IEnumerable<(string, TensorShape)> MambaLayer(string name) =>
    [
        ($"{name}.norm.weight", [4]), ($"{name}.mixer.in_proj.weight", [16, 4]), ($"{name}.mixer.conv1d.weight", [8, 1, 4]),
        ($"{name}.mixer.conv1d.bias", [8]), ($"{name}.mixer.x_proj.weight", [5, 8]), ($"{name}.mixer.dt_proj.weight", [8, 1]),
        ($"{name}.mixer.dt_proj.bias", [8]), ($"{name}.mixer.A_log", [8, 2]), ($"{name}.mixer.D", [8]),
        ($"{name}.mixer.out_proj.weight", [4, 8]),
    ];

    private static IReadOnlyList<PlanFault> Faults(InitializationPlan plan, (string, TensorShape)[] parameters) =>
        plan.Invoking(one => one.Resolve(parameters)).Should().Throw<PlanException>().Which.Faults;
}

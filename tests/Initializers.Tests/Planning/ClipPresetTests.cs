using Initializers.Tool;
using static Initializers.Tests.Planning.VisionPresetTests;

namespace Initializers.Tests.Planning;

/// <summary>The presets of CLIP and SigLIP: counts of the published models, formulas, and filled weights that are as planned.</summary>
public class ClipPresetTests
{
    /// <summary>Towers of unequal depths and widths, so that no number stands for another.</summary>
    internal static readonly Dictionary<string, (ShapeList Shapes, InitializationPlan Plan)> Small = new()
    {
        ["clip"] = ([.. ModelShapes.Clip(3, 64, 300, 2, 96, 8, 4, 32)], ModelPlan.Clip(3, 2)),
        ["clip half"] = ([.. ModelShapes.Clip(3, 64, 300, 2, 96, 8, 4, 32)], ModelPlan.Clip(3, 2, 0.5, 0.03)),
        ["clip text"] = ([.. ModelShapes.ClipText(3, 64, 300)], ModelPlan.ClipText(3)),
        ["clip vision"] =
            ([.. ModelShapes.Clip(1, 64, 300, 2, 96, 8, 4, 32).Where(one => one.Name.StartsWith("vis", StringComparison.Ordinal))],
                ModelPlan.ClipVision(2)),
        ["openai"] = ([.. ModelShapes.ClipOpenAI(3, 64, 300, 2, 96, 8, 4, 32)], ModelPlan.ClipOpenAI(3)),
        ["openai resnet"] = ([.. ModelShapes.ClipResNetOpenAI(2, 64, 300, 8, 2, 32)], ModelPlan.ClipOpenAI(2)),
        ["siglip"] = ([.. ModelShapes.Siglip(2, 64, 300, 8, 4)], ModelPlan.Siglip()),
        ["siglip since 5.0"] = ([.. ModelShapes.Siglip(2, 64, 300, 8, 4)], ModelPlan.Siglip(truncated: false)),
    };

    public static TheoryData<string> Models => [.. Small.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void FilledWeights_AreAsPlanned(string model) => FillAndCheck(Small[model].Plan, Small[model].Shapes);

    /// <summary>Counts that OpenAI's notebook and the files on the Hub print.</summary>
    [Theory]
    [InlineData("clip", 398, 151_277_313)]
    [InlineData("openai", 302, 151_277_313)]
    [InlineData("openai resnet", 324, 102_007_137)]
    [InlineData("siglip", 408, 203_155_970)]
    public void PublishedModels_AreResolved(string model, int tensors, long elements)
    {
        ResolvedPlan resolved = model switch
        {
            "clip" => ModelPlan.Clip(12, 12).Resolve(ModelShapes.Clip()),
            "openai" => ModelPlan.ClipOpenAI(12).Resolve(ModelShapes.ClipOpenAI()),
            "openai resnet" => ModelPlan.ClipOpenAI(12).Resolve(ModelShapes.ClipResNetOpenAI()),
            _ => ModelPlan.Siglip().Resolve(ModelShapes.Siglip()),
        };
        resolved.Parameters.Should().HaveCount(tensors).And.OnlyContain(parameter => parameter.Prediction != null);
        resolved.Elements.Should().Be(elements);
    }

    /// <summary>The deviations of the sources' formulas, in numbers; 0 is a constant, which is the mean.</summary>
    public static TheoryData<string, string, double, double> Formulas => new()
    {
        { "clip", "text_model.encoder.layers.2.self_attn.v_proj.weight", 0, 1 / Math.Sqrt(64 * 2 * 3) },
        { "clip", "text_model.encoder.layers.2.self_attn.out_proj.weight", 0, 1 / Math.Sqrt(64) },
        { "clip", "text_model.encoder.layers.2.mlp.fc1.weight", 0, 1 / Math.Sqrt(2 * 64) },
        { "clip", "text_model.encoder.layers.2.mlp.fc2.weight", 0, 1 / Math.Sqrt(64 * 2 * 3) },
        { "clip", "text_model.encoder.layers.2.mlp.fc2.bias", 0, 0 },
        { "clip", "text_model.embeddings.position_embedding.weight", 0, 0.02 },
        { "clip", "text_model.final_layer_norm.weight", 1, 0 },
        { "clip", "text_projection.weight", 0, 1 / Math.Sqrt(64) },
        { "clip", "vision_model.encoder.layers.1.self_attn.q_proj.weight", 0, 1 / Math.Sqrt(96 * 2 * 2) },
        { "clip", "vision_model.encoder.layers.1.self_attn.out_proj.weight", 0, 1 / Math.Sqrt(96) },
        { "clip", "vision_model.encoder.layers.1.mlp.fc1.weight", 0, 1 / Math.Sqrt(2 * 96) },
        { "clip", "vision_model.encoder.layers.1.mlp.fc2.weight", 0, 1 / Math.Sqrt(96 * 2 * 2) },
        { "clip", "vision_model.embeddings.class_embedding", 0, 1 / Math.Sqrt(96) },
        { "clip", "vision_model.embeddings.patch_embedding.weight", 0, 0.02 },
        { "clip", "vision_model.pre_layrnorm.bias", 0, 0 },
        { "clip", "visual_projection.weight", 0, 1 / Math.Sqrt(96) },
        { "clip", "logit_scale", 2.6592, 0 },
        { "clip half", "text_model.embeddings.token_embedding.weight", 0, 0.01 },
        { "clip half", "text_model.encoder.layers.0.self_attn.k_proj.weight", 0, 0.5 / Math.Sqrt(64 * 2 * 3) },
        { "clip half", "vision_model.embeddings.class_embedding", 0, 0.5 / Math.Sqrt(96) },
        { "clip half", "vision_model.embeddings.position_embedding.weight", 0, 0.015 },
        { "clip half", "visual_projection.weight", 0, 0.5 / Math.Sqrt(96) },
        { "clip vision", "vision_model.encoder.layers.0.layer_norm1.weight", 1, 0 },
        { "openai", "transformer.resblocks.2.attn.in_proj_weight", 0, 1 / Math.Sqrt(64) },
        { "openai", "transformer.resblocks.2.attn.out_proj.weight", 0, 1 / Math.Sqrt(64 * 2 * 3) },
        { "openai", "transformer.resblocks.2.mlp.c_fc.weight", 0, 1 / Math.Sqrt(2 * 64) },
        { "openai", "transformer.resblocks.2.mlp.c_fc.bias", 0, 1 / Math.Sqrt(3 * 64) },
        { "openai", "transformer.resblocks.2.mlp.c_proj.weight", 0, 1 / Math.Sqrt(64 * 2 * 3) },
        { "openai", "transformer.resblocks.2.mlp.c_proj.bias", 0, 1 / Math.Sqrt(3 * 256) },
        { "openai", "transformer.resblocks.2.attn.out_proj.bias", 0, 0 },
        { "openai", "token_embedding.weight", 0, 0.02 },
        { "openai", "positional_embedding", 0, 0.01 },
        { "openai", "text_projection", 0, 1 / Math.Sqrt(64) },
        { "openai", "logit_scale", 2.6592600369327781, 0 },
        { "openai", "visual.class_embedding", 0, 1 / Math.Sqrt(96) },
        { "openai", "visual.positional_embedding", 0, 1 / Math.Sqrt(96) },
        { "openai", "visual.proj", 0, 1 / Math.Sqrt(96) },
        { "openai", "visual.conv1.weight", 0, 1 / Math.Sqrt(3 * 3 * 8 * 8) },
        { "openai", "visual.transformer.resblocks.1.attn.in_proj_weight", 0, Math.Sqrt(2.0 / (4 * 96)) },
        { "openai", "visual.transformer.resblocks.1.attn.out_proj.weight", 0, 1 / Math.Sqrt(3 * 96) },
        { "openai", "visual.transformer.resblocks.1.attn.out_proj.bias", 0, 0 },
        { "openai", "visual.transformer.resblocks.1.mlp.c_proj.weight", 0, 1 / Math.Sqrt(3 * 4 * 96) },
        { "openai", "visual.transformer.resblocks.1.mlp.c_proj.bias", 0, 1 / Math.Sqrt(3 * 4 * 96) },
        { "openai", "visual.ln_post.weight", 1, 0 },
        { "openai resnet", "visual.bn3.weight", 1, 0 },
        { "openai resnet", "visual.layer2.1.bn3.weight", 0, 0 },
        { "openai resnet", "visual.layer2.1.bn2.weight", 1, 0 },
        { "openai resnet", "visual.layer1.0.conv2.weight", 0, 1 / Math.Sqrt(3 * 8 * 9) },
        { "openai resnet", "visual.attnpool.positional_embedding", 0, 1 / Math.Sqrt(256) },
        { "openai resnet", "visual.attnpool.c_proj.weight", 0, 1 / Math.Sqrt(256) },
        { "openai resnet", "visual.attnpool.c_proj.bias", 0, 1 / Math.Sqrt(3 * 256) },
        { "siglip", "text_model.embeddings.token_embedding.weight", 0, 1 / Math.Sqrt(64) },
        { "siglip", "text_model.encoder.layers.1.self_attn.q_proj.weight", 0, 1 / Math.Sqrt(64) },
        { "siglip", "text_model.encoder.layers.1.mlp.fc1.weight", 0, Math.Sqrt(2.0 / (5 * 64)) },
        { "siglip", "text_model.encoder.layers.1.mlp.fc1.bias", 0, 1e-6 },
        { "siglip", "text_model.encoder.layers.1.self_attn.q_proj.bias", 0, 0 },
        { "siglip", "text_model.head.weight", 0, 1 / Math.Sqrt(64) },
        { "siglip", "vision_model.embeddings.patch_embedding.weight", 0, 1 / Math.Sqrt(3 * 8 * 8) },
        { "siglip", "vision_model.embeddings.position_embedding.weight", 0, 1 / Math.Sqrt(64) },
        { "siglip", "vision_model.head.probe", 0, 1 / Math.Sqrt(64) },
        { "siglip", "vision_model.head.attention.in_proj_weight", 0, Math.Sqrt(2.0 / (4 * 64)) },
        { "siglip", "vision_model.head.attention.in_proj_bias", 0, 0 },
        { "siglip", "vision_model.head.attention.out_proj.weight", 0, 1 / Math.Sqrt(64) },
        { "siglip", "vision_model.head.mlp.fc2.bias", 0, 1e-6 },
        { "siglip", "vision_model.head.layernorm.weight", 1, 0 },
        { "siglip", "logit_bias", 0, 0 },
        { "siglip since 5.0", "text_model.head.weight", 0, 1 / (0.8796256610342398 * Math.Sqrt(64)) },
        { "siglip since 5.0", "vision_model.embeddings.patch_embedding.weight", 0, 1 / (0.8796256610342398 * Math.Sqrt(3 * 8 * 8)) },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void PlannedDeviations_AreTheSources(string model, string name, double mean, double deviation) =>
        ShouldPromise(Small[model].Plan.Resolve(Small[model].Shapes)[name], mean, deviation);

    /// <summary>What older files, archives and heads have beside the usual parameters.</summary>
    [Fact]
    public void RarerParameters_HaveRules()
    {
        ResolvedPlan clip = ModelPlan.Clip(3, 2).Resolve(
            [.. Small["clip"].Shapes, ("text_model.embeddings.position_ids", [1, 77]), ("vision_model.embeddings.position_ids", [1, 17])]);
        clip["text_model.embeddings.position_ids"].Action.Should().Be(RuleAction.Skip);
        clip["vision_model.embeddings.position_ids"].Action.Should().Be(RuleAction.Skip);
        ResolvedPlan archive = ModelPlan.ClipOpenAI(2).Resolve(
            [.. Small["openai resnet"].Shapes, ("input_resolution", []), ("visual.bn1.running_var", [4])]);
        archive["input_resolution"].Action.Should().Be(RuleAction.Skip);
        archive["visual.bn1.running_var"].Initializer.Should().Be(Init.Ones());
        ResolvedPlan classifier = ModelPlan.Siglip().Resolve(
        [
            .. Small["siglip"].Shapes.Where(one => one.Name.StartsWith("vision", StringComparison.Ordinal)),
            ("classifier.weight", [10, 64]), ("classifier.bias", [10]),
        ]);
        ShouldPromise(classifier["classifier.weight"], 0, 1 / Math.Sqrt(64));
        // SigLIP 2 stores its patches as a matrix.
        ResolvedPlan second = ModelPlan.Siglip().Resolve(Small["siglip"].Shapes
            .Select(one => one.Name.EndsWith("patch_embedding.weight", StringComparison.Ordinal) ? (one.Name, [64, 192]) : one));
        ShouldPromise(second["vision_model.embeddings.patch_embedding.weight"], 0, 1 / Math.Sqrt(192));
    }

    /// <summary>A tower's plan does not take the other tower's layers, whose number may differ.</summary>
    [Fact]
    public void TowersAreNotMistaken()
    {
        ((Action)(() => ModelPlan.ClipText(3).Resolve(Small["clip"].Shapes))).Should().Throw<PlanException>()
            .WithMessage("*no rule matches vision_model.encoder.layers.0.*");
        var plan = new InitializationPlan { ModelPlan.ClipText(3), ModelPlan.ClipVision(2) };
        Small["clip"].Shapes.Should().OnlyContain(one => plan.Resolve(Small["clip"].Shapes)[one.Name].Initializer!.Equals(
            Small["clip"].Plan.Resolve(Small["clip"].Shapes)[one.Name].Initializer));
    }

    [Fact]
    public void NumbersThatMakeNoSense_AreRefused()
    {
        ((Action)(() => ModelPlan.Clip(0, 1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("textLayers");
        ((Action)(() => ModelPlan.Clip(1, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("visionLayers");
        ((Action)(() => ModelPlan.Clip(1, 1, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("factor");
        ((Action)(() => ModelPlan.ClipVision(1, standardDeviation: -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
        ((Action)(() => ModelPlan.ClipText(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => ModelPlan.ClipOpenAI(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("textLayers");
    }
}

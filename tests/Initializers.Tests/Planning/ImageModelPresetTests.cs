using Initializers.Tool;
using static Initializers.Tests.Planning.VisionPresetTests;

namespace Initializers.Tests.Planning;

/// <summary>The presets of models for images outside torchvision: counts, formulas, and filled weights that are as planned.</summary>
public class ImageModelPresetTests
{
    internal static readonly Dictionary<string, (ShapeList Shapes, InitializationPlan Plan)> Small = new()
    {
        ["VitTimm"] = (ImageModelShapes.VitTimm(2, 64, 16, 10, isScaled: true), ModelPlan.VitTimm(layerScale: 1e-6)),
        ["VitTimmJax"] = (ImageModelShapes.VitTimm(2, 64, 16, 10), ModelPlan.VitTimmJax()),
        ["VitTimmJaxNlhb"] = (ImageModelShapes.VitTimm(2, 64, 16, 10), ModelPlan.VitTimmJax(negativeLogBias: true)),
        ["VitTimmMoco"] = (ImageModelShapes.VitTimm(2, 64, 16, 10), ModelPlan.VitTimmMoco()),
        ["VitTransformers"] = (ImageModelShapes.VitTransformers(2, 64, 16, 10), ModelPlan.VitTransformers()),
        ["VitTransformersBefore5.9"] = (ImageModelShapes.VitTransformers(2, 64, 16, 10), ModelPlan.VitTransformers(truncated: true)),
        ["SwinTransformers"] = (VisionShapes.Swin(16, 8, 10), ModelPlan.SwinTransformers()),
        ["Mae"] = (ImageModelShapes.Mae(2, 64, 2, 32, 16), ModelPlan.Mae()),
        ["Dit"] = (ImageModelShapes.Dit(2, 64, 16, 10), ModelPlan.Dit()),
        ["GuidedDiffusionUNet"] = (ImageModelShapes.GuidedDiffusionUNet(32, 1, 10), ModelPlan.GuidedDiffusionUNet()),
        ["Dcgan"] = (ImageModelShapes.Dcgan(16, 20), ModelPlan.Dcgan()),
        ["FixupResNet18"] = (ImageModelShapes.FixupResNet(isBottleneck: false, 16, 10), ModelPlan.FixupResNet(8)),
        ["FixupResNet50"] = (ImageModelShapes.FixupResNet(isBottleneck: true, 8, 10), ModelPlan.FixupResNet(16)),
        ["NfNet"] = (ImageModelShapes.NfNet(2, classes: 10), ModelPlan.NfNet()),
        ["NfNetWithoutSkipInit"] = (ImageModelShapes.NfNet(2, hasSkipInit: false, classes: 10), ModelPlan.NfNet()),
    };

    public static TheoryData<string> Families => [.. Small.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void FilledWeights_AreAsPlanned(string family) => FillAndCheck(Small[family].Plan, Small[family].Shapes);

    /// <summary>Counts that the repositories and papers print.</summary>
    [Fact]
    public void PublishedModels_AreResolved()
    {
        ModelPlan.VitTimm().Resolve(ImageModelShapes.VitTimm()).Elements.Should().Be(86_567_656);
        ModelPlan.VitTransformers().Resolve(ImageModelShapes.VitTransformers()).Elements.Should().Be(86_567_656);
        ModelPlan.Mae().Resolve(ImageModelShapes.Mae()).Elements.Should().Be(111_907_840);
        ModelPlan.Dit().Resolve(ImageModelShapes.Dit()).Elements.Should().Be(675_129_632);
        ModelPlan.GuidedDiffusionUNet().Resolve(ImageModelShapes.GuidedDiffusionUNet()).Elements.Should()
            .BeInRange(295_500_000, 296_500_000);
        ModelPlan.NfNet().Resolve(ImageModelShapes.NfNet()).Elements.Should().BeInRange(71_485_000, 71_495_000);
    }

    /// <summary>The deviations of the sources' formulas, in numbers; 0 is a constant, which is the mean.</summary>
    public static TheoryData<string, string, double, double> Formulas => new()
    {
        { "VitTimm", "patch_embed.proj.weight", 0, 1 / Math.Sqrt(3 * 768) },
        { "VitTimm", "patch_embed.proj.bias", 0, 1 / Math.Sqrt(3 * 768) },
        { "VitTimm", "cls_token", 0, 1e-6 },
        { "VitTimm", "pos_embed", 0, 0.02 },
        { "VitTimm", "head.weight", 0, 0.02 },
        { "VitTimm", "blocks.0.ls1.gamma", 1e-6f, 0 },
        { "VitTimmJax", "blocks.1.attn.qkv.weight", 0, Math.Sqrt(2.0 / (4 * 64)) },
        { "VitTimmJax", "blocks.1.attn.qkv.bias", 0, 0 },
        { "VitTimmJax", "blocks.1.mlp.fc1.bias", 0, 1e-6 },
        { "VitTimmJax", "patch_embed.proj.weight", 0, 1 / Math.Sqrt(768) },
        { "VitTimmJax", "head.weight", 0, 0 },
        { "VitTimmJax", "head.bias", 0, 0 },
        { "VitTimmJaxNlhb", "head.bias", -2.3025850929940457, 0 },
        { "VitTimmMoco", "blocks.1.attn.qkv.weight", 0, Math.Sqrt(2.0 / (2 * 64)) },
        { "VitTimmMoco", "blocks.1.mlp.fc1.bias", 0, 0 },
        { "VitTransformers", "vit.embeddings.patch_embeddings.projection.weight", 0, 0.02 },
        { "VitTransformers", "vit.encoder.layer.0.layernorm_before.weight", 1, 0 },
        { "SwinTransformers", "features.1.0.attn.relative_position_bias_table", 0, 0 },
        { "SwinTransformers", "features.0.0.weight", 0, 0.02 },
        { "Mae", "patch_embed.proj.weight", 0, Math.Sqrt(2.0 / (768 + 64)) },
        { "Mae", "decoder_blocks.1.attn.qkv.weight", 0, Math.Sqrt(2.0 / (4 * 32)) },
        { "Mae", "mask_token", 0, 0.02 },
        { "Dit", "x_embedder.proj.weight", 0, Math.Sqrt(2.0 / (16 + 64)) },
        { "Dit", "blocks.0.adaLN_modulation.1.weight", 0, 0 },
        { "Dit", "t_embedder.mlp.2.weight", 0, 0.02 },
        { "Dit", "final_layer.linear.weight", 0, 0 },
        { "GuidedDiffusionUNet", "input_blocks.1.0.in_layers.2.weight", 0, 1 / Math.Sqrt(3 * 32 * 9) },
        { "GuidedDiffusionUNet", "input_blocks.1.0.in_layers.2.bias", 0, 1 / Math.Sqrt(3 * 32 * 9) },
        { "GuidedDiffusionUNet", "input_blocks.1.0.in_layers.0.weight", 1, 0 },
        { "GuidedDiffusionUNet", "input_blocks.1.0.in_layers.0.bias", 0, 0 },
        { "GuidedDiffusionUNet", "input_blocks.1.0.out_layers.3.weight", 0, 0 },
        { "GuidedDiffusionUNet", "middle_block.1.qkv.bias", 0, 1 / Math.Sqrt(3 * 128) },
        { "GuidedDiffusionUNet", "middle_block.1.proj_out.bias", 0, 0 },
        { "GuidedDiffusionUNet", "out.2.weight", 0, 0 },
        { "GuidedDiffusionUNet", "label_emb.weight", 0, 1 },
        { "Dcgan", "generator.main.0.weight", 0, 0.02 },
        { "Dcgan", "generator.main.1.weight", 1, 0.02 },
        { "Dcgan", "generator.main.1.bias", 0, 0 },
        { "FixupResNet18", "conv1.weight", 0, 1 / Math.Sqrt(3 * 3 * 49) },
        { "FixupResNet18", "layer2.1.conv1.weight", 0, Math.Sqrt(2.0 / (32 * 9) / 8) },
        { "FixupResNet18", "layer2.1.conv2.weight", 0, 0 },
        { "FixupResNet18", "layer2.0.downsample.weight", 0, Math.Sqrt(2.0 / 32) },
        { "FixupResNet18", "layer2.0.scale", 1, 0 },
        { "FixupResNet18", "fc.weight", 0, 0 },
        { "FixupResNet50", "layer2.1.conv1.weight", 0, Math.Sqrt(2.0 / 16) / 2 },
        { "FixupResNet50", "layer2.1.conv2.weight", 0, Math.Sqrt(2.0 / (16 * 9)) / 2 },
        { "FixupResNet50", "layer2.1.conv3.weight", 0, 0 },
        { "FixupResNet50", "layer2.1.bias3b", 0, 0 },
        { "NfNet", "stem.conv3.gain", 1, 0 },
        { "NfNet", "stages.0.0.conv3.gain", 1, 0 },
        { "NfNet", "stages.0.0.skipinit_gain", 0, 0 },
        { "NfNet", "stages.1.0.conv2.weight", 0, 1 / Math.Sqrt(16 * 9) },
        { "NfNet", "head.fc.weight", 0, 0.01 },
        { "NfNetWithoutSkipInit", "stages.0.0.conv3.gain", 0, 0 },
        { "NfNetWithoutSkipInit", "stem.conv3.gain", 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void PlannedDeviations_AreTheSources(string family, string name, double mean, double deviation) =>
        ShouldPromise(Small[family].Plan.Resolve(Small[family].Shapes)[name], mean, deviation);

    [Fact]
    public void SwinForMaskedImages_BeginsWithoutPositionsAndMask()
    {
        ResolvedPlan plan = ModelPlan.SwinTransformers().Resolve(
        [
            .. VisionShapes.Swin(16, 8, 10),
            ("swin.embeddings.mask_token", [1, 1, 16]), ("swin.embeddings.position_embeddings", [1, 9, 16]),
        ]);
        plan["swin.embeddings.mask_token"].Initializer.Should().Be(Init.Zeros());
        plan["swin.embeddings.position_embeddings"].Initializer.Should().Be(Init.Zeros());
    }

    /// <summary>The positions of MAE for a grid of 4 x 4: columns first, and the class token's are 0.</summary>
    [Fact]
    public void Positions_AreSinesOfColumnsAndRows()
    {
        Dictionary<string, float[]> weights = FillAndCheck(Small["Mae"].Plan, Small["Mae"].Shapes);
        float[] table = weights["decoder_pos_embed"];
        table[..32].Should().AllBeEquivalentTo(0f);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                IEnumerable<float> expected =
                    from wave in (IEnumerable<(int Position, Func<double, double> Of)>)
                        [(column, Math.Sin), (column, Math.Cos), (row, Math.Sin), (row, Math.Cos)]
                    from i in Enumerable.Range(0, 8)
                    select (float)wave.Of(wave.Position * Math.Pow(10000, -i / 8.0));
                table[(32 * (1 + 4 * row + column))..(32 * (2 + 4 * row + column))].Should()
                    .Equal(expected, (actual, value) => Math.Abs(actual - value) <= 1e-7);
            }
        }
        FillAndCheck(Small["Dit"].Plan, Small["Dit"].Shapes)["pos_embed"][16].Should().Be(1, "there is no class token: cosine of column 0");
    }

    [Fact]
    public void Positions_OfPatchesInNoSquare_AreRefused() =>
        ((Action)(() => new InitializationPlan { ModelPlan.Mae() }.Resolve(ImageModelShapes.Mae(1, 64, 1, 32, patches: 14)))).Should()
            .Throw<PlanException>()
            .WithMessage("*the shape must be [1, n n, d] or [1, n n + 1, d] with d a multiple of 4, for n n patches, but was [1, 15, 64]*");

    [Fact]
    public void PortableSines_AreThoseOfTheRuntime()
    {
        for (double angle = -1000; angle < 100_000; angle = angle * 0.997 + 1.37 + Math.Abs(angle) * 0.0075)
        {
            (double sin, double cos) = PortableTrigonometry.SinCos(angle);
            sin.Should().BeApproximately(Math.Sin(angle), 1e-15, "{0}", angle);
            cos.Should().BeApproximately(Math.Cos(angle), 1e-15, "{0}", angle);
        }
    }
}

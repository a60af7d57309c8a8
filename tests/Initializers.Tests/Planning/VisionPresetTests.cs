using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>The presets of models for images: counts of the published models, formulas, and filled weights that are as planned.</summary>
public class VisionPresetTests
{
    private static readonly Dictionary<string, (Func<ShapeList> Shapes, Func<InitializationPlan> Plan)> Models = new()
    {
        ["resnet18"] = (() => VisionShapes.ResNet(), () => ModelPlan.ResNet()),
        ["resnet50"] = (() => VisionShapes.ResNet(isBottleneck: true), () => ModelPlan.ResNet(zeroInitResidual: true)),
        ["vgg16"] = (() => VisionShapes.Vgg(), ModelPlan.Vgg),
        ["densenet121"] = (() => VisionShapes.DenseNet(), ModelPlan.DenseNet),
        ["mobilenet_v2"] = (() => VisionShapes.MobileNetV2(), ModelPlan.MobileNet),
        ["mobilenet_v3_small"] = (() => VisionShapes.MobileNetV3(), ModelPlan.MobileNet),
        ["efficientnet_b0"] = (() => VisionShapes.EfficientNet(), () => ModelPlan.EfficientNet()),
        ["convnext_tiny"] = (() => VisionShapes.ConvNeXt(), () => ModelPlan.ConvNeXt()),
        ["swin_t"] = (() => VisionShapes.Swin(), ModelPlan.Swin),
        ["vit_b_16"] = (() => VisionShapes.Vit(), ModelPlan.VitTorchvision),
    };

    [Theory]
    [InlineData("resnet18", 62, 11_689_512)]
    [InlineData("resnet50", 161, 25_557_032)]
    [InlineData("vgg16", 32, 138_357_544)]
    [InlineData("densenet121", 364, 7_978_856)]
    [InlineData("mobilenet_v2", 158, 3_504_872)]
    [InlineData("mobilenet_v3_small", 142, 2_542_856)]
    [InlineData("efficientnet_b0", 213, 5_288_548)]
    [InlineData("convnext_tiny", 182, 28_589_128)]
    [InlineData("swin_t", 173, 28_288_354)]
    [InlineData("vit_b_16", 152, 86_567_656)]
    public void PublishedModels_AreResolved(string model, int tensors, long elements)
    {
        ShapeList shapes = Models[model].Shapes();
        shapes.Should().HaveCount(tensors);
        shapes.Elements.Should().Be(elements);
        ResolvedPlan resolved = Models[model].Plan().Resolve(shapes);
        resolved.Elements.Should().Be(elements);
        resolved.Parameters.Should().OnlyContain(parameter => parameter.Prediction != null);
    }

    /// <summary>The deviations of the sources' formulas, in numbers; 0 is a constant, which is the mean.</summary>
    public static TheoryData<string, string, double, double> Formulas => new()
    {
        { "resnet18", "conv1.weight", 0, Math.Sqrt(2.0 / (64 * 49)) },
        { "resnet18", "layer3.0.downsample.0.weight", 0, Math.Sqrt(2.0 / 256) },
        { "resnet18", "layer3.0.downsample.1.weight", 1, 0 },
        { "resnet18", "layer1.0.bn2.weight", 1, 0 },
        { "resnet18", "fc.weight", 0, 1 / Math.Sqrt(3 * 512) },
        { "resnet18", "fc.bias", 0, 1 / Math.Sqrt(3 * 512) },
        { "resnet50", "layer2.0.conv2.weight", 0, Math.Sqrt(2.0 / (128 * 9)) },
        { "resnet50", "layer2.0.bn2.weight", 1, 0 },
        { "resnet50", "layer2.0.bn3.weight", 0, 0 },
        { "resnet50", "bn1.bias", 0, 0 },
        { "vgg16", "features.0.weight", 0, Math.Sqrt(2.0 / (64 * 9)) },
        { "vgg16", "features.28.bias", 0, 0 },
        { "vgg16", "classifier.0.weight", 0, 0.01 },
        { "densenet121", "features.conv0.weight", 0, Math.Sqrt(2.0 / (3 * 49)) },
        { "densenet121", "features.denseblock1.denselayer1.conv2.weight", 0, Math.Sqrt(2.0 / (128 * 9)) },
        { "densenet121", "classifier.weight", 0, 1 / Math.Sqrt(3 * 1024) },
        { "densenet121", "classifier.bias", 0, 0 },
        { "mobilenet_v2", "features.1.conv.0.0.weight", 0, Math.Sqrt(2.0 / (32 * 9)) },
        { "mobilenet_v2", "features.1.conv.0.1.weight", 1, 0 },
        { "mobilenet_v2", "classifier.1.weight", 0, 0.01 },
        { "mobilenet_v3_small", "features.1.block.1.fc1.weight", 0, Math.Sqrt(2.0 / 8) },
        { "mobilenet_v3_small", "features.1.block.1.fc1.bias", 0, 0 },
        { "mobilenet_v3_small", "classifier.0.weight", 0, 0.01 },
        { "efficientnet_b0", "features.3.0.block.1.0.weight", 0, Math.Sqrt(2.0 / (144 * 25)) },
        { "efficientnet_b0", "features.3.0.block.2.fc1.weight", 0, Math.Sqrt(2.0 / 6) },
        { "efficientnet_b0", "features.3.0.block.2.fc1.bias", 0, 0 },
        { "efficientnet_b0", "classifier.1.weight", 0, 1 / Math.Sqrt(3 * 1000) },
        { "convnext_tiny", "features.1.0.block.0.weight", 0, 0.02 },
        { "convnext_tiny", "features.1.0.block.2.weight", 1, 0 },
        { "convnext_tiny", "features.1.0.layer_scale", 1e-6f, 0 },
        { "convnext_tiny", "classifier.2.bias", 0, 0 },
        { "swin_t", "features.0.0.weight", 0, 1 / Math.Sqrt(3 * 48) },
        { "swin_t", "features.0.0.bias", 0, 1 / Math.Sqrt(3 * 48) },
        { "swin_t", "features.1.0.attn.relative_position_bias_table", 0, 0.02 },
        { "swin_t", "features.1.0.mlp.0.weight", 0, 0.02 },
        { "swin_t", "features.2.norm.weight", 1, 0 },
        { "vit_b_16", "conv_proj.weight", 0, 1 / Math.Sqrt(768) },
        { "vit_b_16", "encoder.pos_embedding", 0, 0.02 },
        { "vit_b_16", "encoder.layers.encoder_layer_3.self_attention.in_proj_weight", 0, Math.Sqrt(2.0 / (4 * 768)) },
        { "vit_b_16", "encoder.layers.encoder_layer_3.self_attention.out_proj.weight", 0, 1 / Math.Sqrt(3 * 768) },
        { "vit_b_16", "encoder.layers.encoder_layer_3.self_attention.out_proj.bias", 0, 0 },
        { "vit_b_16", "encoder.layers.encoder_layer_3.mlp.linear_1.weight", 0, Math.Sqrt(2.0 / (5 * 768)) },
        { "vit_b_16", "encoder.layers.encoder_layer_3.mlp.linear_1.bias", 0, 1e-6 },
        { "vit_b_16", "encoder.layers.encoder_layer_3.ln_1.weight", 1, 0 },
        { "vit_b_16", "class_token", 0, 0 },
        { "vit_b_16", "heads.head.weight", 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void PlannedDeviations_AreTheSources(string model, string name, double mean, double deviation) =>
        ShouldPromise(Models[model].Plan().Resolve(Models[model].Shapes())[name], mean, deviation);

    /// <summary>The families that <see cref="SmallModel"/> has a small model of.</summary>
    internal static readonly string[] SmallFamilies =
        ["ResNet", "Bottlenecks", "Vgg", "DenseNet", "MobileNetV2", "MobileNetV3", "EfficientNet", "ConvNeXt", "Swin", "Vit"];

    /// <summary>A small model of each family; the deviations that are measured are those that were planned.</summary>
    public static TheoryData<string> Small => [.. SmallFamilies];

    [Theory]
    [MemberData(nameof(Small))]
    public void FilledWeights_AreAsPlanned(string family)
    {
        (InitializationPlan plan, ShapeList shapes) = SmallModel(family);
        FillAndCheck(plan, shapes);
    }

    internal static (InitializationPlan Plan, ShapeList Shapes) SmallModel(string family) => family switch
    {
        "ResNet" => (ModelPlan.ResNet(), VisionShapes.ResNet(width: 16, classes: 10)),
        "Bottlenecks" => (ModelPlan.ResNet(zeroInitResidual: true), VisionShapes.ResNet(isBottleneck: true, width: 8, classes: 10)),
        "Vgg" => (ModelPlan.Vgg(), VisionShapes.Vgg(width: 8, hidden: 64, side: 2, classes: 10)),
        "DenseNet" => (ModelPlan.DenseNet(), VisionShapes.DenseNet(growth: 8, classes: 10)),
        "MobileNetV2" => (ModelPlan.MobileNet(), VisionShapes.MobileNetV2(unit: 4, classes: 10)),
        "MobileNetV3" => (ModelPlan.MobileNet(), VisionShapes.MobileNetV3(unit: 4, classes: 10)),
        "EfficientNet" => (ModelPlan.EfficientNet(), VisionShapes.EfficientNet(unit: 4, classes: 10)),
        "ConvNeXt" => (ModelPlan.ConvNeXt(), VisionShapes.ConvNeXt(width: 16, classes: 10)),
        "Swin" => (ModelPlan.Swin(), VisionShapes.Swin(width: 16, headWidth: 8, classes: 10)),
        _ => (ModelPlan.VitTorchvision(), VisionShapes.Vit(layers: 2, width: 64, patches: 16, classes: 10)),
    };

    [Fact]
    public void ZeroInitResidual_IsTheLastNormOfABlock()
    {
        ResolvedPlan basic = ModelPlan.ResNet(zeroInitResidual: true).Resolve(VisionShapes.ResNet(width: 8));
        basic["layer1.0.bn1.weight"].Initializer.Should().Be(Init.Ones());
        basic["layer1.0.bn2.weight"].Initializer.Should().Be(Init.Zeros());
        basic["layer2.0.downsample.1.weight"].Initializer.Should().Be(Init.Ones());
        ModelPlan.ResNet().Resolve(VisionShapes.ResNet(width: 8))["layer1.0.bn2.weight"].Initializer.Should().Be(Init.Ones());
    }

    [Theory]
    [InlineData(false, "features.3.0.block.1.0.weight", "features.0.0.weight")]
    [InlineData(true, "blocks.2.0.conv_dw.weight", "conv_stem.weight")]
    public void EfficientNet_DividesTheFanOutByTheGroups(bool isTimm, string depthwise, string stem)
    {
        ShapeList shapes = VisionShapes.EfficientNet(isTimm: isTimm);
        ResolvedPlan tensorFlow = ModelPlan.EfficientNet(groupFanOut: true).Resolve(shapes);
        ShouldPromise(tensorFlow[depthwise], 0, Math.Sqrt(2.0 / 25));
        ShouldPromise(tensorFlow[stem], 0, Math.Sqrt(2.0 / (32 * 9)));
        ShouldPromise(ModelPlan.EfficientNet().Resolve(shapes)[depthwise], 0, Math.Sqrt(2.0 / (144 * 25)));
    }

    [Fact]
    public void GroupsOfTheShape_DoNotCountInPyTorchsFanOut()
    {
        TensorShape depthwise = new TensorShape(32, 1, 3, 3).WithGroups(32);
        ResolvedPlan plan = ModelPlan.MobileNet().Resolve([("features.1.conv.0.0.weight", depthwise), ("features.1.conv.0.1.bias", [32])]);
        ShouldPromise(plan["features.1.conv.0.0.weight"], 0, Math.Sqrt(2.0 / (32 * 9)));
    }

    [Fact]
    public void BatchStatistics_MayBeListed()
    {
        ShapeList shapes = VisionShapes.ResNet(width: 8);
        shapes.Add(("bn1.running_mean", [8]));
        shapes.Add(("bn1.running_var", [8]));
        shapes.Add(("bn1.num_batches_tracked", new TensorShape()));
        ResolvedPlan plan = ModelPlan.ResNet().Resolve(shapes);
        plan["bn1.running_mean"].Initializer.Should().Be(Init.Zeros());
        plan["bn1.running_var"].Initializer.Should().Be(Init.Ones());
        plan["bn1.num_batches_tracked"].Action.Should().Be(RuleAction.Skip);
    }

    [Fact]
    public void ConvNeXt_ScalesTheHead()
    {
        ShapeList shapes = [];
        shapes.Linear("stages.0.0.pwconv1", 16, 4);
        shapes.Norm("stages.0.0.norm", 4);
        shapes.Add(("stages.0.0.gamma", [4]));
        shapes.Add(("stages.0.0.grn.gamma", [1, 1, 1, 16]));
        shapes.Linear("head", 10, 4);
        ResolvedPlan plan = ModelPlan.ConvNeXt(layerScale: 0.5, headScale: 0.1).Resolve(shapes);
        ShouldPromise(plan["head.weight"], 0, 0.002);
        ShouldPromise(plan["stages.0.0.pwconv1.weight"], 0, 0.02);
        plan["stages.0.0.gamma"].Initializer.Should().Be(Init.Constant(0.5));
        plan["stages.0.0.grn.gamma"].Initializer.Should().Be(Init.Zeros());
    }

    /// <summary>The biases of norms and convolutions fall under one rule, and under names that differ in a number alone.</summary>
    [Fact]
    public void DryRun_TellsZerosFromNoise()
    {
        string table = ModelPlan.GuidedDiffusionUNet().Resolve(ImageModelShapes.GuidedDiffusionUNet()).ToString();
        table.Should().NotContain("to Zeros()").And.NotContain("Zeros() to");
        table.Should().Contain("input_blocks.1-5.0.in_layers.0.bias").And.Contain("input_blocks.1-4.0.in_layers.2.bias");
    }

    [Fact]
    public void Presets_MayBeOverridden()
    {
        var plan = new InitializationPlan { { "fc.*", Init.Zeros() }, ModelPlan.ResNet() };
        ResolvedPlan resolved = plan.Resolve(VisionShapes.ResNet(width: 8));
        resolved["fc.weight"].Initializer.Should().Be(Init.Zeros());
        ((Action)(() => ModelPlan.VitTorchvision().Resolve(VisionShapes.Swin()))).Should().Throw<PlanException>()
            .WithMessage("*no rule matches features.0.0.weight*");
    }

    /// <summary>Fills all parameters of a model, and compares them with what was planned.</summary>
    internal static Dictionary<string, float[]> FillAndCheck(InitializationPlan plan, ShapeList shapes)
    {
        Dictionary<string, float[]> weights = shapes.ToDictionary(one => one.Name, one => new float[one.Shape.Count]);
        ResolvedPlan resolved = plan.Resolve(shapes);
        resolved.Initialize(name => weights[name], new PhiloxRandom(42));
        PlanCheck check = resolved.Check(name => weights[name]);
        check.IsAsPlanned.Should().BeTrue(check.ToString());
        check.Parameters.Should().Be(shapes.Count);
        return weights;
    }

    internal static void ShouldPromise(PlannedParameter parameter, double mean, double deviation)
    {
        WeightPrediction promise = parameter.Prediction!.Value;
        promise.Mean.Should().BeApproximately(mean, 1e-12, parameter.ToString());
        promise.StandardDeviation.Should().BeApproximately(deviation, 1e-7 * deviation, parameter.ToString());
    }
}

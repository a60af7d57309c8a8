namespace Initializers;

/// <content>Convolutional networks for images.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// ResNet, ResNeXt and Wide ResNet: convolutions N(0, 2 / (out k k)), norms 1 and 0, the classifier PyTorch's default, U(-b, b) with
    /// b = 1 / sqrt(inputs).
    /// </summary>
    /// <param name="zeroInitResidual">
    /// Whether the weight of the last norm of each block is 0, so that the block starts as the identity. torchvision's default is false,
    /// timm's is true.
    /// </param>
    /// <remarks>
    /// torchvision 0.14.1, <c>resnet.py</c>: names such as <c>layer1.0.conv1.weight</c>; the last norm is <c>bn3</c>, or <c>bn2</c> in a
    /// block that has no <c>bn3</c>. The groups of ResNeXt do not count in the fan-out. He, Zhang, Ren and Sun (2015),
    /// <see href="https://arxiv.org/abs/1512.03385"/>; zero norms: Goyal et al. (2017), <see href="https://arxiv.org/abs/1706.02677"/>.
    /// </remarks>
    public static InitializationPlan ResNet(bool zeroInitResidual = false)
    {
        var plan = new InitializationPlan(isPreset: true);
        if (zeroInitResidual) plan.Add("**.layer*.*.(bn2|bn3).weight", LastNormOfBlock);
        plan.Add("**.weight", NormWeight);
        plan.Add("**.weight", PyTorchWeight.OfRank(2).Optional());
        plan.Add("**.weight", HeNormalOut);
        plan.Add("**.bias", PyTorchBias);
        plan.Add(BatchStatistics);
        return plan;
    }

    /// <summary>VGG, with or without norms: convolutions N(0, 2 / (out k k)), the classifier N(0, 0.01^2), norms 1, biases 0.</summary>
    /// <remarks>
    /// torchvision 0.14.1, <c>vgg.py</c>: names such as <c>features.0.weight</c>. Simonyan and Zisserman (2014) started from shallower
    /// trained nets instead, <see href="https://arxiv.org/abs/1409.1556"/>.
    /// </remarks>
    public static InitializationPlan Vgg() => new(isPreset: true)
    {
        { "**.weight", NormWeight.Optional() },
        { "**.weight", Normal(0.01).OfRank(2).Optional() },
        { "**.weight", HeNormalOut },
        { "**.bias", Zeros },
        BatchStatistics,
    };

    /// <summary>
    /// DenseNet: convolutions N(0, 2 / (in k k)), by the fan-in; norms 1, biases 0, the classifier's weight PyTorch's default, U(-b, b)
    /// with b = 1 / sqrt(inputs).
    /// </summary>
    /// <remarks>
    /// torchvision 0.14.1, <c>densenet.py</c>: names such as <c>features.denseblock1.denselayer1.conv1.weight</c>; <c>conv.1</c> of older
    /// files matches too. Huang, Liu, van der Maaten and Weinberger (2016), <see href="https://arxiv.org/abs/1608.06993"/>.
    /// </remarks>
    public static InitializationPlan DenseNet() => new(isPreset: true)
    {
        { "**.weight", NormWeight },
        { "**.weight", PyTorchWeight.OfRank(2).Optional() },
        { "**.weight", Init.HeNormal() },
        { "**.bias", Zeros },
        BatchStatistics,
    };

    /// <summary>
    /// MobileNetV2 and V3: convolutions N(0, 2 / (out k k)), depthwise ones too, the classifier N(0, 0.01^2), norms 1, biases 0.
    /// </summary>
    /// <remarks>
    /// torchvision 0.14.1, <c>mobilenetv2.py</c> and <c>mobilenetv3.py</c>: names such as <c>features.1.conv.0.0.weight</c>. The fan-out
    /// does not divide by the groups, so a depthwise convolution is smaller by sqrt(channels) than TensorFlow's: timm's
    /// <c>init_weight_goog</c> is <see cref="EfficientNet"/> with <c>groupFanOut</c>. Sandler et al. (2018),
    /// <see href="https://arxiv.org/abs/1801.04381"/>; Howard et al. (2019), <see href="https://arxiv.org/abs/1905.02244"/>.
    /// </remarks>
    public static InitializationPlan MobileNet() => Vgg();

    /// <summary>
    /// EfficientNet: convolutions N(0, 2 / (out k k)), the classifier U(-b, b) with b = 1 / sqrt(outputs), norms 1, biases 0.
    /// </summary>
    /// <param name="groupFanOut">
    /// Whether a depthwise convolution has N(0, 2 / (k k)), its fan-out divided by the groups. True is TensorFlow's and timm's
    /// (<c>fix_group_fanout</c>), false is torchvision's.
    /// </param>
    /// <remarks>
    /// torchvision 0.14.1, <c>efficientnet.py</c> (names such as <c>features.2.0.block.1.0.weight</c>), and timm 1.0.29.dev0,
    /// <c>_efficientnet_builder.py</c> (<c>blocks.1.0.conv_dw.weight</c>), which initializes its MobileNets and MNASNets alike. A plain
    /// shape does not say its groups: [channels, 1, k, k] under these names is depthwise. Tan and Le (2019),
    /// <see href="https://arxiv.org/abs/1905.11946"/>.
    /// </remarks>
    public static InitializationPlan EfficientNet(bool groupFanOut = false)
    {
        var plan = new InitializationPlan(isPreset: true);
        // The fan-in of a depthwise convolution, k k, is its fan-out divided by the groups.
        if (groupFanOut) plan.Add("**.(conv_dw|block.*.0).weight", Rule.Initialize(Init.HeNormal()).Where(IsDepthwise));
        plan.Add("**.weight", NormWeight);
        plan.Add("**.weight", Rule.Initialize(Init.VarianceScaling(1.0 / 3, FanMode.Out, Distribution.Uniform)).OfRank(2).Optional());
        plan.Add("**.weight", HeNormalOut);
        plan.Add("**.bias", Zeros);
        plan.Add(BatchStatistics);
        return plan;
    }

    /// <summary>
    /// ConvNeXt: convolutions and linear layers N(0, 0.02^2), kept within -2 and 2, norms 1, biases 0, the scales of layers a constant.
    /// </summary>
    /// <param name="layerScale">What each layer's output is multiplied by: <c>layer_scale</c> in torchvision, else <c>gamma</c>.</param>
    /// <param name="headScale">What the weight of the classifier is multiplied by, <c>head_init_scale</c>, which torchvision lacks.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <remarks>
    /// torchvision 0.14.1, <c>convnext.py</c> (names such as <c>features.1.0.block.0.weight</c>); facebookresearch/ConvNeXt,
    /// <c>models/convnext.py</c> (<c>stages.0.0.dwconv.weight</c>), and timm 1.0.29.dev0 (<c>stages.0.blocks.0.conv_dw.weight</c>). The
    /// response norms of V2, <c>grn</c>, are 0. Liu et al. (2022), <see href="https://arxiv.org/abs/2201.03545"/>.
    /// </remarks>
    public static InitializationPlan ConvNeXt(double layerScale = 1e-6, double headScale = 1)
    {
        var plan = new InitializationPlan(isPreset: true);
        plan.Add("**.grn.*", Zeros.Optional());
        plan.Add("**.(layer_scale|gamma)", Rule.Initialize(Init.Constant(Guard.Finite(layerScale))).Optional());
        if (headScale != 1) plan.Add("**.(head|head.fc).weight", WithinTwo(0.02).Scaled(Guard.Finite(headScale)));
        plan.Add("**.weight", NormWeight);
        plan.Add("**.weight", TruncatedNormal(0.02));
        plan.Add("**.bias", Zeros);
        return plan;
    }

    /// <summary>0 for the last norm of a residual block, and 1 for a second one before a third.</summary>
    private static ConstantInitializer LastNormOfBlock(RuleMatch match) =>
        match.Name.EndsWith("bn2.weight", StringComparison.Ordinal)
        && match.IsParameter(match.Name[..^"bn2.weight".Length] + "bn3.weight") ? Init.Ones() : Init.Zeros();

    private static bool IsDepthwise(TensorShape shape) => shape.Rank == 4 && shape[1] == 1 && shape[0] > 1;
}

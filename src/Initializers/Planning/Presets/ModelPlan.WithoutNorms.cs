namespace Initializers;

/// <content>Residual networks that do without norms, by how they start.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// Fixup's ResNet, which has no norms: convolutions in a block of m have N(0, 2 / (out k k)) times L^(-1 / (2 m - 2)), but the last of
    /// each is 0; shortcuts N(0, 2 / (out k k)); classifier 0, scales 1, biases 0; the first convolution PyTorch's default, U(-b, b) with
    /// b = 1 / sqrt(fan-in).
    /// </summary>
    /// <param name="blocks">How many residual blocks the network has, L: 8 in ResNet-18, 16 in ResNet-50.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blocks"/> is below 1.</exception>
    /// <remarks>
    /// hongyi-zhang/Fixup f3fa449, <c>fixup_resnet_imagenet.py</c> and <c>fixup_resnet_cifar.py</c>: names such as
    /// <c>layer1.0.conv1.weight</c>, <c>layer1.0.bias1a</c>; a block that has <c>conv3</c> has m = 3, else 2. Zhang, Dauphin and Ma (2019),
    /// <see href="https://arxiv.org/abs/1901.09321"/>.
    /// </remarks>
    public static InitializationPlan FixupResNet(long blocks)
    {
        Guard.Positive(blocks);
        return new(isPreset: true)
        {
            { "**.layer*.*.conv{number}.weight", match => FixupConvolution(match, blocks) },
            { "**.layer*.*.downsample.weight", HeNormalOut.Optional() },
            { "**.fc.*", Zeros },
            { "**.conv1.weight", PyTorchWeight },
            { "**.scale", Ones },
            { "**.bias*", Zeros },
        };
    }

    /// <summary>
    /// NFNet, NF-RegNet and NF-ResNet: convolutions N(0, 1 / fan-in), their gains 1, the classifier N(0, 0.01^2), biases 0. Each block
    /// starts at 0: by its <c>skipinit_gain</c> where it has one, else by the gain of its last convolution.
    /// </summary>
    /// <remarks>
    /// timm 1.0.29.dev0 (aa4b585), <c>nfnet.py</c>: names such as <c>stages.0.0.conv3.gain</c>. The names say whether a model has SkipInit
    /// (<c>dm_nfnet_f0</c> does). Convolutions are standardized when they run, so only the form of their noise matters; those over channels
    /// (ECA) are PyTorch's default. Brock et al. (2021), <see href="https://arxiv.org/abs/2102.06171"/>; SkipInit: De and Smith (2020),
    /// <see href="https://arxiv.org/abs/2002.10444"/>.
    /// </remarks>
    public static InitializationPlan NfNet() => new(isPreset: true)
    {
        { "**.skipinit_gain", Zeros.Optional() },
        { "**.stages.*.*.conv3.gain", LastGainOfBlock },
        { "**.gain", Ones },
        { "**.weight", Normal(0.01).OfRank(2).Optional() },
        { "**.weight", PyTorchWeight.OfRank(3).Optional() },
        { "**.weight", Init.LeCunNormal() },
        { "**.bias", Zeros },
    };

    private static IWeightInitializer FixupConvolution(RuleMatch match, long blocks)
    {
        string block = match.Name[..match.Name.LastIndexOf("conv", StringComparison.Ordinal)];
        int last = match.IsParameter($"{block}conv3.weight") ? 3 : 2;
        return match["number"] == last ? Init.Zeros()
            : Init.HeNormal(mode: FanMode.Out).Scaled(last == 3 ? 1 / Math.Sqrt(Math.Sqrt(blocks)) : 1 / Math.Sqrt(blocks));
    }

    private static ConstantInitializer LastGainOfBlock(RuleMatch match) =>
        match.IsParameter(match.Name[..^"conv3.gain".Length] + "skipinit_gain") ? Init.Ones() : Init.Zeros();
}

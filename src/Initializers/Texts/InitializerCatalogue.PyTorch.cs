namespace Initializers;

/// <content>The formulas, parameters and defaults of <c>torch.nn.init</c> in PyTorch 2.13: its normals are not truncated.</content>
internal static partial class InitializerCatalogue
{
    private static CatalogueEntry[] PyTorch =>
    [
        ("torch/zeros_", _ => Init.Zeros()),
        ("torch/ones_", _ => Init.Ones()),
        new("torch/constant_", a => Init.Constant(a.Number("val")), NeedsArguments: true),
        ("torch/eye_", _ => Init.Identity()),
        ("torch/dirac_", a => Init.Dirac(a.WholeNumber("groups", 1))),
        ("torch/sparse_", a => Init.Sparse(a.Number("sparsity", 0.9), a.Number("std", 0.01), SparseUnit.Input)),
        ("torch/orthogonal_", a => Init.Orthogonal(Gain(a), perBlock: false)),
        ("torch/uniform_", a => Init.Uniform(a.Number("a", 0), a.Number("b", 1))),
        ("torch/normal_", a => Init.Normal(a.Number("mean", 0), a.Number("std", 1))),
        ("torch/trunc_normal_", WithinBounds),
        ("torch/xavier_normal_", a => Init.GlorotNormal(Gain(a))),
        ("torch/xavier_uniform_", a => Init.GlorotUniform(Gain(a))),
        ("torch/kaiming_normal_", a => Kaiming(a, Init.HeNormal, Distribution.Normal)),
        ("torch/kaiming_uniform_", a => Kaiming(a, Init.HeUniform, Distribution.Uniform)),
    ];

    /// <summary>A truncated normal whose bounds are values, not deviations.</summary>
    private static TruncatedNormalInitializer WithinBounds(CallArguments arguments)
    {
        double mean = arguments.Number("mean", 0), deviation = arguments.Number("std", 1);
        double low = arguments.Number("a", -2), high = arguments.Number("b", 2);
        return Init.TruncatedNormal(mean, deviation, (low - mean) / deviation, (high - mean) / deviation);
    }

    /// <summary>The gain of <c>calculate_gain</c> divided by the root of the fan.</summary>
    private static VarianceScalingInitializer Kaiming(
        CallArguments arguments, Func<double, FanMode, VarianceScalingInitializer> rectified, Distribution distribution)
    {
        double slope = arguments.Number("a", 0);
        FanMode mode = arguments.Choice("mode", ("fan_in", FanMode.In), ("fan_out", FanMode.Out));
        Activation activation = arguments.Choice("nonlinearity",
            ("leaky_relu", Activation.LeakyReLU(slope)), ("relu", Activation.ReLU), ("tanh", Activation.Tanh), ("selu", Activation.SELU),
            ("sigmoid", Activation.Sigmoid), ("linear", Activation.Identity), ("conv1d", Activation.Identity),
            ("conv2d", Activation.Identity), ("conv3d", Activation.Identity), ("conv_transpose1d", Activation.Identity),
            ("conv_transpose2d", Activation.Identity), ("conv_transpose3d", Activation.Identity));
        if (activation.NegativeSlope is { } negative) return rectified(negative, mode);
        double gain = Initializers.Gain.PyTorch(activation);
        return Init.VarianceScaling(gain * gain, mode, distribution);
    }
}

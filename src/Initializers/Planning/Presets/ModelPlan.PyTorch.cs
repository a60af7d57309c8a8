namespace Initializers;

/// <content>What a layer of PyTorch has unless a model says otherwise, for the parts that models leave alone.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// PyTorch's default for the weight of a linear layer or convolution, <c>kaiming_uniform_(a=sqrt(5))</c>: U(-b, b) with
    /// b = 1 / sqrt(fan-in).
    /// </summary>
    private static Rule PyTorchWeight { get; } = Rule.Initialize(Init.HeUniform(negativeSlope: Math.Sqrt(5)));

    /// <summary>PyTorch's default for a bias: U(-b, b) with b = 1 / sqrt(fan-in) of the weight beside it, and 0 for a norm's.</summary>
    private static Rule PyTorchBias { get; } = Rule.Initialize(match =>
        WeightBeside(match) is { Rank: > 1 } weight ? Init.Uniform(1 / Math.Sqrt(weight.Fans.In)) : Init.Zeros());

    /// <summary>
    /// PyTorch's <c>kaiming_normal_(mode='fan_out')</c>: N(0, 2 / (out k k)), where the groups of a convolution do not count.
    /// </summary>
    private static Rule HeNormalOut { get; } = Rule.Initialize(Init.HeNormal(mode: FanMode.Out)).WithGroups(1);

    /// <summary><c>xavier_uniform_</c> for a convolution of patches seen as a matrix from in k k to out.</summary>
    private static Rule GlorotUniformOfPatches { get; } = Rule.Initialize(match =>
        Init.Uniform(Math.Sqrt(6.0 / (match.Shape.Fans.In + match.Shape[0]))));

    /// <summary>What norms have: weights 1, which are the weights of rank 1 whatever their names.</summary>
    private static Rule NormWeight { get; } = Ones.OfRank(1);

    /// <summary>The statistics of batch norms, where the list of parameters has them: a <c>state_dict</c> does.</summary>
    private static InitializationPlan BatchStatistics => new(isPreset: true)
    {
        { "**.running_mean", Zeros.Optional() },
        { "**.running_var", Ones.Optional() },
        { "**.num_batches_tracked", Rule.Skip.Optional() },
    };

    private static TensorShape WeightBeside(RuleMatch bias) => bias.ShapeOf(bias.Name[..^"bias".Length] + "weight");
}

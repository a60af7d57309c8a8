using TorchSharp.Modules;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>
/// What the shape of a tensor does not say and the kind of its layer does: groups, exchanged axes, packed gates, padding rows, and its
/// role.
/// </summary>
/// <remarks>
/// The roles are <c>weight</c>, <c>bias</c>, <c>norm</c> (the scale of a normalization), <c>embedding</c> and <c>slope</c> (of
/// <c>PReLU</c>); parameters of modules of a user's own have none.
/// </remarks>
internal static class ModuleKinds
{
    public const string Weight = "weight", Bias = "bias", Norm = "norm", Embeddings = "embedding", Slope = "slope";

    /// <summary>A tensor as plans take it.</summary>
    /// <param name="name">Its whole name.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="own">Its name there.</param>
    public static PlanParameter Describe(string name, in TensorShape shape, Module layer, string own)
    {
        PlanParameter parameter = OfKind(new(name, shape), layer, own);
        return parameter with { IsLayerKnown = parameter.Role is Weight or Embeddings };
    }

    private static PlanParameter OfKind(in PlanParameter parameter, Module layer, string own)
    {
        return layer switch
        {
            Linear => Affine(parameter, own, shape => shape),
            Bilinear => Affine(parameter, own, shape => shape.WithLayout(PairsOfInputs)),
            Convolution { transposed: true } convolution =>
                Affine(parameter, own, shape => shape.WithLayout(WeightLayout.OutIn.Transposed).WithGroups(convolution.groups)),
            Convolution convolution => Affine(parameter, own, shape => shape.WithGroups(convolution.groups)),
            Embedding or EmbeddingBag => Table(parameter),
            LSTM or LSTMCell => Recurrent(parameter, own, gates: 4),
            GRU or GRUCell => Recurrent(parameter, own, gates: 3),
            RNN or RNNCell => Recurrent(parameter, own, gates: 1),
            NormBase or LayerNorm or GroupNorm => Normalization(parameter, own),
            PReLU when own == "weight" => parameter with { Role = Slope },
            MultiheadAttention or TransformerEncoderLayer or TransformerDecoderLayer or TransformerEncoder or TransformerDecoder
                or Transformer => OfTransformer(parameter, own),
            _ => parameter,
        };
    }

    /// <summary>Each output of a bilinear layer is a sum over all pairs of its inputs.</summary>
    private static WeightLayout PairsOfInputs { get; } = new("out, in, in");

    /// <summary>A weight, whose shape means what the layer says, and a bias.</summary>
    private static PlanParameter Affine(in PlanParameter parameter, string own, Func<TensorShape, TensorShape> meaning) => own switch
    {
        "weight" => parameter with { Shape = meaning(parameter.Shape), Role = Weight },
        "bias" => parameter with { Role = Bias },
        _ => parameter,
    };

    private static PlanParameter Normalization(in PlanParameter parameter, string own) => parameter with
    {
        Role = own switch { "weight" => Norm, "bias" => Bias, _ => null },
    };

    private static PlanParameter Table(in PlanParameter parameter) => parameter.Shape.Rank != 2 ? parameter
        : parameter with { Shape = TensorShape.Embedding(parameter.Shape[0], parameter.Shape[1]), Role = Embeddings };

    /// <summary>Weights and biases of a recurrent layer, whose gates are packed along the outputs.</summary>
    private static PlanParameter Recurrent(in PlanParameter parameter, string own, long gates) => parameter with
    {
        Shape = parameter.Shape.WithBlocks(gates),
        Role = own.StartsWith("bias", StringComparison.Ordinal) ? Bias : Weight,
    };

    /// <summary>The layers inside of attention and transformers, which TorchSharp has as one module, by their names.</summary>
    private static PlanParameter OfTransformer(in PlanParameter parameter, string own)
    {
        string[] segments = NameSegment.Split(own);
        string layer = segments.Length > 1 ? segments[^2] : "";
        return segments[^1] switch
        {
            "in_proj_weight" => parameter with { Shape = parameter.Shape.WithBlocks(3), Role = Weight },
            "in_proj_bias" => parameter with { Shape = parameter.Shape.WithBlocks(3), Role = Bias },
            "weight" when layer.StartsWith("norm", StringComparison.Ordinal) => parameter with { Role = Norm },
            "bias" => parameter with { Role = Bias },
            _ => parameter with { Role = Weight },
        };
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Initializers;

/// <content>The catalogue by name, for configuration files and command lines.</content>
public static partial class Init
{
    private static readonly (string Name, Func<IWeightInitializer> Create)[] Table =
    [
        // The library's own, without a prefix.
        (nameof(Zeros), Zeros),
        (nameof(Zero), Zero),
        (nameof(Ones), Ones),
        (nameof(Uniform), () => Uniform()),
        (nameof(RandomUniform), () => RandomUniform()),
        (nameof(Normal), () => Normal()),
        (nameof(RandomNormal), () => RandomNormal()),
        (nameof(TruncatedNormal), () => TruncatedNormal()),
        (nameof(VarianceScaling), () => VarianceScaling()),
        (nameof(LeCunNormal), LeCunNormal),
        (nameof(LeCunUniform), LeCunUniform),
        (nameof(LeCunTruncatedNormal), () => LeCunTruncatedNormal()),
        (nameof(GlorotNormal), () => GlorotNormal()),
        (nameof(GlorotUniform), () => GlorotUniform()),
        (nameof(GlorotTruncatedNormal), () => GlorotTruncatedNormal()),
        (nameof(XavierNormal), () => XavierNormal()),
        (nameof(XavierUniform), () => XavierUniform()),
        (nameof(XavierTruncatedNormal), () => XavierTruncatedNormal()),
        (nameof(HeNormal), () => HeNormal()),
        (nameof(HeUniform), () => HeUniform()),
        (nameof(HeTruncatedNormal), () => HeTruncatedNormal()),
        (nameof(KaimingNormal), () => KaimingNormal()),
        (nameof(KaimingUniform), () => KaimingUniform()),
        (nameof(KaimingTruncatedNormal), () => KaimingTruncatedNormal()),
        (nameof(Identity), () => Identity()),
        (nameof(Dirac), () => Dirac()),
        (nameof(Orthogonal), () => Orthogonal()),
        (nameof(OrthogonalScaled), () => OrthogonalScaled()),
        (nameof(DeltaOrthogonal), () => DeltaOrthogonal()),
        (nameof(ConvolutionOrthogonal), () => ConvolutionOrthogonal()),
        (nameof(Hadamard), () => Hadamard()),
        (nameof(ZerOHadamard), () => ZerOHadamard()),
        (nameof(Bilinear), Bilinear),
        (nameof(Sparse), () => Sparse()),
        (nameof(SparseConnections), () => SparseConnections()),
        (nameof(LooksLinear), () => LooksLinear()),

        // The formulas and defaults of Keras 3.15: its normals are truncated.
        ("keras/zeros", Zeros),
        ("keras/ones", Ones),
        ("keras/constant", Zeros),
        ("keras/random_normal", () => Normal(0, 0.05)),
        ("keras/random_uniform", () => Uniform(-0.05, 0.05)),
        ("keras/truncated_normal", () => TruncatedNormal(0, 0.05)),
        ("keras/variance_scaling", () => VarianceScaling()),
        ("keras/lecun_normal", () => LeCunTruncatedNormal()),
        ("keras/lecun_uniform", LeCunUniform),
        ("keras/glorot_normal", () => GlorotTruncatedNormal()),
        ("keras/glorot_uniform", () => GlorotUniform()),
        ("keras/he_normal", () => HeTruncatedNormal()),
        ("keras/he_uniform", () => HeUniform()),
        ("keras/identity", () => Identity()),
        ("keras/orthogonal", () => Orthogonal(perBlock: false)),

        // torch.nn.init of PyTorch 2.13: its normals are not truncated.
        ("torch/zeros_", Zeros),
        ("torch/ones_", Ones),
        ("torch/eye_", () => Identity()),
        ("torch/dirac_", () => Dirac()),
        ("torch/sparse_", () => Sparse(per: SparseUnit.Input)),
        ("torch/orthogonal_", () => Orthogonal(perBlock: false)),
        ("torch/uniform_", () => Uniform(0, 1)),
        ("torch/normal_", () => Normal(0, 1)),
        ("torch/trunc_normal_", () => TruncatedNormal(0, 1)),
        ("torch/xavier_normal_", () => GlorotNormal()),
        ("torch/xavier_uniform_", () => GlorotUniform()),
        ("torch/kaiming_normal_", () => HeNormal()),
        ("torch/kaiming_uniform_", () => HeUniform()),

        // jax.nn.initializers of JAX 0.10: its named normals are truncated, and its uniform starts at 0.
        ("jax/zeros", Zeros),
        ("jax/ones", Ones),
        ("jax/uniform", () => Uniform(0, 0.01)),
        ("jax/normal", () => Normal(0, 0.01)),
        ("jax/truncated_normal", () => TruncatedNormal(0, 0.01)),
        ("jax/lecun_normal", () => LeCunTruncatedNormal()),
        ("jax/lecun_uniform", LeCunUniform),
        ("jax/glorot_normal", () => GlorotTruncatedNormal()),
        ("jax/glorot_uniform", () => GlorotUniform()),
        ("jax/xavier_normal", () => GlorotTruncatedNormal()),
        ("jax/xavier_uniform", () => GlorotUniform()),
        ("jax/he_normal", () => HeTruncatedNormal()),
        ("jax/he_uniform", () => HeUniform()),
        ("jax/kaiming_normal", () => HeTruncatedNormal()),
        ("jax/kaiming_uniform", () => HeUniform()),
        ("jax/orthogonal", () => Orthogonal(perBlock: false)),
        ("jax/delta_orthogonal", () => DeltaOrthogonal(centre: KernelCentre.Earlier)),

        // Recipes by situation, those without required parameters.
        ("transformer/embedding", TransformerInit.Embedding),
        ("adapter/lora_down", AdapterInit.LoraDown),
        ("adapter/lora_up", AdapterInit.LoraUp),
        ("adapter/lora_embedding_down", AdapterInit.LoraEmbeddingDown),
        ("adapter/lora_embedding_up", AdapterInit.LoraEmbeddingUp),
        ("recurrent/forget_gate_bias", () => RecurrentInit.ForgetGateBias()),
        ("recurrent/irnn_recurrent", () => RecurrentInit.IrnnRecurrent()),
        ("recurrent/irnn_input", RecurrentInit.IrnnInput),
        ("sigmoid/glorot_uniform", SigmoidInit.GlorotUniform),
        ("sigmoid/prior_bias", () => SigmoidInit.PriorBias()),
        ("sigmoid/nguyen_widrow", SigmoidInit.NguyenWidrow),
        ("sigmoid/nguyen_widrow_bias", SigmoidInit.NguyenWidrowBias),
        ("field/siren_first", FieldInit.SirenFirst),
        ("field/siren_hidden", () => FieldInit.SirenHidden()),
        ("field/fourier_features", () => FieldInit.FourierFeatures()),
        ("state_space/hippo_legs_a", StateSpaceInit.HippoLegsA),
        ("state_space/hippo_legs_b", StateSpaceInit.HippoLegsB),
        ("state_space/hippo_legs_p", StateSpaceInit.HippoLegsP),
        ("state_space/s4d_log_real_part", StateSpaceInit.S4DLogRealPart),
        ("state_space/s4d_lin_imaginary_part", StateSpaceInit.S4DLinImaginaryPart),
        ("state_space/s4d_inv_imaginary_part", StateSpaceInit.S4DInvImaginaryPart),
        ("state_space/mamba_log_a", StateSpaceInit.MambaLogA),
        ("state_space/mamba_d", StateSpaceInit.MambaD),
        ("state_space/mamba2_log_a", () => StateSpaceInit.Mamba2LogA()),
        ("state_space/mamba_step_bias", () => StateSpaceInit.MambaStepBias()),
        ("state_space/mamba_step_weight", () => StateSpaceInit.MambaStepWeight()),
    ];

    private static readonly Dictionary<string, Func<IWeightInitializer>> ByName =
        Table.ToDictionary(entry => entry.Name, entry => entry.Create, NameComparer.Instance);

    /// <summary>
    /// All names that <see cref="Get"/> accepts: the library's own, those of Keras, PyTorch and JAX with the prefixes <c>keras/</c>,
    /// <c>torch/</c> and <c>jax/</c>, and recipes with the prefixes <c>transformer/</c>, <c>adapter/</c>, <c>recurrent/</c>,
    /// <c>sigmoid/</c>, <c>field/</c> and <c>state_space/</c>.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>Gets an initializer by name, with its default parameters.</summary>
    /// <param name="name">
    /// A name without a prefix is the library's own: <c>he_normal</c>, <c>HeNormal</c>, <c>kaiming_normal_</c>. The prefixes <c>keras/</c>,
    /// <c>torch/</c> and <c>jax/</c> mean that framework's formula: <c>keras/he_normal</c> is truncated. Other prefixes are situations:
    /// <c>recurrent/forget_gate_bias</c> is a recipe. Case and underscores are ignored.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is unknown; the message suggests similar ones.</exception>
    public static IWeightInitializer Get(string name) =>
        TryGet(name, out IWeightInitializer? initializer) ? initializer
        : throw new ArgumentException(
            $"name must be one of Init.Names, such as {string.Join(", ", NameComparer.Nearest(name, Names))}, "
            + $"but was \"{Excerpt.Of(name)}\".",
            nameof(name));

    /// <summary>Gets an initializer by name, if the name is known.</summary>
    /// <param name="name">A name as for <see cref="Get"/>.</param>
    /// <param name="initializer">The initializer; null if the name is unknown.</param>
    /// <returns><c>true</c> if the name is known; otherwise, <c>false</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static bool TryGet(string name, [NotNullWhen(true)] out IWeightInitializer? initializer)
    {
        ArgumentNullException.ThrowIfNull(name);
        initializer = ByName.GetValueOrDefault(name)?.Invoke();
        return initializer is not null;
    }
}

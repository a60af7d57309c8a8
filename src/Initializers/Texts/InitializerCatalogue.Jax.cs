namespace Initializers;

/// <content>
/// The formulas, parameters and defaults of <c>jax.nn.initializers</c> in JAX 0.10: its named normals are truncated, and its uniform starts
/// at 0. The axes are those of the shape.
/// </content>
internal static partial class InitializerCatalogue
{
    private static CatalogueEntry[] Jax =>
    [
        ("jax/zeros", _ => Init.Zeros()),
        ("jax/ones", _ => Init.Ones()),
        new("jax/constant", a => Init.Constant(a.Number("value")), NeedsArguments: true),
        ("jax/uniform", a => Init.Uniform(0, a.Number("scale", 0.01))),
        ("jax/normal", a => Init.Normal(0, a.Number("stddev", 0.01))),
        ("jax/truncated_normal", a => Init.TruncatedNormal(0, a.Number("stddev", 0.01), a.Number("lower", -2), a.Number("upper", 2))),
        new("jax/variance_scaling", a => Init.VarianceScaling(
            a.Number("scale"),
            a.Choice("mode", ("fan_in", FanMode.In), ("fan_out", FanMode.Out), ("fan_avg", FanMode.Average),
                ("fan_geo_avg", FanMode.GeometricMean)),
            a.Choice("distribution", ("truncated_normal", Distribution.TruncatedNormal), ("normal", Distribution.Normal),
                ("uniform", Distribution.Uniform))),
            NeedsArguments: true),
        ("jax/lecun_normal", _ => Init.LeCunTruncatedNormal()),
        ("jax/lecun_uniform", _ => Init.LeCunUniform()),
        ("jax/glorot_normal", _ => Init.GlorotTruncatedNormal()),
        ("jax/glorot_uniform", _ => Init.GlorotUniform()),
        ("jax/xavier_normal", _ => Init.GlorotTruncatedNormal()),
        ("jax/xavier_uniform", _ => Init.GlorotUniform()),
        ("jax/he_normal", _ => Init.HeTruncatedNormal()),
        ("jax/he_uniform", _ => Init.HeUniform()),
        ("jax/kaiming_normal", _ => Init.HeTruncatedNormal()),
        ("jax/kaiming_uniform", _ => Init.HeUniform()),
        ("jax/orthogonal", a => Init.Orthogonal(a.Number("scale", 1), perBlock: false)),
        ("jax/delta_orthogonal", a => Init.DeltaOrthogonal(a.Number("scale", 1), KernelCentre.Earlier)),
    ];
}
